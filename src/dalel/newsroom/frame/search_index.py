"""Full-text search of articles and incidents, on SQLite and PostgreSQL.

The terms are made by ``dalel.language.search_terms``; SQLite (FTS5) and PostgreSQL (GIN) only look
them up, so that both have the same hits in the same order: those that hold the very words first,
then the newest. Of words that stand in very many texts the latest texts are ranked, by the order in
which they came to be found.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import connection

from dalel.language.search_terms import QueryWord, terms, wanted
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
_GIN: Final = (
    "SELECT id FROM frame_searchrow"
    " WHERE array_to_tsvector(string_to_array({column}, ' ')) @@ %s::tsquery{kinds}"
    " ORDER BY id DESC LIMIT %s"
)
_RANKING: Final = """
    WITH very AS ({very}), held AS ({held}),
    found AS (SELECT id, 1 AS exact FROM very UNION ALL SELECT id, 0 FROM held)
    SELECT kind, owner, COUNT(*) OVER (), (SELECT COUNT(*) FROM held)
    FROM found JOIN frame_searchrow USING (id)
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
        update_fields=["time", "stems", "words"],
    )


def find(
    query: str, kinds: Sequence[Searched] = tuple(Searched), *, limit: int = 50, offset: int = 0
) -> Hits:
    """What holds every word of a query in any form; nothing for a query without words."""
    words = wanted(query)
    if not words:
        return Hits(hits=(), total=0)
    very, told_very = _holding(words, kinds, exact=True)
    held, told = _holding(words, kinds, exact=False)
    with connection.cursor() as cursor:
        statement = _RANKING.format(very=very, held=held)
        cursor.execute(statement, [*told_very, *told, limit, offset])
        rows = cursor.fetchall()
    if not rows and offset:
        return Hits(hits=(), total=find(query, kinds, limit=1).total)
    hits = tuple(Hit(kind=Searched(kind), owner=owner) for kind, owner, _, _ in rows)
    _, _, total, ranked = rows[0] if rows else ("", 0, 0, 0)
    return Hits(hits=hits, total=total, is_more=ranked == RANKED)


def _row(text: Text) -> SearchRow:
    found = terms(text.text, text.language)
    return SearchRow(
        kind=text.kind,
        owner=text.owner,
        language=text.language,
        time=text.time,
        stems=" ".join(found.stems),
        words=" ".join(found.words),
    )


def _holding(
    words: Sequence[QueryWord], kinds: Sequence[Searched], *, exact: bool
) -> tuple[str, list[str | int]]:
    """What asks for the rows that hold each word, as it stands or in any form; and its values."""
    column = "words" if exact else "stems"
    among = f" AND kind IN ({', '.join(['%s'] * len(kinds))})" if set(kinds) < set(Searched) else ""
    told = [str(kind) for kind in kinds] if among else []
    if connection.vendor == "postgresql":
        statement, query = _GIN, _tsquery(words, exact=exact)
    else:
        statement, query = _FTS, f"{column} : ({_fts5(words, exact=exact)})"
    return statement.format(column=column, kinds=among), [query, *told, RANKED]


def _fts5(words: Sequence[QueryWord], *, exact: bool) -> str:
    """Words as FTS5 takes them: quoted, a star behind what may go on.

    https://www.sqlite.org/fts5.html#full_text_query_syntax
    """
    return _query(words, '"{}"', '"{}"*', " OR ", " AND ", exact=exact)


def _tsquery(words: Sequence[QueryWord], *, exact: bool) -> str:
    """Words as PostgreSQL's type ``tsquery`` takes them.

    https://www.postgresql.org/docs/current/datatype-textsearch.html#DATATYPE-TSQUERY
    """
    return _query(words, "'{}'", "'{}':*", " | ", " & ", exact=exact)


def _query(
    words: Sequence[QueryWord], whole: str, beginning: str, either: str, both: str, *, exact: bool
) -> str:
    """Terms need no escaping: they are letters and digits."""
    return both.join(
        f"({either.join(_forms(word, whole, beginning, exact=exact))})" for word in words
    )


def _forms(word: QueryWord, whole: str, beginning: str, *, exact: bool) -> list[str]:
    if exact:
        return [whole.format(word.word)]
    return [(beginning if stem in word.prefixes else whole).format(stem) for stem in word.stems]
