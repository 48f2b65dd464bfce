"""Full-text search over articles and incidents, and the candidates offered for attaching."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import F, OuterRef, Subquery

from dalel.language.excerpts import ExcerptPiece, excerpt, marked
from dalel.language.search_terms import QueryWord, wanted
from dalel.newsroom.evidence.models import ArticleVersionRow
from dalel.newsroom.frame.models.search import Searched
from dalel.newsroom.frame.search_index import Hit
from dalel.newsroom.incidents.models import IncidentRow, TextVersionRow
from dalel.newsroom.incidents.queries.word_search import find
from dalel.newsroom.stories.queries.cards import Card

PAGE: Final = 20


@dataclass(frozen=True, kw_only=True)
class FoundText:
    """A text of something found, its words marked; no title is an empty one."""

    language: str
    title: tuple[ExcerptPiece, ...]
    excerpt: tuple[ExcerptPiece, ...]


@dataclass(frozen=True, kw_only=True)
class SearchResult:
    """An article or an incident; ``name`` is an outlet or a number, ``key`` an article's row."""

    kind: Searched
    key: int
    name: str
    time: datetime | None
    texts: tuple[FoundText, ...]
    story: str = ""


@dataclass(frozen=True, kw_only=True)
class FoundPage:
    """One page of what was found; pages count from 1. ``is_more``: more holds the words yet."""

    found: tuple[SearchResult, ...]
    total: int
    is_more: bool
    page: int
    pages: int


def search(query: str, kinds: Sequence[Searched] = tuple(Searched), page: int = 1) -> FoundPage:
    """A page of the articles and incidents that hold every word of a query in any form."""
    page = max(1, page)
    hits = find(query, kinds, limit=PAGE, offset=(page - 1) * PAGE)
    pages = max(1, -(-hits.total // PAGE))
    if page > pages:
        return search(query, kinds, pages)
    words = wanted(query)
    articles = _articles(_keys(hits.hits, Searched.ARTICLE), words)
    incidents = _incidents(_keys(hits.hits, Searched.INCIDENT), words)
    known = {Searched.ARTICLE: articles, Searched.INCIDENT: incidents}
    found = (known[hit.kind].get(hit.owner) for hit in hits.hits)
    return FoundPage(
        found=tuple(one for one in found if one is not None),
        total=hits.total,
        is_more=hits.is_more,
        page=page,
        pages=pages,
    )


def incidents_like(query: str, limit: int = 9) -> tuple[SearchResult, ...]:
    """Incidents by their number or by their words, for whoever looks for one to attach to."""
    asked = query.strip()
    named = IncidentRow.objects.filter(number__iexact=asked) | IncidentRow.objects.filter(
        provisional__iexact=asked
    )
    keys = list(named.values_list("pk", flat=True)[:1]) if asked else []
    if not keys:
        keys = [hit.owner for hit in find(asked, [Searched.INCIDENT], limit=limit).hits]
    known = _incidents(keys, wanted(asked))
    return tuple(known[key] for key in keys if key in known)


def by_numbers(numbers: Sequence[str]) -> tuple[SearchResult, ...]:
    """Incidents by their numbers, in this order."""
    keys = dict(IncidentRow.objects.filter(number__in=numbers).values_list("number", "pk"))
    known = _incidents(list(keys.values()), ())
    return tuple(known[keys[number]] for number in numbers if number in keys)


def latest_incidents(section: int | None, limit: int = 9) -> tuple[SearchResult, ...]:
    """The incidents of a section that somebody worked on last."""
    rows = IncidentRow.objects.exclude(state__in=["withdrawn", "retracted"])
    if section is not None:
        rows = rows.filter(section=section)
    keys = list(rows.order_by("-updated", "-pk").values_list("pk", flat=True)[:limit])
    known = _incidents(keys, ())
    return tuple(known[key] for key in keys)


def _keys(hits: Sequence[Hit], kind: Searched) -> list[int]:
    return [hit.owner for hit in hits if hit.kind is kind]


def _articles(keys: Sequence[int], words: Sequence[QueryWord]) -> dict[int, SearchResult]:
    newest = ArticleVersionRow.objects.filter(article=OuterRef("article")).order_by("-number")
    rows = ArticleVersionRow.objects.filter(
        article__in=keys, pk=Subquery(newest.values("pk")[:1])
    ).select_related("article__source")
    found = {}
    for row in rows.annotate(story=F("article__membership__story__key")):
        about = row.article
        source = about.source
        text = FoundText(
            language=about.language,
            title=marked(row.title, about.language, words),
            excerpt=excerpt(row.text, about.language, words),
        )
        found[about.pk] = SearchResult(
            kind=Searched.ARTICLE,
            key=about.pk,
            name=(source.name or source.key) if source else about.url.split("/")[2],
            time=about.published or about.known_since,
            texts=(text,),
            story=row.story or "",
        )
    return found


def _incidents(keys: Sequence[int], words: Sequence[QueryWord]) -> dict[int, SearchResult]:
    numbers = dict(IncidentRow.objects.filter(pk__in=keys).values_list("pk", "number"))
    rows = TextVersionRow.objects.filter(incident__in=keys).exclude(state="superseded")
    texts = {(row.incident_id, row.language): row for row in rows.order_by("number")}
    return {
        key: SearchResult(
            kind=Searched.INCIDENT,
            key=key,
            name=number,
            time=None,
            texts=tuple(
                _text(row, words) for (incident, _), row in sorted(texts.items()) if incident == key
            ),
        )
        for key, number in numbers.items()
    }


def _text(row: TextVersionRow, words: Sequence[QueryWord]) -> FoundText:
    summary = "\n\n".join(row.paragraphs)
    return FoundText(
        language=row.language,
        title=marked(row.title or "", row.language, words),
        excerpt=excerpt(summary, row.language, words) if words else (),
    )


def to_attach(story: Card, query: str) -> tuple[SearchResult, ...]:
    """What one may attach to: what was looked for, else what it looks like and the latest."""
    if query.strip():
        return incidents_like(query)
    alike = by_numbers([one.number for one in story.alike])
    seen = {one.name for one in alike}
    latest = latest_incidents(story.section)
    return (*alike, *(one for one in latest if one.name not in seen))[:9]
