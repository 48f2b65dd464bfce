"""Full-text search of articles and incidents, on SQLite and PostgreSQL.

The terms are made by ``dalel.language.search_terms``; SQLite (FTS5) and PostgreSQL (GIN) only look
them up, so that both have the same hits in the same order: those that hold the very words first,
then the newest. Where no text holds them in any form, those count that hold what begins like them
or is written with neighbouring letters. Of words that stand in very many texts the latest texts are
ranked, by the order in which they came to be found.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import connection

from dalel.language.search_terms import RULES, QueryWord, terms, wanted
from dalel.newsroom.frame.models import SearchRow
from dalel.newsroom.frame.models.search import Searched

#: So many texts that hold the words are ranked, and so many that hold them exactly so.
RANKED: Final = 2000
#: The keys of the latest rows that hold words. Both databases walk them from the latest on, and
#: stop; SQLite would else begin with the rows, and look each up in the index.
_FTS: Final = (
    "SELECT frame_searchrow.id FROM frame_search_index"
    " CROSS JOIN frame_searchrow ON frame_searchrow.id = frame_search_index.rowid"
    " WHERE frame_search_index MATCH %s{kinds} ORDER BY frame_search_index.rowid DESC LIMIT %s"
)
_GIN: Final = "SELECT id FROM frame_searchrow WHERE {holding}{kinds} ORDER BY id DESC LIMIT %s"
_IN_COLUMN: Final = "array_to_tsvector(string_to_array({}, ' ')) @@ %s::tsquery"
_RANKING: Final = """
    WITH very AS ({very}), held AS ({held}),
    found AS (SELECT id, 1 AS exact FROM very UNION ALL SELECT id, 0 FROM held)
    SELECT kind, owner, COUNT(*) OVER (), (SELECT COUNT(*) FROM held)
    FROM found JOIN frame_searchrow USING (id){but}
    GROUP BY kind, owner
    ORDER BY MAX(exact) DESC, MAX(time) DESC, kind, owner DESC
    LIMIT %s OFFSET %s
"""


@dataclass(frozen=True, kw_only=True)
class Text:
    """One language's text of something that can be found."""

    kind: Searched
    owner: int
    language: str
    time: datetime
    text: str


@dataclass(frozen=True, kw_only=True)
class Hit:
    """Something found: its kind, and the key of its row."""

    kind: Searched
    owner: int


@dataclass(frozen=True, kw_only=True)
class Hits:
    """A page of what was found, and how much there is in all; ``is_more``: even more than that."""

    hits: tuple[Hit, ...]
    total: int
    is_more: bool = False


def index(texts: Iterable[Text]) -> None:
    """Make texts findable; each replaces what was there of its owner in its language."""
    rows = [_row(text) for text in texts]
    SearchRow.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["kind", "owner", "language"],
        update_fields=["time", "stems", "words", "rules"],
    )


def find(
    query: str, kinds: Sequence[Searched] = tuple(Searched), *, limit: int = 50, offset: int = 0
) -> Hits:
    """What holds every word of a query in any form; nothing for a query without words."""
    words = wanted(query)
    if not words:
        return Hits(hits=(), total=0)
    found = find_indexed(words, kinds, limit=limit, offset=offset)
    if found.total:
        return found
    return find_indexed(words, kinds, limit=limit, offset=offset, is_begun=True)


def find_indexed(
    words: Sequence[QueryWord],
    kinds: Sequence[Searched],
    *,
    limit: int,
    offset: int,
    but: Collection[int] = (),
    is_begun: bool = False,
) -> Hits:
    """What holds every word, in any form or, ``is_begun``, begun; without incidents ``but``."""
    meaning = _begun if is_begun else _any_form
    very, told_very = _holding([_as_it_stands(word) for word in words], kinds)
    held, told = _holding([meaning(word) for word in words], kinds)
    with connection.cursor() as cursor:
        without, those = _without(but)
        statement = _RANKING.format(very=very, held=held, but=without)
        cursor.execute(statement, [*told_very, *told, *those, max(limit, 1), offset])
        rows = cursor.fetchall()
    if not rows and offset:
        total = find_indexed(words, kinds, limit=1, offset=0, but=but, is_begun=is_begun).total
        return Hits(hits=(), total=total)
    hits = tuple(Hit(kind=Searched(kind), owner=owner) for kind, owner, _, _ in rows)[:limit]
    _, _, total, ranked = rows[0] if rows else ("", 0, 0, 0)
    return Hits(hits=hits, total=total, is_more=ranked == RANKED)


def _without(incidents: Collection[int]) -> tuple[str, list[str | int]]:
    """What leaves incidents out; and its values."""
    if not incidents:
        return "", []
    marks = ", ".join(["%s"] * len(incidents))
    told: list[str | int] = [str(Searched.INCIDENT), *incidents]
    return f" WHERE NOT (kind = %s AND owner IN ({marks}))", told


def _row(text: Text) -> SearchRow:
    found = terms(text.text, text.language)
    return SearchRow(
        kind=text.kind,
        owner=text.owner,
        language=text.language,
        time=text.time,
        stems=" ".join(found.stems),
        words=" ".join(found.words),
        rules=RULES,
    )


@dataclass(frozen=True, kw_only=True)
class _Sought:
    """Terms of which a text must have one, and what a word of it may begin with."""

    stems: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    beginning: str = ""


def _as_it_stands(word: QueryWord) -> _Sought:
    return _Sought(words=(word.word,))


def _any_form(word: QueryWord) -> _Sought:
    return _Sought(stems=word.stems)


def _begun(word: QueryWord) -> _Sought:
    return _Sought(stems=word.stems, words=(word.word,), beginning=word.beginning)


def _holding(sought: Sequence[_Sought], kinds: Sequence[Searched]) -> tuple[str, list[str | int]]:
    """What asks for the rows that hold one term of each; and its values."""
    among = f" AND kind IN ({', '.join(['%s'] * len(kinds))})" if set(kinds) < set(Searched) else ""
    told = [str(kind) for kind in kinds] if among else []
    if connection.vendor == "postgresql":
        asked = [_tsquery(one) for one in sought]
        holding = " AND ".join(f"({' OR '.join(map(_IN_COLUMN.format, one))})" for one in asked)
        values = [query for one in asked for query in one.values()]
        return _GIN.format(holding=holding, kinds=among), [*values, *told, RANKED]
    return _FTS.format(kinds=among), [" AND ".join(map(_fts5, sought)), *told, RANKED]


def _fts5(sought: _Sought) -> str:
    """Terms as FTS5 takes them: by column, quoted, a star behind what may go on.

    They need no escaping: they are letters and digits.
    https://www.sqlite.org/fts5.html#full_text_query_syntax
    """
    words = [f'"{term}"' for term in sought.words]
    words += [f'"{sought.beginning}"*'] if sought.beginning else []
    columns = {"stems": [f'"{term}"' for term in sought.stems], "words": words}
    told = (f"{name} : ({' OR '.join(terms)})" for name, terms in columns.items() if terms)
    return f"({' OR '.join(told)})"


def _tsquery(sought: _Sought) -> dict[str, str]:
    """Terms as PostgreSQL's type ``tsquery`` takes them, by column.

    https://www.postgresql.org/docs/current/datatype-textsearch.html#DATATYPE-TSQUERY
    """
    words = [f"'{term}'" for term in sought.words]
    words += [f"'{sought.beginning}':*"] if sought.beginning else []
    columns = {"stems": [f"'{term}'" for term in sought.stems], "words": words}
    return {name: " | ".join(terms) for name, terms in columns.items() if terms}
