"""Builds story cards: articles, suggested codes and similar incidents."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from typing import Any, Final

from django.db.models import Case, F, OuterRef, Q, QuerySet, Subquery, When
from django.utils.timezone import localdate

from dalel.domain.article import Article
from dalel.domain.classification import Classification
from dalel.domain.exchange import FROM_ARCHIVE
from dalel.domain.reason import Reason
from dalel.domain.states import StoryState
from dalel.newsroom.evidence.models import ArticleRow, ArticleVersionRow
from dalel.newsroom.evidence.queries.added_links import who_added
from dalel.newsroom.stories.models import (
    ClassificationRow,
    DuplicateSuggestion,
    MembershipRow,
    ReprintRow,
    StoryRow,
)
from dalel.newsroom.stories.models.kept_reasons import reasons_in
from dalel.newsroom.stories.queries.classifications import classification_of
from dalel.newsroom.stories.queries.judged_versions import article_of, newest_versions

#: In these states a story waits for a person.
OPEN: Final = (StoryState.NEW, StoryState.LATER)

_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, kw_only=True)
class StoryArticle:
    """An article of a story; ``key`` leads to its page at the desk.

    ``time`` is when it came out, else when it was first seen; ``published`` only the former.

    ``repeats``: it is a reprint. ``is_placed``: it stands in the story by itself, and can leave it.
    ``added_by``: who brought it in by hand; empty: the machine found it. ``archive``: out of whose
    archive it was loaded; empty: we asked for the page ourselves.
    """

    key: int
    canonical: str
    title: str
    language: str
    outlet: str
    time: datetime
    repeats: bool
    is_placed: bool
    reasons: tuple[Reason, ...]
    published: date | None = None
    added_by: str = ""
    archive: str = ""


@dataclass(frozen=True, kw_only=True)
class LikeIncident:
    """An incident that a story looks like, and why."""

    number: str
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, kw_only=True)
class Card:
    """A story as a person decides on it; ``members`` with the first that came first.

    ``doubles`` counts open stories that the machine takes for the same happening.
    """

    key: str
    state: StoryState
    is_relevant: bool
    score: float
    section: int | None
    event_type: str
    severity: float
    newest: datetime
    members: tuple[StoryArticle, ...]
    suggestion: Classification | None
    alike: tuple[LikeIncident, ...]
    doubles: int
    reason: str
    incident: str

    @property
    def headlines(self) -> Mapping[str, str]:
        """The first headline in each language; that of a reprint only where there is no other."""
        ordered = sorted(self.members, key=lambda one: one.repeats)
        found: dict[str, str] = {}
        for one in ordered:
            if one.title:
                found.setdefault(one.language, one.title)
        return found

    @property
    def originals(self) -> tuple[StoryArticle, ...]:
        """Its articles without the reprints; when all repeat others, all of them."""
        return tuple(one for one in self.members if not one.repeats) or self.members

    @property
    def published(self) -> date | None:
        """The day on which the newest of its articles came out, as far as they say so."""
        return max((one.published for one in self.originals if one.published), default=None)

    @property
    def placed(self) -> tuple[StoryArticle, ...]:
        """Its articles without those that stand here only as another's reprint."""
        return tuple(one for one in self.members if one.is_placed)

    @property
    def added_by(self) -> tuple[str, ...]:
        """Who brought in any of its articles by hand, each once."""
        return tuple(dict.fromkeys(one.added_by for one in self.members if one.added_by))

    @property
    def archives(self) -> tuple[str, ...]:
        """Out of which archives articles of it were loaded, each once."""
        return tuple(dict.fromkeys(one.archive for one in self.members if one.archive))

    @property
    def reprints(self) -> int:
        """How many articles are folded under others."""
        return len(self.members) - len(self.originals)


def cards(rows: Iterable[StoryRow]) -> tuple[Card, ...]:
    """The cards of stories in their order; five queries for any number of them."""
    stories = list(rows)
    keys = [row.pk for row in stories]
    members = _members(keys)
    suggested = _suggestions(keys)
    alike = _alike(keys)
    doubles = doubles_of(keys)
    taken = [row.pk for row in stories if row.incident_id]
    into = StoryRow.objects.filter(pk__in=taken).values_list("pk", "incident__number")
    incidents = dict(into) if taken else {}
    return tuple(
        Card(
            key=row.key,
            state=StoryState(row.state),
            is_relevant=row.is_relevant,
            score=row.score,
            section=row.section,
            event_type=row.event_type,
            severity=row.severity,
            newest=row.newest,
            members=tuple(members.get(row.pk, ())),
            suggestion=suggested.get(row.pk),
            alike=tuple(alike.get(row.pk, ())),
            doubles=len(doubles.get(row.pk, ())),
            reason=row.reason,
            incident=incidents.get(row.pk) or "",
        )
        for row in stories
    )


