"""What a guest may be asked to read, and what guests were asked."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from dalel.domain.states import VersionState
from dalel.newsroom.incidents.models import (
    GuestEntryRow,
    GuestReadingRow,
    IncidentRow,
    TextVersionRow,
)


@dataclass(frozen=True, kw_only=True)
class ReviewLine:
    """An entry that waits for a second reader, with its newest titles by language."""

    number: str
    titles: dict[str, str]


def in_review() -> "QuerySet[IncidentRow]":
    """The entries of which a text, the codes, or section, date and links wait for approval."""
    waits = {"state": VersionState.IN_REVIEW}
    found = Q()
    for kind in ("versions", "codes", "frames"):
        found |= Q(**{f"{kind}__{name}": value for name, value in waits.items()})
    return IncidentRow.objects.filter(found).distinct().order_by("number")


def review_lines() -> tuple[ReviewLine, ...]:
    """The entries that wait, in two queries."""
    waiting = list(in_review())
    rows = TextVersionRow.objects.filter(incident__in=[row.pk for row in waiting])
    titles: dict[int, dict[str, str]] = {row.pk: {} for row in waiting}
    for pk, language, title in rows.order_by("number").values_list("incident", "language", "title"):
        titles[pk][language] = title or ""
    return tuple(ReviewLine(number=row.number, titles=titles[row.pk]) for row in waiting)


def guest_readings(now: datetime) -> tuple[GuestReadingRow, ...]:
    """The readings that are not over, the latest first, each with its entries."""
    rows = GuestReadingRow.objects.filter(ended=None, expires__gt=now)
    return tuple(rows.select_related("guest", "by").prefetch_related("entries"))


def entries_of(reading: GuestReadingRow) -> tuple[GuestEntryRow, ...]:
    """What a guest was asked to read, in order, answered or not."""
    return tuple(reading.entries.select_related("incident").order_by("pk"))
