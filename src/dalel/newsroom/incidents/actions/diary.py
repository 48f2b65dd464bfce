"""The diary of coming days: proposing, confirming, dismissing, and members' calendars."""

import secrets
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from functools import reduce
from operator import or_

from django.db.models import F, OuterRef, Q, QuerySet, Subquery, Window
from django.db.models.functions import RowNumber

from dalel.domain.article import Article
from dalel.domain.diary import DiaryKind, Forthcoming
from dalel.domain.errors import NotFoundError
from dalel.domain.states import DiaryState, StoryState, move
from dalel.newsroom.accounts.act import Act
from dalel.newsroom.accounts.models import Member
from dalel.newsroom.evidence.models import ArticleVersionRow
from dalel.newsroom.frame.secret_digest import secret_digest
from dalel.newsroom.frame.transactions import writing
from dalel.newsroom.incidents.models import DiaryReadRow, DiaryRow, FeedAddressRow
from dalel.newsroom.incidents.queries.incident_rows import incident_row
from dalel.newsroom.stories.queries.judged_versions import article_of

_OURS = Q(article__membership__story__is_relevant=True) | Q(
    article__membership__story__state__in=[StoryState.TAKEN, StoryState.ATTACHED]
)
_LEFT_OUT = (StoryState.REJECTED, StoryState.MERGED)


@dataclass(frozen=True, kw_only=True)
class Unread:
    """An article of ours of which the days were not read yet, and its row."""

    key: int
    version: int
    story: int
    article: Article


@dataclass(frozen=True, kw_only=True)
class DiaryEntry:
    """A day to come. ``sentence`` is its basis, empty where a person wrote it down."""

    key: int
    day: date
    kind: DiaryKind
    state: DiaryState
    words: str
    sentence: str
    language: str
    article: int | None
    outlet: str
    incident: str
    who: str
    changed: datetime

    @property
    def text(self) -> str:
        """What a person wrote, else the sentence."""
        return self.words or self.sentence


def unread(since: datetime, zone: tzinfo, limit: int) -> list[Unread]:
    """Articles of our stories that are new or changed since their days were read."""
    newest = ArticleVersionRow.objects.filter(article=OuterRef("article")).order_by("-number")
    rows = (
        ArticleVersionRow.objects.filter(_OURS, article__first_kept__gte=since, article__archive="")
        .filter(pk=Subquery(newest.values("pk")[:1]), article__reprint_of=None)
        .exclude(article__membership__story__state__in=_LEFT_OUT)
        .exclude(article__diary_read__version=F("number"))
        .select_related("article__source")
        .annotate(story=F("article__membership__story"))
        .order_by("article__first_kept", "pk")
    )
    return [
        Unread(
            key=row.article_id,
            version=row.number,
            story=row.story,
            article=article_of(row, {}, zone),
        )
        for row in rows[:limit]
    ]


def propose(one: Unread, days: Iterable[Forthcoming], now: datetime) -> int:
    """Note days as proposals, each once a story; gives how many are new."""
    there = set(
        DiaryRow.objects.filter(
            Q(article__membership__story=one.story) | Q(article=one.key)
        ).values_list("read_day", "read_kind")
    )
    new = [day for day in days if (day.day, str(day.kind)) not in there]
    with writing():
        DiaryRow.objects.bulk_create(
            DiaryRow(
                day=day.day,
                kind=day.kind,
                article_id=one.key,
                sentence=day.sentence,
                language=one.article.language,
                read_day=day.day,
                read_kind=day.kind,
                time=now,
            )
            for day in new
        )
        DiaryReadRow.objects.update_or_create(article_id=one.key, defaults={"version": one.version})
    return len(new)


def entries(first: date, *states: DiaryState, limit: int | None = None) -> tuple[DiaryEntry, ...]:
    """The days from ``first`` on that are in one of these states, the next one first."""
    return tuple(_entry(row) for row in _entries(first, states)[:limit])


def coming(
    first: date, limits: Mapping[DiaryState, int]
) -> dict[DiaryState, tuple[DiaryEntry, ...]]:
    """By state, the next days from ``first`` on, at most so many of each, in one query."""
    place = Window(RowNumber(), partition_by="state", order_by=("day", "pk"))
    few = [Q(state=state, place__lte=limit) for state, limit in limits.items()]
    rows = _entries(first, limits).annotate(place=place).filter(reduce(or_, few))
    found = [(DiaryState(row.state), _entry(row)) for row in rows]
    return {state: tuple(one for of, one in found if of is state) for state in limits}


