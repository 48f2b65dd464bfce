"""Tells disturbances of networks as stories of the inbox: once each, however they grow."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from dalel.domain.disturbance import Disturbance, DisturbanceKind, Strength
from dalel.newsroom.evidence import disturbance_labels
from dalel.newsroom.evidence.models import CaptureRow
from dalel.newsroom.evidence.queries import disturbances
from dalel.newsroom.frame.transactions import writing
from dalel.newsroom.stories.actions import signals
from dalel.newsroom.stories.actions.signals import SignalStory
from dalel.newsroom.stories.models import SignalRow
from dalel.pack import Pack
from dalel.publish.views.dates import DateWording, wording
from dalel.steps.measure.signals import told

#: Under which word its rows stand, and its event type in the pack's rules.
KIND: Final = "disturbance"
_ACCESS: Final = "access"
#: So far back lies what may still grow: longer than is looked back for disturbances.
_GROWS: Final = disturbances.BACK * 2
_NAMED: Final = 30


@dataclass(frozen=True, kw_only=True)
class _Known:
    """A disturbance, and the row that it has already."""

    one: Disturbance
    row: SignalRow | None


def tell_disturbances(pack: Pack, now: datetime) -> int:
    """Put what is more than weak into the inbox; gives how many new stories.

    What was told and has grown gets a new version of its words. A week has so many stories as the
    pack allows, the rest is kept.
    """
    found = [one for one in disturbances.lately(pack, now) if one.strength is not Strength.WEAK]
    if not found:
        return 0
    proofs = disturbances.proofs(event for one in found for event in one.events)
    with writing():
        known = _matched(found, now)
        for each in known:
            if each.row is not None:
                _grow(each.row, each.one, pack, proofs, now)
        new = [each.one for each in known if each.row is None]
        return _tell_new(new, pack, proofs, now)


def _matched(found: Iterable[Disturbance], now: datetime) -> list[_Known]:
    """Each with its row: the one that knows any of its events, or its key."""
    rows = SignalRow.objects.filter(kind=KIND, day__gte=(now - _GROWS - timedelta(days=1)).date())
    by_event: dict[str, SignalRow] = {}
    for row in rows:
        for name in (row.key, *row.figures["events"]):
            by_event.setdefault(name, row)
    return [
        _Known(one=one, row=next((by_event[n] for n in _names(one) if n in by_event), None))
        for one in found
    ]


def _names(one: Disturbance) -> tuple[str, ...]:
    """Its key, and its events; an outlet's silence belongs to it only by chance."""
    measured = (event for event in one.events if event.method != "request")
    return (one.key, *(f"{event.source} {event.key}" for event in measured))


def _tell_new(
    new: Sequence[Disturbance], pack: Pack, proofs: Mapping[str, CaptureRow], now: datetime
) -> int:
    once = list({one.key: one for one in new}.values())
    before = SignalRow.objects.filter(kind=KIND).exclude(story=None).values_list("day", flat=True)
    chosen = told(once, list(before), pack.measures.signals.a_week)
    stories = 0
    for one in once:
        capture = _proof(one, proofs) if one.key in chosen else None
        story = signals.tell(worded(one, pack), capture, now) if capture else None
        SignalRow.objects.create(
            key=one.key, kind=KIND, day=one.day, story=story, figures=_figures(one)
        )
        stories += story is not None
    return stories


def _grow(
    row: SignalRow,
    one: Disturbance,
    pack: Pack,
    proofs: Mapping[str, CaptureRow],
    now: datetime,
) -> None:
    """Remember what is known now; where it says more than before, the story says so, too."""
    figures = _figures(one)
    if row.figures["account"] == figures["account"]:
        return
    events = dict.fromkeys([*row.figures["events"], *_names(one)])
    row.figures = figures | {"events": list(events)}
    row.save(update_fields=["figures"])
    capture = _proof(one, proofs)
    if row.story is not None and capture is not None:
        signals.tell_again(worded(one, pack, key=row.key), capture, now)


def _figures(one: Disturbance) -> dict[str, object]:
    return {
        "account": one.account,
        "events": list(_names(one)),
        "started": one.started.isoformat(),
        "ended": one.ended.isoformat() if one.ended else None,
    }


def _proof(one: Disturbance, proofs: Mapping[str, CaptureRow]) -> CaptureRow | None:
    """The newest capture of any of its events."""
    kept = [proofs[event.page] for event in one.events if event.page in proofs]
    counted = (disturbances.proof_of_counts(event) for event in one.events)
    kept += [row for row in counted if row is not None][:1]
    return max(kept, key=lambda row: (row.time, row.pk), default=None)


def worded(one: Disturbance, pack: Pack, *, key: str = "") -> SignalStory:
    """A disturbance in the first language of publication; ``key`` is that of its row."""
    speak = wording(pack.languages[0])
    kinds = pack.measures.signals.event_types
    event_type = kinds.get(_ACCESS if one.kind is DisturbanceKind.ACCESS else KIND, "")
    term = next((t for t in pack.codebook.event_types if t.code == event_type), None)
    parts = (
        " ".join(disturbance_labels.cautions(one, speak)),
        disturbance_labels.span(one, pack, speak),
        _listed(one, pack, speak),
    )
    return SignalStory(
        key=key or one.key,
        day=one.day,
        title=disturbance_labels.title(one, pack, speak),
        text="\n\n".join(parts),
        language=speak.language,
        section=term.section if term else 1,
        event_type=event_type,
    )


def _listed(one: Disturbance, pack: Pack, speak: DateWording) -> str:
    lines = [disturbance_labels.line(event, pack, speak) for event in one.events[:_NAMED]]
    rest = len(one.events) - _NAMED
    if rest > 0:
        more = speak.words.gettext("and %(count)s more")
        lines.append(more % {"count": speak.number(rest)})
    return "\n".join(lines)
