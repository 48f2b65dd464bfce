"""Search of articles, published texts and drafts.

The index holds the terms of articles and of texts that readers have. Those of drafts stand nowhere
in clear: drafts are opened and read when somebody searches. A newsroom has hundreds of them.
"""

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Final

from dalel.language.search_terms import QueryWord, Terms, terms, wanted
from dalel.newsroom.frame.models.search import Searched
from dalel.newsroom.frame.search_index import Hit, Hits, find_indexed
from dalel.newsroom.incidents.queries.findable import text_of_incident, unpublished_texts

#: So many drafts, the latest, are looked through.
_DRAFTS: Final = 1_000
#: Whether a draft, by its terms, holds a word of the query.
_Holds = Callable[[QueryWord, frozenset[str], frozenset[str]], bool]


def find(
    query: str, kinds: Sequence[Searched] = tuple(Searched), *, limit: int = 50, offset: int = 0
) -> Hits:
    """What holds every word of a query in any form; nothing for a query without words.

    Where no text holds them, those count that hold what begins like them. Drafts come first.
    """
    words = wanted(query)
    if not words:
        return Hits(hits=(), total=0)
    found = _page(words, kinds, _any_form, limit=limit, offset=offset)
    return found if found.total else _page(words, kinds, _begun, limit=limit, offset=offset)


def _page(
    words: Sequence[QueryWord],
    kinds: Sequence[Searched],
    holds: _Holds,
    *,
    limit: int,
    offset: int,
) -> Hits:
    drafts = _drafts_with(words, holds) if Searched.INCIDENT in kinds else []
    shown = drafts[offset : offset + limit]
    found = find_indexed(
        words,
        kinds,
        but=drafts,
        is_begun=holds is _begun,
        limit=limit - len(shown),
        offset=max(0, offset - len(drafts)),
    )
    own = tuple(Hit(kind=Searched.INCIDENT, owner=owner) for owner in shown)
    return Hits(hits=(*own, *found.hits), total=len(drafts) + found.total, is_more=found.is_more)


def _drafts_with(words: Sequence[QueryWord], holds: _Holds) -> list[int]:
    """The incidents of drafts that hold all words: exact ones first, then the latest."""
    ranks: dict[int, tuple[bool, int]] = {}
    for place, row in enumerate(unpublished_texts(_DRAFTS)):
        told = _terms(text_of_incident(row).text, row.language)
        stems, said = frozenset(told.stems), frozenset(told.words)
        if all(holds(word, stems, said) for word in words):
            rank = (not all(word.word in said for word in words), place)
            ranks[row.incident_id] = min(rank, ranks.get(row.incident_id, rank))
    return sorted(ranks, key=lambda owner: ranks[owner])


@lru_cache(maxsize=2 * _DRAFTS)
def _terms(text: str, language: str) -> Terms:
    """The terms of a draft, remembered by this process alone."""
    return terms(text, language)


def _any_form(word: QueryWord, stems: frozenset[str], _words: frozenset[str]) -> bool:
    return not stems.isdisjoint(word.stems)


def _begun(word: QueryWord, stems: frozenset[str], words: frozenset[str]) -> bool:
    if _any_form(word, stems, words) or word.word in words:
        return True
    beginning = word.beginning
    return bool(beginning) and any(one.startswith(beginning) for one in words)