def texts_of(keys: Sequence[int], zone: tzinfo) -> dict[int, list[Article]]:
    """The newest texts of stories' articles, reprints left out, by the story's row key."""
    rows = newest_versions().filter(article__membership__story__in=keys, article__reprint_of=None)
    found: dict[int, list[Article]] = defaultdict(list)
    for row in rows.select_related("article__membership", "article__source"):
        found[row.article.membership.story_id].append(article_of(row, {}, zone))
    return found


def _members(keys: Sequence[int]) -> dict[int, list[StoryArticle]]:
    """The articles of stories by time, with those that only repeat one of them."""
    found: dict[int, list[StoryArticle]] = defaultdict(list)
    placed = MembershipRow.objects.filter(story__in=keys).select_related("article__reprint_of")
    for row in _titled(placed):
        repeats = hasattr(row.article, "reprint_of")
        found[row.story_id].append(_article(row, repeats=repeats, is_placed=True))
    copies = ReprintRow.objects.filter(
        original__membership__story__in=keys, article__membership=None
    ).annotate(story=F("original__membership__story"))
    for copy in _titled(copies):
        found[copy.story].append(_article(copy, repeats=True, is_placed=False))
    return {
        key: sorted(listed, key=lambda one: (one.time, one.key)) for key, listed in found.items()
    }


def _titled(rows: "QuerySet[Any]") -> "QuerySet[Any]":
    title = ArticleVersionRow.objects.filter(article=OuterRef("article")).order_by("-number")
    rows = rows.select_related("article__source")
    who = who_added(OuterRef("article")).annotate(
        who=Case(When(member__name="", then="member__username"), default="member__name")
    )
    titled: QuerySet[Any] = rows.annotate(
        title=Subquery(title.values("title")[:1]), added_by=Subquery(who.values("who")[:1])
    )
    return titled


def _article(row: Any, *, repeats: bool, is_placed: bool) -> StoryArticle:
    about: ArticleRow = row.article
    source = about.source
    return StoryArticle(
        key=about.pk,
        canonical=about.canonical,
        title=row.title or "",
        language=about.language,
        outlet=(source.name or source.key) if source else about.url.split("/")[2],
        time=about.published or about.known_since,
        published=_day_of(about),
        archive=about.archive.removeprefix(FROM_ARCHIVE),
        repeats=repeats,
        is_placed=is_placed,
        reasons=reasons_in(row.reasons),
        added_by=row.added_by or "",
    )


def _day_of(article: ArticleRow) -> date | None:
    """The day of publication, where the article tells it as exactly as that."""
    if article.published:
        return localdate(article.published)
    told = article.published_iso[:10]
    return date.fromisoformat(told) if _DAY.fullmatch(told) else None


def _suggestions(keys: Sequence[int]) -> dict[int, Classification]:
    """What was suggested of the surest article of each story."""
    rows = (
        ClassificationRow.objects.filter(version__article__membership__story__in=keys)
        .annotate(story=F("version__article__membership__story"))
        .order_by("is_relevant", "score")
    )
    return {row.story: classification_of(row) for row in rows}


def doubles_of(keys: Sequence[int]) -> dict[int, list[int]]:
    """Open stories that seem to be the same as these, by row keys."""
    found: dict[int, list[int]] = defaultdict(list)
    rows = DuplicateSuggestion.objects.filter(Q(one__in=keys) | Q(other__in=keys), dismissed=None)
    for one, other, *states in rows.values_list("one", "other", "one__state", "other__state"):
        # Asked for by state, SQLite would begin with all stories that wait.
        if set(states) <= set(OPEN):
            found[one].append(other)
            found[other].append(one)
    return found


def _alike(keys: Sequence[int]) -> dict[int, list[LikeIncident]]:
    found: dict[int, list[LikeIncident]] = defaultdict(list)
    rows = (
        StoryRow.objects.filter(pk__in=keys, likenesses__isnull=False)
        .order_by("-likenesses__strength", "likenesses__pk")
        .values_list("pk", "likenesses__incident__number", "likenesses__reasons")
    )
    for story, number, reasons in rows:
        found[story].append(LikeIncident(number=number, reasons=reasons_in(reasons)))
    return found
