"""Which articles and incidents hold these words, in whatever form?

The terms are made by ``dalel.language.searching``; SQLite (FTS5) and PostgreSQL (GIN) only look
them up, so that both have the same hits in the same order: those that hold the very words first,
then the newest.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from django.db.models import Case, IntegerField, Max, Value, When
from django.db.models.expressions import RawSQL

from dalel.language.searching import Wanted, terms, wanted
from dalel.store.assembling import text_record
from dalel.store.models import SearchRow, TextVersionRow
from dalel.store.models.search import Searched

_FTS = "SELECT rowid FROM store_search_index WHERE store_search_index MATCH %s"
_GIN = (
    "SELECT id FROM store_searchrow"
    " WHERE array_to_tsvector(string_to_array({column}, ' ')) @@ %s::tsquery"
)


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
    """A page of what was found, and how much there is in all."""

    hits: tuple[Hit, ...]
    total: int


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
    exact = Case(
        When(pk__in=_holding(words, exact=True), then=Value(1)),
        default=Value(0),
        output_field=IntegerField(),
    )
    rows = SearchRow.objects.filter(kind__in=kinds, pk__in=_holding(words, exact=False))
    found = rows.values("kind", "owner").annotate(exact=Max(exact), newest=Max("time"))
    best = found.order_by("-exact", "-newest", "kind", "-owner")[offset : offset + limit]
    hits = tuple(Hit(kind=Searched(row["kind"]), owner=row["owner"]) for row in best)
    return Hits(hits=hits, total=found.count())


def text_of_incident(row: TextVersionRow) -> Text:
    """A version of an incident's text, as it is found."""
    record = text_record(row)
    return Text(
        kind=Searched.INCIDENT,
        owner=row.incident_id,
        language=row.language,
        time=row.time,
        text=f"{record.title or ''}\n{record.summary}",
    )


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


def _holding(words: Sequence[Wanted], *, exact: bool) -> RawSQL:
    """The keys of the rows that hold each word: as it stands, or in any form."""
    column = "words" if exact else "stems"
    if connection.vendor == "postgresql":
        return RawSQL(_GIN.format(column=column), [_tsquery(words, exact=exact)])  # noqa: S611 - no text of a person
    return RawSQL(_FTS, [f"{column} : ({_fts5(words, exact=exact)})"])  # noqa: S611 - the same


def _fts5(words: Sequence[Wanted], *, exact: bool) -> str:
    """Words as FTS5 takes them: quoted, a star behind what may go on.

    https://www.sqlite.org/fts5.html#full_text_query_syntax
    """
    return _query(words, '"{}"', '"{}"*', " OR ", " AND ", exact=exact)


def _tsquery(words: Sequence[Wanted], *, exact: bool) -> str:
    """Words as PostgreSQL's type ``tsquery`` takes them.

    https://www.postgresql.org/docs/current/datatype-textsearch.html#DATATYPE-TSQUERY
    """
    return _query(words, "'{}'", "'{}':*", " | ", " & ", exact=exact)


def _query(
    words: Sequence[Wanted], whole: str, beginning: str, either: str, both: str, *, exact: bool
) -> str:
    """Terms need no escaping: they are letters and digits."""
    return both.join(
        f"({either.join(_forms(word, whole, beginning, exact=exact))})" for word in words
    )


def _forms(word: Wanted, whole: str, beginning: str, *, exact: bool) -> list[str]:
    if exact:
        return [whole.format(word.word)]
    return [(beginning if stem in word.prefixes else whole).format(stem) for stem in word.stems]
