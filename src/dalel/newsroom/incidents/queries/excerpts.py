"""Excerpts of evidence that stand behind texts, and those that the public reads."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from dalel.domain.states import VersionState
from dalel.newsroom.evidence.models import ArticleVersionRow
from dalel.newsroom.incidents.models import ExcerptRow, IncidentRow


@dataclass(frozen=True, kw_only=True)
class Excerpt:
    """Words of a source, by the key of the article's version; ``key`` is 0 while it is not kept."""

    source: int
    language: str
    words: str
    is_cleared: bool
    mark: str
    key: int = 0


def shown_excerpts(incidents: Collection[IncidentRow]) -> Mapping[int, tuple[Excerpt, ...]]:
    """The excerpts that may still be shown, by the key of the incident's row, in one query."""
    rows = ExcerptRow.objects.filter(text__incident__in=incidents)
    rows = rows.exclude(text__state__in=[VersionState.SUPERSEDED]).select_related(
        "text", "source__article"
    )
    found: dict[int, list[Excerpt]] = defaultdict(list)
    for row in rows:
        found[row.text.incident_id].append(
            Excerpt(
                source=row.source_id,
                language=row.source.article.language,
                words=row.words,
                is_cleared=row.is_cleared,
                mark=row.mark,
                key=row.pk,
            )
        )
    return {key: tuple(excerpts) for key, excerpts in found.items()}


def quotations(*, released: bool) -> Mapping[tuple[str, str], str]:
    """Cleared excerpts by the number of the incident and the canonical address.

    Only of the newest version of an article, whose digest is told beside it; with ``released`` only
    what bears out an approved text. A source in the text's own language is heard first.
    """
    newer = ArticleVersionRow.objects.filter(
        article=OuterRef("source__article"), number__gt=OuterRef("source__number")
    )
    rows = ExcerptRow.objects.filter(~Exists(newer), is_cleared=True).select_related("text")
    if released:
        rows = rows.filter(text__state=VersionState.APPROVED)
    else:
        rows = rows.exclude(text__state__in=[VersionState.SUPERSEDED])
    found: dict[tuple[str, str], tuple[bool, str]] = {}
    told = rows.order_by("text__language", "text__number").values_list(
        "text__incident__number",
        "source__article__canonical",
        "text__language",
        "source__article__language",
        "words",
    )
    for number, canonical, language, spoken, words in told:
        is_own = language == spoken
        if is_own or not found.get((number, canonical), (False, ""))[0]:
            found[number, canonical] = (is_own, words)
    return {place: words for place, (_, words) in found.items()}
