"""Alignments of an incident's text with the source text that supports it."""

from collections.abc import Iterable

from dalel.newsroom.frame.transactions import BATCH, writing
from dalel.newsroom.incidents.models import SupportRow, TextVersionRow
from dalel.newsroom.incidents.queries.alignments import Alignment


def write(version: TextVersionRow, found: Iterable[Alignment]) -> None:
    """Keep what a check made of a version, instead of what an earlier one did."""
    with writing():
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
