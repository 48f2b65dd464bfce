"""The progress of judging: which article versions are in hand, and what was found of them."""

from collections.abc import Iterable, Sequence
from datetime import datetime

import cattrs

from dalel.domain.classification import Classification
from dalel.domain.grouping import Reprint
from dalel.newsroom.evidence.models import ArticleRow, ArticleVersionRow
from dalel.newsroom.frame import row_claims
from dalel.newsroom.frame.transactions import BATCH, writing
from dalel.newsroom.stories.models import (
    ClassificationRow,
    JobLock,
    JudgingRow,
    ReprintRow,
    StoryRow,
    VectorRow,
)
from dalel.newsroom.stories.models.kept_reasons import reasons_out
from dalel.newsroom.stories.queries.kept_vectors import Vector


def take_in_hand(turn: JobLock, versions: Iterable[int], now: datetime) -> None:
    """Note which versions are judged from here on; what stood there before, a judge died of."""
    with writing():
        before = ArticleVersionRow.objects.filter(pk__in=turn.in_hand)
        for version in before:
            row, _ = JudgingRow.objects.get_or_create(version=version)
            row_claims.suspect(row, now)
        turn.in_hand = list(versions)
        turn.save(update_fields=["in_hand"])


def put_down(turn: JobLock) -> None:
    """Note that the versions in hand are classified."""
    JudgingRow.objects.filter(version__in=turn.in_hand).delete()
    lay_aside(turn)


def end(turn: JobLock, now: datetime) -> None:
    """Note that all that came in is judged; what stands now can be seen."""
    turn.opened = []
    lay_aside(turn)
    row_claims.finish(turn, now)


def lay_aside(turn: JobLock) -> None:
    """Note that the versions in hand are not judged now, and nobody died."""
    turn.in_hand = []
    turn.save(update_fields=["in_hand", "opened"])


def leave(turn: JobLock) -> None:
    """Give the turn back after an error: that is no death."""
    lay_aside(turn)
    row_claims.let_go(turn)


def write_classifications(pairs: Iterable[tuple[ArticleVersionRow, Classification]]) -> None:
    """Keep what was thought of versions; a newer word replaces an older one."""
    pairs = list(pairs)
    JudgingRow.objects.filter(version__in=[row for row, _ in pairs]).delete()
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
        update_fields=[
            "model", "is_relevant", "score", "section", "event_type", "suggested", "is_placed",
        ],
    )  # fmt: skip


def note_placed(versions: Iterable[int]) -> None:
    """Note that versions were compared with others."""
    keys = list(versions)
    JudgingRow.objects.filter(version__in=keys).delete()
    ClassificationRow.objects.filter(version__in=keys).update(is_placed=True)


def put_off(version: ArticleVersionRow, reason: str, now: datetime) -> None:
    """Note that a version could not be judged, and why; it is tried again later, or rests."""
    row, _ = JudgingRow.objects.get_or_create(version=version)
    row_claims.fail(row, reason, now)


def forget_classifications() -> int:
    """Have everything judged anew, as after learning; people's decisions stay."""
    JudgingRow.objects.all().delete()
    return ClassificationRow.objects.all().delete()[0]


def write_vectors(model: str, pairs: Iterable[tuple[ArticleVersionRow, Vector]]) -> None:
    """Keep vectors, half as exact as they came."""
    VectorRow.objects.bulk_create(
        [
            VectorRow(version=row, model=model, vector=vector.astype(VectorRow.FLOAT).tobytes())
            for row, vector in pairs
        ],
        batch_size=BATCH,
        ignore_conflicts=True,
    )


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
    _weigh_where_brought([keys[one.article] for one in found])
    return ReprintRow.objects.count() - before


def _weigh_where_brought(copies: Sequence[int]) -> None:
    """Have stories weighed anew of which a member brought in a page that repeats one of theirs."""
    for start in range(0, len(copies), BATCH):
        brought = ReprintRow.objects.filter(
            article__in=copies[start : start + BATCH], article__findings__added__isnull=False
        )
        StoryRow.objects.filter(memberships__article__reprints__in=brought).update(weighed="")


def _keys(names: Iterable[str]) -> Iterable[tuple[str, int]]:
    wanted = sorted(names)
    for start in range(0, len(wanted), BATCH):
        rows = ArticleRow.objects.filter(canonical__in=wanted[start : start + BATCH])
        yield from rows.values_list("canonical", "pk")
