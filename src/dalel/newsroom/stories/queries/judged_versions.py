"""The newest versions of articles: which wait to be judged or placed, and which are."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo
from itertools import takewhile
from typing import Final, TypeVar

from django.db.models import Case, Max, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Coalesce

from dalel.domain.article import MOST_READ, Article
from dalel.domain.extraction import moment
from dalel.domain.retry_policy import at_once
from dalel.newsroom.evidence.models import ArticleVersionRow
from dalel.newsroom.frame.transactions import BATCH
from dalel.newsroom.stories.models import ClassificationRow, JudgingRow, WaitingRow

_Row = TypeVar("_Row", WaitingRow, ClassificationRow)
_ARTICLE: Final = "version__article"
_TIME: Final = Coalesce(
    f"{_ARTICLE}__published", f"{_ARTICLE}__archived", f"{_ARTICLE}__first_kept"
)
#: The past waits until the news is judged.
_FROM_ARCHIVES: Final = Case(When(version__article__archive="", then=0), default=1)


@dataclass(frozen=True, kw_only=True)
class JudgedVersion:
    """An article's newest version: its row, and what steps read of it."""

    version: ArticleVersionRow
    article: Article


def unjudged(
    kinds: Mapping[str, str], zone: tzinfo, now: datetime, limit: int = BATCH
) -> list[JudgedVersion]:
    """Newest versions that no classification stands for, the oldest first.

    What was in hand when a judge died comes in smaller parts, what could not be judged when it is
    due again, and what rests does not come. ``kinds`` leads from the id of a source to the pack's
    kind of it.
    """
    rows = [one.version for one in _unjudged(now)[:limit]]
    deaths = dict(JudgingRow.objects.filter(version__in=rows).values_list("version", "deaths"))
    first = deaths.get(rows[0].pk, 0) if rows else 0
    alike = takewhile(lambda row: deaths.get(row.pk, 0) == first, rows[: at_once(first, limit)])
    return [JudgedVersion(version=row, article=article_of(row, kinds, zone)) for row in alike]


def count_unjudged(now: datetime) -> int:
    """How many versions are not classified yet."""
    return _unjudged(now).count()


def unplaced(
    kinds: Mapping[str, str], zone: tzinfo, now: datetime, limit: int
) -> list[JudgedVersion]:
    """Newest versions that are classified and not compared with others yet, the oldest first."""
    rows = [one.version for one in _unplaced(now)[:limit]]
    return [JudgedVersion(version=row, article=article_of(row, kinds, zone)) for row in rows]


def count_unplaced(now: datetime) -> int:
    """How many versions are classified and not compared with others yet."""
    return _unplaced(now).count()


def _unjudged(now: datetime) -> "QuerySet[WaitingRow]":
    return _in_turn(WaitingRow.objects.filter(version__classification=None), now)


def _unplaced(now: datetime) -> "QuerySet[ClassificationRow]":
    return _in_turn(ClassificationRow.objects.filter(is_placed=False), now)


def _in_turn(rows: "QuerySet[_Row]", now: datetime) -> "QuerySet[_Row]":
    """Those of newest versions that do not rest, in an order in which neither deaths nor keys show.

    What is found by the few rows takes as long of a large record as of a small one.
    """
    rests = JudgingRow.objects.exclude(next_at__lte=now).values("version")
    return (
        rows.filter(version=_newest_of(OuterRef(_ARTICLE)))
        .exclude(version__in=rests)
        .order_by(_FROM_ARCHIVES, _TIME, f"{_ARTICLE}__canonical")
        .select_related(f"{_ARTICLE}__source")
    )


@dataclass(frozen=True, kw_only=True)
class JudgedKeys:
    """Up to where judged versions are known: the key of the last classification.

    ``waiting`` are the keys of those before it that were not compared with others yet.
    """

    last: int = 0
    waiting: frozenset[int] = frozenset()


def judged_since(since: datetime, known: JudgedKeys) -> tuple[dict[int, str], JudgedKeys]:
    """The articles that are known since then and were compared with others, but for those known.

    By key of its newest version the article's canonical address; and up to where it goes. What was
    loaded out of archives is no news that could be reprinted.
    """
    # In this order what comes in between is asked for again, and nothing is missed.
    last = ClassificationRow.objects.aggregate(last=Max("pk"))["last"] or 0
    waiting = ClassificationRow.objects.filter(is_placed=False).values_list("pk", flat=True)
    seen = JudgedKeys(last=max(last, known.last), waiting=frozenset(waiting))
    is_new = Q(pk__gt=known.last)
    if known.waiting:
        is_new |= Q(pk__in=known.waiting)
    rows = ClassificationRow.objects.filter(
        is_new,
        is_placed=True,
        version__article__first_kept__gte=since,
        version__article__archive="",
        version=_newest_of(OuterRef("version__article")),
    )
    return dict(rows.values_list("version", "version__article__canonical")), seen


def with_texts(keys: Iterable[int], kinds: Mapping[str, str], zone: tzinfo) -> list[JudgedVersion]:
    """Versions by their keys."""
    wanted, found = sorted(keys), list[JudgedVersion]()
    for start in range(0, len(wanted), BATCH):
        rows = ArticleVersionRow.objects.filter(pk__in=wanted[start : start + BATCH])
        found += [
            JudgedVersion(version=row, article=article_of(row, kinds, zone))
            for row in rows.select_related("article__source")
        ]
    return found


def newest_of(names: Iterable[str], kinds: Mapping[str, str], zone: tzinfo) -> list[JudgedVersion]:
    """The newest versions of articles, by canonical address."""
    wanted, found = sorted(names), []
    for start in range(0, len(wanted), BATCH):
        rows = newest_versions().filter(article__canonical__in=wanted[start : start + BATCH])
        found += [JudgedVersion(version=row, article=article_of(row, kinds, zone)) for row in rows]
    return found


def article_of(row: ArticleVersionRow, kinds: Mapping[str, str], zone: tzinfo) -> Article:
    """A version as steps read it: of a text that is endless its beginning.

    Without a day of its own it is of the day on which we kept it.
    """
    about = row.article
    time = about.published or about.known_since
    return Article(
        id=about.canonical,
        language=about.language,
        title=row.title,
        text=row.text[:MOST_READ],
        day=time.astimezone(zone).date(),
        time=moment(about.published_iso),
        source_kind=kinds.get(about.source.key) if about.source else None,
    )


def newest_versions() -> "QuerySet[ArticleVersionRow]":
    """The newest version of each article."""
    rows = ArticleVersionRow.objects.filter(pk=_newest_of(OuterRef("article")))
    return rows.select_related("article__source")


def _newest_of(article: OuterRef) -> Subquery:
    versions = ArticleVersionRow.objects.filter(article=article).order_by("-number")
    return Subquery(versions.values("pk")[:1])
