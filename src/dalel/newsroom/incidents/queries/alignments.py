"""Which spans of evidence bear out which spans of a text."""

from collections.abc import Mapping
from dataclasses import dataclass

from dalel.domain.evidence import TextSpan
from dalel.newsroom.incidents.models import SupportRow


@dataclass(frozen=True, kw_only=True)
class Alignment:
    """A stretch of a text, what the check made of it, and the stretch of the source behind it.

    ``field`` is ``title`` or ``summary``, ``source_field`` ``title`` or ``text``; ``article`` is
    the key of an article's version, None where the check found nothing.
    """

    field: str
    span: TextSpan
    kind: str
    verdict: str
    article: int | None = None
    source_field: str = ""
    source: TextSpan | None = None


def alignments(newest: Mapping[str, int]) -> Mapping[str, tuple[Alignment, ...]]:
    """What the check made of versions, given by language and row, in order of the text."""
    rows = SupportRow.objects.filter(version__in=newest.values())
    by_version: dict[int, list[Alignment]] = {}
    for row in rows.order_by("field", "start", "pk"):
        by_version.setdefault(row.version_id, []).append(
            Alignment(
                field=row.field,
                span=TextSpan(start=row.start, end=row.end),
                kind=row.kind,
                verdict=row.verdict,
                article=row.article_id,
                source_field=row.source_field,
                source=TextSpan(start=row.source_start, end=row.source_end)
                if row.article_id
                else None,
            )
        )
    return {language: tuple(by_version.get(key, ())) for language, key in newest.items()}
