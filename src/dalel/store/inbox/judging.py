"""What did the machine make of the articles, and which are still to be judged?"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Any, Final

import cattrs
import numpy as np
from django.db.models import OuterRef, QuerySet, Subquery
from numpy.typing import NDArray

from dalel.domain.article import Article
from dalel.domain.classification import Classification
from dalel.domain.grouping import Reprint
from dalel.domain.reason import Reason
from dalel.store.models import (
    ArticleRow,
    ArticleVersionRow,
    ClassificationRow,
    MembershipRow,
    ReprintRow,
    VectorRow,
)
from dalel.store.transactions import BATCH

Vector = NDArray[np.float32]

#: As vectors lie in the rows.
_FLOAT: Final = "<f2"


@dataclass(frozen=True, kw_only=True)
class Judged:
    """An article's newest version: its row, and what steps read of it."""

    version: ArticleVersionRow
    article: Article


def unjudged(kinds: Mapping[str, str], zone: tzinfo, limit: int = BATCH) -> list[Judged]:
    """Newest versions that no classification stands for, the first known first.

    ``kinds`` leads from the id of a source to the pack's kind of it.
    """
    rows = _newest().filter(classification=None).order_by("article__first_kept", "pk")[:limit]
    return [Judged(version=row, article=article_of(row, kinds, zone)) for row in rows]


def judged_since(since: datetime, kinds: Mapping[str, str], zone: tzinfo) -> list[Judged]:
    """The articles that are known since then and were judged."""
    rows = _newest().filter(article__first_kept__gte=since, classification__isnull=False)
    return [Judged(version=row, article=article_of(row, kinds, zone)) for row in rows]


def of(names: Iterable[str], kinds: Mapping[str, str], zone: tzinfo) -> list[Judged]:
    """The newest versions of articles, by canonical address."""
    wanted, found = sorted(names), []
    for start in range(0, len(wanted), BATCH):
        rows = _newest().filter(article__canonical__in=wanted[start : start + BATCH])
        found += [Judged(version=row, article=article_of(row, kinds, zone)) for row in rows]
    return found


def placed(names: Iterable[str]) -> frozenset[str]:
    """Which of these articles stand in a story already."""
    rows = MembershipRow.objects.filter(article__canonical__in=list(names))
    return frozenset(rows.values_list("article__canonical", flat=True))


def reprinted(names: Iterable[str]) -> frozenset[str]:
    """Which of these articles are noted as reprints already."""
    rows = ReprintRow.objects.filter(article__canonical__in=list(names))
    return frozenset(rows.values_list("article__canonical", flat=True))


def article_of(row: ArticleVersionRow, kinds: Mapping[str, str], zone: tzinfo) -> Article:
    """A version as steps read it; without a day of its own it is of the day on which we kept it."""
    about = row.article
    time = about.published or about.first_kept
    return Article(
        id=about.canonical,
        language=about.language,
        title=row.title,
        text=row.text,
        day=time.astimezone(zone).date(),
        source_kind=kinds.get(about.source.key) if about.source else None,
    )


def write_classifications(pairs: Iterable[tuple[ArticleVersionRow, Classification]]) -> None:
    """Keep what was thought of versions; a newer word replaces an older one."""
    ClassificationRow.objects.bulk_create(
        [
            ClassificationRow(
                version=row,
                model=found.model,
                is_relevant=found.relevant,
                score=found.score,
                section=found.section,
                event_type=found.event_types[0].code if found.event_types else "",
                suggested=cattrs.unstructure(found),
            )
            for row, found in pairs
        ],
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["version"],
        update_fields=["model", "is_relevant", "score", "section", "event_type", "suggested"],
    )


def classification(row: ClassificationRow) -> Classification:
    """What was thought of a version."""
    return cattrs.structure(row.suggested, Classification)


def forget_classifications() -> int:
    """Have everything judged anew, as after learning; people's decisions stay."""
    return ClassificationRow.objects.all().delete()[0]


def write_vectors(model: str, pairs: Iterable[tuple[ArticleVersionRow, Vector]]) -> None:
    """Keep vectors, half as exact as they came."""
    VectorRow.objects.bulk_create(
        [
            VectorRow(version=row, model=model, vector=vector.astype(_FLOAT).tobytes())
            for row, vector in pairs
        ],
        batch_size=BATCH,
        ignore_conflicts=True,
    )


def vectors(model: str, versions: Iterable[int]) -> dict[int, Vector]:
    """The vectors of one model that are kept, by the key of the version."""
    wanted = list(versions)
    found: dict[int, Vector] = {}
    for start in range(0, len(wanted), BATCH):
        rows = VectorRow.objects.filter(model=model, version__in=wanted[start : start + BATCH])
        for row in rows:
            found[row.version_id] = np.frombuffer(row.vector, _FLOAT).astype(np.float32)
    return found


def write_reprints(reprints: Iterable[Reprint], now: datetime) -> int:
    """Note who repeats whom; an article that is noted already stays as it is."""
    found = list(reprints)
    names = {name for one in found for name in (one.article, one.original)}
    keys = dict(_keys(names))
    before = ReprintRow.objects.count()
    ReprintRow.objects.bulk_create(
        [
            ReprintRow(
                article_id=keys[one.article],
                original_id=keys[one.original],
                reasons=reasons_out(one.reasons),
                time=now,
            )
            for one in found
        ],
        batch_size=BATCH,
        ignore_conflicts=True,
    )
    return ReprintRow.objects.count() - before


def reasons_out(reasons: Sequence[Reason]) -> list[dict[str, Any]]:
    """Reasons as a row keeps them."""
    kept: list[dict[str, Any]] = cattrs.unstructure(list(reasons))
    return kept


def reasons_in(kept: list[dict[str, Any]]) -> tuple[Reason, ...]:
    """Reasons as a row kept them."""
    return tuple(cattrs.structure(kept, list[Reason]))


def _newest() -> "QuerySet[ArticleVersionRow]":
    last = (
        ArticleVersionRow.objects.filter(article=OuterRef("article"))
        .order_by("-number")
        .values("pk")[:1]
    )
    rows = ArticleVersionRow.objects.filter(pk=Subquery(last))
    return rows.select_related("article__source")


def _keys(names: Iterable[str]) -> Iterable[tuple[str, int]]:
    wanted = sorted(names)
    for start in range(0, len(wanted), BATCH):
        rows = ArticleRow.objects.filter(canonical__in=wanted[start : start + BATCH])
        yield from rows.values_list("canonical", "pk")
