"""Which captures stand behind an incident?"""

from collections.abc import Collection
from dataclasses import dataclass

from dalel.domain.evidence import Capture
from dalel.store.captures import record
from dalel.store.models import (
    ArticleLifeRow,
    ArticleRow,
    ArticleVersionRow,
    CaptureRow,
    DevelopmentLinkRow,
    FindingRow,
    IncidentRow,
    LinkRow,
)
from dalel.store.reading import NotFoundError


@dataclass(frozen=True, kw_only=True)
class Behind:
    """Captures with the headline each showed, by time; ``without``: cited, never captured."""

    captures: tuple[tuple[Capture, str | None], ...]
    without: tuple[str, ...]


def behind(number: str) -> Behind:
    """Every capture of what an incident and its developments cite.

    :raises NotFoundError: when there is none of this number.
    """
    if not IncidentRow.objects.filter(number=number).exists():
        raise NotFoundError(f"There is no incident {number}.")
    cited = {
        *LinkRow.objects.filter(incident__number=number).values_list("canonical", flat=True),
        *DevelopmentLinkRow.objects.filter(development__incident__number=number).values_list(
            "canonical", flat=True
        ),
    }
    rows: dict[int, tuple[CaptureRow, str | None]] = {}
    without = []
    for canonical in sorted(cited):
        found = _captures_of(canonical)
        rows |= found
        if not found:
            without.append(canonical)
    ordered = sorted(rows.values(), key=lambda pair: (pair[0].time, pair[0].pk))
    return Behind(
        captures=tuple((record(row), title) for row, title in ordered), without=tuple(without)
    )


def by_links(links: Collection[str]) -> tuple[Capture, ...]:
    """The captures of these links."""
    return tuple(record(row) for row in CaptureRow.objects.filter(link__in=links))


def _captures_of(canonical: str) -> dict[int, tuple[CaptureRow, str | None]]:
    """By row key: those that gave a version or a judgement, and all of the same addresses."""
    urls = {
        *FindingRow.objects.filter(canonical=canonical).values_list("url", flat=True),
        *ArticleRow.objects.filter(canonical=canonical).values_list("url", flat=True),
    }
    found: dict[int, tuple[CaptureRow, str | None]] = {
        row.pk: (row, None) for row in CaptureRow.objects.filter(url__in=urls)
    }
    lives = ArticleLifeRow.objects.filter(article__canonical=canonical).exclude(capture=None)
    for life in lives.select_related("capture"):
        if life.capture is not None:
            found.setdefault(life.capture.pk, (life.capture, None))
    versions = ArticleVersionRow.objects.filter(article__canonical=canonical)
    for version in versions.select_related("capture"):
        found[version.capture.pk] = (version.capture, version.title or None)
    return found
