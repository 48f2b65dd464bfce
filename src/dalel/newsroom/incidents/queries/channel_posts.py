"""What came in from the newsroom's channel, and what of it still waits."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from dalel.domain.concern import Weight
from dalel.domain.pasted_addresses import Hindrance, hindrance
from dalel.domain.states import ConcernState
from dalel.newsroom.incidents.models import ChannelPostRow, ConcernRow, IncidentRow

_LISTED: Final = 100


@dataclass(frozen=True, kw_only=True)
class AskedLink:
    """A link that is not visited yet, and why."""

    number: str
    url: str
    why: Hindrance


@dataclass(frozen=True, kw_only=True)
class ChannelStanding:
    """How many posts came in, the links that are asked about, and who lacks an original.

    ``lacking`` are numbers of incidents with their first titles, ``more`` how many others.
    """

    posts: int
    drafts: int
    asked: Sequence[AskedLink]
    more_asked: int
    lacking: Mapping[str, str]
    more: int


def standing() -> ChannelStanding:
    """How what came from the channel stands now."""
    rows = ChannelPostRow.objects.all()
    asked = [
        AskedLink(number=row.incident.number, url=url, why=hindrance(url) or Hindrance.UNKNOWN_HOST)
        for row in rows.exclude(asked=[]).select_related("incident")
        for url in row.asked
    ]
    concerns = ConcernRow.objects.filter(
        rule="find_original", state=ConcernState.OPEN, weight=Weight.ERROR
    )
    lacking = IncidentRow.objects.filter(pk__in=concerns.values("incident"))
    shown = list(lacking.order_by("-pk")[:_LISTED].prefetch_related("versions"))
    return ChannelStanding(
        posts=rows.count(),
        drafts=rows.values("incident").distinct().count(),
        asked=asked[:_LISTED],
        more_asked=max(0, len(asked) - _LISTED),
        lacking={row.number: _title(row) for row in shown},
        more=max(0, lacking.count() - len(shown)),
    )


def _title(row: IncidentRow) -> str:
    """The newest title in any language, or else how the text begins."""
    for version in sorted(row.versions.all(), key=lambda one: -one.pk):
        if words := version.title or " ".join(version.paragraphs)[:120]:
            return str(words)
    return ""
