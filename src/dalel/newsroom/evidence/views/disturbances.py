"""View of what was measured of networks lately: a lead in words, with its evidence."""

from dataclasses import dataclass
from datetime import UTC, datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dalel.domain.disturbance import Disturbance, Strength
from dalel.domain.network_event import NetworkEvent
from dalel.newsroom.evidence import disturbance_labels
from dalel.newsroom.evidence.models import CaptureRow
from dalel.newsroom.evidence.queries import disturbances
from dalel.newsroom.frame.context import pack
from dalel.newsroom.frame.locale import speak
from dalel.newsroom.frame.permissions import Action, allowed

#: So many are shown, and of each so many lines.
_MOST = 50
_MOST_LINES = 30


@dataclass(frozen=True, kw_only=True)
class MeasuredLine:
    """What one measurer saw, the source that keeps it, and the capture that proves it."""

    words: str
    source: str
    link: str
    proof: CaptureRow | None


@dataclass(frozen=True, kw_only=True)
class ShownDisturbance:
    """A disturbance in the words of this screen; ``more`` lines are left out."""

    title: str
    strength: Strength
    span: str
    cautions: tuple[str, ...]
    lines: tuple[MeasuredLine, ...]
    more: int


@require_safe
@allowed(Action.READ_RECORD)
def listing(request: HttpRequest) -> HttpResponse:
    """What was measured lately, the latest first, the weak last."""
    found = disturbances.lately(pack(), datetime.now(UTC))
    ranks = list(Strength)
    latest = sorted(found, key=lambda one: one.started, reverse=True)
    shown = sorted(latest, key=lambda one: ranks.index(one.strength) == len(ranks) - 1)[:_MOST]
    proofs = disturbances.proofs(event for one in shown for event in one.events[:_MOST_LINES])
    context = {
        "signals": [_shown(one, proofs) for one in shown],
        "more": len(found) - len(shown),
        "days": disturbances.BACK.days,
    }
    return render(request, "evidence/network_signals.html", context)


def _shown(one: Disturbance, proofs: dict[str, CaptureRow]) -> ShownDisturbance:
    spoken, country = speak(), pack()
    return ShownDisturbance(
        title=disturbance_labels.title(one, country, spoken),
        strength=one.strength,
        span=disturbance_labels.span(one, country, spoken),
        cautions=disturbance_labels.cautions(one, spoken),
        lines=tuple(_line(event, proofs) for event in one.events[:_MOST_LINES]),
        more=max(0, len(one.events) - _MOST_LINES),
    )


def _line(event: NetworkEvent, proofs: dict[str, CaptureRow]) -> MeasuredLine:
    return MeasuredLine(
        words=disturbance_labels.line(event, pack(), speak()),
        source=event.source,
        link=event.link,
        proof=proofs.get(event.page) or disturbances.proof_of_counts(event),
    )