def _entries(first: date, states: Collection[DiaryState]) -> "QuerySet[DiaryRow]":
    rows = DiaryRow.objects.filter(day__gte=first, state__in=states).select_related(
        "article__source", "incident", "member"
    )
    into = F("article__membership__story__incident__number")
    return rows.annotate(into=into).order_by("day", "pk")


def write(day: date, kind: DiaryKind, words: str, incident: str, act: Act) -> int:
    """A person writes a day down; gives its key.

    :raises NotFoundError: when there is no such incident.
    """
    with writing():
        row = DiaryRow.objects.create(
            day=day,
            kind=kind,
            words=words,
            incident=incident_row(incident) if incident else None,
            state=DiaryState.CONFIRMED,
            time=act.time,
            member=act.member,
            decided=act.time,
        )
        act.note("wrote in the diary", f"{row.day}", words)
    return row.pk


def entry(key: int) -> DiaryEntry:
    """One day.

    :raises NotFoundError: when there is no such day.
    """
    rows = DiaryRow.objects.select_related("article__source", "incident", "member")
    rows = rows.annotate(into=F("article__membership__story__incident__number"))
    row = rows.filter(pk=key).first()
    if row is None:
        raise NotFoundError(f"There is no day {key} in the diary.")
    return _entry(row)


def confirm(key: int, day: date, kind: DiaryKind, words: str, act: Act) -> None:
    """A person says that a day is right, as it is or mended; it can be mended again.

    :raises NotFoundError: when there is no such day.
    """
    with writing():
        row = _row(key)
        if row.state != DiaryState.CONFIRMED:
            row.state = move(DiaryState(row.state), DiaryState.CONFIRMED)
        row.day, row.kind, row.words = day, kind, "" if words == row.sentence else words
        _decide(row, act)
        act.note("confirmed in the diary", f"{day}", words)


def dismiss(key: int, act: Act) -> None:
    """A person says that it is none of our days; it can be confirmed after all. As ``confirm``."""
    with writing():
        row = _row(key)
        row.state = move(DiaryState(row.state), DiaryState.DISMISSED)
        _decide(row, act)
        act.note("dismissed from the diary", f"{row.day}", row.words or row.sentence)


def show(key: int, incident: str, day: date | None, kind: DiaryKind, act: Act) -> None:
    """Let the public find an entry of an incident under this day, or (None) no more.

    From then on it is of this incident, whatever becomes of the story that it was read in.

    :raises NotFoundError: when there is no such day or incident.
    """
    with writing():
        row = _row(key)
        row.incident = row.incident or incident_row(incident)
        row.public_day, row.public_kind = day, kind if day else ""
        row.save(update_fields=["incident", "public_day", "public_kind"])
        act.note("showed a day" if day else "hid a day", f"{day or row.day}", row.words)


def new_address(member: Member, now: datetime) -> str:
    """A new secret for a member's calendar; the one before opens nothing any more.

    Only its digest is kept, so it is shown once.
    """
    secret = secrets.token_urlsafe(32)
    with writing():
        FeedAddressRow.objects.update_or_create(
            member=member, defaults={"digest": secret_digest(secret), "time": now}
        )
    return secret


def forget_address(member: Member) -> None:
    """Let a member's calendar know nothing more."""
    FeedAddressRow.objects.filter(member=member).delete()


def owner(secret: str) -> Member | None:
    """Whose calendar asks with this secret; None when nobody's, or of one who has left."""
    row = (
        FeedAddressRow.objects.filter(digest=secret_digest(secret)).select_related("member").first()
    )
    return row.member if row is not None and row.member.is_active else None


def _row(key: int) -> DiaryRow:
    row = DiaryRow.objects.filter(pk=key).first()
    if row is None:
        raise NotFoundError(f"There is no day {key} in the diary.")
    return row


def _decide(row: DiaryRow, act: Act) -> None:
    row.member, row.decided = act.member, act.time
    row.save(update_fields=["state", "day", "kind", "words", "member", "decided"])


def _entry(row: DiaryRow) -> DiaryEntry:
    source = row.article.source if row.article else None
    host = row.article.url.split("/")[2] if row.article else ""
    into: str | None = row.into  # type: ignore[attr-defined]
    return DiaryEntry(
        key=row.pk,
        day=row.day,
        kind=DiaryKind(row.kind),
        state=DiaryState(row.state),
        words=row.words,
        sentence=row.sentence,
        language=row.language,
        article=row.article_id,
        outlet=(source.name or source.key) if source else host,
        incident=row.incident.number if row.incident else into or "",
        who=str(row.member) if row.member else "",
        changed=row.decided or row.time,
    )
