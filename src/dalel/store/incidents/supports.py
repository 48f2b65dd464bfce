"""Which words of which source bear out which words of a text?"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import transaction

from dalel.domain.evidence import Span
from dalel.store.models import SupportRow, TextVersionRow
from dalel.store.transactions import BATCH


@dataclass(frozen=True, kw_only=True)
class Alignment:
    """A stretch of a text, what the check made of it, and the stretch of the source behind it.

    ``field`` is ``title`` or ``summary``, ``source_field`` ``title`` or ``text``; ``article`` is
    the key of an article's version, None where the check found nothing.
    """

    field: str
    span: Span
    kind: str
    verdict: str
    article: int | None = None
    source_field: str = ""
    source: Span | None = None


def write(version: TextVersionRow, found: Iterable[Alignment]) -> None:
    """Keep what a check made of a version, instead of what an earlier one did."""
    with transaction.atomic():
        version.supports.all().delete()
        SupportRow.objects.bulk_create(
            [
                SupportRow(
                    version=version,
                    field=one.field,
                    start=one.span.start,
                    end=one.span.end,
                    kind=one.kind,
                    verdict=one.verdict,
                    article_id=one.article,
                    source_field=one.source_field,
                    source_start=one.source.start if one.source else 0,
                    source_end=one.source.end if one.source else 0,
                )
                for one in found
            ],
            batch_size=BATCH,
        )


def alignments(newest: Mapping[str, int]) -> Mapping[str, tuple[Alignment, ...]]:
    """What the check made of versions, given by language and row, in order of the text."""
    rows = SupportRow.objects.filter(version__in=newest.values())
    by_version: dict[int, list[Alignment]] = {}
    for row in rows.order_by("field", "start", "pk"):
        by_version.setdefault(row.version_id, []).append(
            Alignment(
                field=row.field,
                span=Span(start=row.start, end=row.end),
                kind=row.kind,
                verdict=row.verdict,
                article=row.article_id,
                source_field=row.source_field,
                source=Span(start=row.source_start, end=row.source_end) if row.article_id else None,
            )
        )
    return {language: tuple(by_version.get(key, ())) for language, key in newest.items()}
