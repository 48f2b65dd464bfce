"""The claims of articles that the worker has read, for whoever holds texts against them."""

from collections.abc import Collection, Mapping
from datetime import date

from dalel.domain.article import Article
from dalel.language.long_words import without_long_words
from dalel.newsroom.evidence.models import ClaimsRow


def as_evidence(
    version: int, *, language: str, title: str, text: str, published_iso: str
) -> Article:
    """A version of an article as it is read for checking."""
    return Article(
        id=str(version),
        language=language,
        title=without_long_words(title),
        text=without_long_words(text),
        day=_day(published_iso),
    )


def readings_of(versions: Collection[int], reader: str) -> Mapping[int, bytes]:
    """The kept readings of versions by the reader of a digest; of others there is none."""
    rows = ClaimsRow.objects.filter(version__in=versions, reader=reader).exclude(reading=b"")
    return {key: bytes(kept) for key, kept in rows.values_list("version", "reading")}


def _day(published: str) -> date | None:
    try:
        return date.fromisoformat(published[:10])
    except ValueError:
        return None
