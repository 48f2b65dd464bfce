"""Queries of the audit log: pages of acts, acts on one subject, and its actions and actors."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from dalel.domain.withdrawal import masked
from dalel.newsroom.accounts.models import AuditRow
from dalel.newsroom.incidents.queries.withdrawn_words import withdrawn_words

_A_PAGE: Final = 100
#: So many of the latest acts about one thing are listed.
_LISTED: Final = 200


@dataclass(frozen=True, kw_only=True)
class AuditEntry:
    """One act of a member; ``action`` is a word of the program, ``subject`` what it was done to."""

    time: datetime
    username: str
    action: str
    subject: str
    detail: str


@dataclass(frozen=True, kw_only=True)
class Question:
    """Which acts to show; what is empty leaves nothing out. Both days count whole."""

    username: str = ""
    action: str = ""
    subject: str = ""
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, kw_only=True)
class DeedPage:
    """One page of acts, the latest first; pages count from 1."""

    deeds: tuple[AuditEntry, ...]
    total: int
    page: int
    pages: int


def deeds(asked: Question, zone: ZoneInfo, *, page: int = 1) -> DeedPage:
    """A page of acts; the last one where there are fewer pages. In three queries."""
    rows = _rows(asked, zone)
    total = rows.count()
    pages = max(1, -(-total // _A_PAGE))
    page = min(max(1, page), pages)
    found = rows[(page - 1) * _A_PAGE : page * _A_PAGE]
    return DeedPage(deeds=tuple(_deeds(found)), total=total, page=page, pages=pages)


def about(names: Collection[str]) -> tuple[AuditEntry, ...]:
    """The latest acts about one thing, by all names that it had."""
    rows = AuditRow.objects.filter(subject__in=[name for name in names if name])
    return tuple(_deeds(rows.select_related("member")[:_LISTED]))


def all_deeds(asked: Question, zone: ZoneInfo) -> Iterator[AuditEntry]:
    """All acts, the earliest first, read as they are written out."""
    yield from _deeds(_rows(asked, zone).order_by("time", "pk").iterator(chunk_size=500))


def actions() -> tuple[str, ...]:
    """Every word for an act that was written down."""
    return tuple(AuditRow.objects.order_by("action").values_list("action", flat=True).distinct())


def actors() -> tuple[str, ...]:
    """Everybody who ever did something."""
    found = AuditRow.objects.order_by("member__username")
    return tuple(found.values_list("member__username", flat=True).distinct())


def _rows(asked: Question, zone: ZoneInfo) -> QuerySet[AuditRow]:
    rows = AuditRow.objects.select_related("member")
    if asked.username:
        rows = rows.filter(member__username=asked.username)
    if asked.action:
        rows = rows.filter(action=asked.action)
    if asked.subject:
        rows = rows.filter(subject__contains=asked.subject)
    if asked.first:
        rows = rows.filter(time__gte=_midnight(asked.first, zone))
    if asked.last:
        rows = rows.filter(time__lt=_midnight(asked.last + timedelta(days=1), zone))
    return rows


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=zone)


def _deeds(rows: Iterable[AuditRow]) -> Iterator[AuditEntry]:
    """The acts; what an older one says of words that were withdrawn since is not repeated."""
    withdrawn = withdrawn_words()
    for row in rows:
        yield AuditEntry(
            time=row.time,
            username=row.member.username,
            action=row.action,
            subject=masked(row.subject, withdrawn),
            detail=masked(row.detail, withdrawn),
        )
