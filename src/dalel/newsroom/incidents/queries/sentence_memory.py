"""The memory of sentences: the nearest earlier wordings, search, and what is handed on.

Likely pairs come from the terms that a sentence shares with them, each weighing the more the fewer
pairs have it; SQLite (FTS5) and PostgreSQL (GIN) only look terms up, so both have the same. Those
are then compared letter by letter and word by word (``language.near_wording``).
"""

import math
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import connection
from django.db.models import QuerySet

from dalel.domain.states import GONE
from dalel.language.near_wording import (
    Stretch,
    differing,
    echoed,
    likeness,
    pair_terms,
    query_stems,
)
from dalel.newsroom.incidents.models import PairOrigin, SentencePairRow
from dalel.newsroom.incidents.queries.hidden_names import HiddenNames

#: A term that more pairs have tells nothing: so many of them are looked at, of SQLite the latest.
_COMMON: Final = 300
#: So many pairs are compared, those that share most first.
_COMPARED: Final = 120
#: Less like than this many per cent is no help.
LEAST: Final = 45
#: So many are offered, and so many stand on a page.
OFFERED: Final = 5
PAGE: Final = 20
#: So many pairs that have the words of a query are looked through, the latest.
_FOUND: Final = 1000
#: A beginning of fewer letters stands only for itself.
_SHORTEST: Final = 3
_BATCH: Final = 500
_COLUMNS: Final = (
    "first_language", "second_language", "first", "second",
    "digest", "origin", "file", "time", "incident__number",
)  # fmt: skip
_FTS: Final = "SELECT rowid AS id FROM incidents_pair_index WHERE incidents_pair_index MATCH %s"
_GIN: Final = (
    "SELECT id FROM incidents_sentencepairrow"
    " WHERE array_to_tsvector(string_to_array(terms, ' ')) @@ {}::tsquery"
)
#: One plan for all terms: forty selects joined by UNION take longer to plan than to run.
_EACH: Final = (
    "SELECT place - 1, id FROM unnest(%s::text[]) WITH ORDINALITY AS asked (term, place)"
    " CROSS JOIN LATERAL ({} LIMIT {}) AS found"
)


@dataclass(frozen=True, kw_only=True)
class PairPlace:
    """Where a pair comes from: the number of an incident, or the name of a file."""

    origin: PairOrigin
    number: str
    file: str
    time: datetime


@dataclass(frozen=True, kw_only=True)
class NearWording:
    """An earlier wording: how like it is in per cent, what of it differs, and its translation."""

    key: int
    percent: int
    language: str
    said: tuple[Stretch, ...]
    other_language: str
    other: str
    other_said: tuple[Stretch, ...]
    place: PairPlace


@dataclass(frozen=True, kw_only=True)
class KeptPair:
    """A pair on a list: the sentence by language, and where it comes from."""

    key: int
    texts: dict[str, str]
    place: PairPlace


@dataclass(frozen=True, kw_only=True)
class MemoryPage:
    """A page of pairs; ``hidden`` were left out of it because of a name.

    ``is_more``: more pairs have these words than are counted.
    """

    pairs: tuple[KeptPair, ...]
    hidden: int
    total: int
    is_more: bool
    page: int
    pages: int


def nearest(
    sentence: str,
    language: str,
    others: Collection[str],
    *,
    hidden: HiddenNames,
    here: int | None = None,
    limit: int = OFFERED,
) -> tuple[NearWording, ...]:
    """The nearest earlier wordings of a sentence with what they are called in other languages.

    ``here`` is the key of the incident that is being written: its own sentence is no news to it.
    """
    weighed: list[tuple[int, SentencePairRow, str]] = []
    for row in _likely(sentence, language):
        texts = row.texts
        other = next((one for one in texts if one != language), "")
        if language not in texts or other not in others:
            continue
        percent = likeness(sentence, texts[language])
        if percent >= LEAST and not (percent == 100 and row.incident_id == here is not None):
            weighed.append((percent, row, other))
    weighed.sort(
        key=lambda one: (-one[0], one[1].origin == PairOrigin.FILE, -one[1].time.timestamp())
    )
    offers: list[NearWording] = []
    seen = set[str]()
    for percent, row, other in weighed:
        if len(offers) == limit:
            break
        is_own = here is not None and row.incident_id == here
        if row.digest in seen or (not is_own and hidden.stand_in(row.texts, row.incident_id)):
            continue
        seen.add(row.digest)
        offers.append(_offer(sentence, language, percent, row, other))
    return tuple(offers)


def living_pairs() -> "QuerySet[SentencePairRow]":
    """All pairs but those of incidents whose texts are no longer public."""
    rows = SentencePairRow.objects.exclude(incident__state__in=list(GONE))
    # The terms are for the database only, and longer than the sentences.
    return rows.select_related("incident").only(*_COLUMNS)


def page_of(query: str, languages: Collection[str], page: int, hidden: HiddenNames) -> MemoryPage:
    """The pairs that have every word of a query in any form, the latest first; else all."""
    rows, is_more = living_pairs(), False
    if query:
        keys = _holding(query_stems(query, languages))
        rows, is_more = rows.filter(pk__in=keys), len(keys) == _FOUND
    total = rows.count()
    pages = max(1, math.ceil(total / PAGE))
    page = min(page, pages)
    shown = list(rows[(page - 1) * PAGE : page * PAGE])
    free = [row for row in shown if not hidden.stand_in(row.texts, row.incident_id)]
    return MemoryPage(
        pairs=tuple(KeptPair(key=row.pk, texts=row.texts, place=_place(row)) for row in free),
        hidden=len(shown) - len(free),
        total=total,
        is_more=is_more,
        page=page,
        pages=pages,
    )


def pairs_to_hand_on(hidden: HiddenNames) -> Iterator[KeptPair]:
    """All pairs that no rule of naming hides, each once, in the order in which they came."""
    seen = set[str]()
    last = 0
    while rows := list(living_pairs().filter(pk__gt=last).order_by("pk")[:_BATCH]):
        for row in rows:
            if row.digest not in seen and not hidden.stand_in(row.texts, row.incident_id):
                seen.add(row.digest)
                yield KeptPair(key=row.pk, texts=row.texts, place=_place(row))
        last = rows[-1].pk


def _likely(sentence: str, language: str) -> Sequence[SentencePairRow]:
    """The pairs that share most with a sentence, by rows."""
    wanted = pair_terms(sentence, language)
    found = _with_terms(wanted)
    weights: dict[int, float] = defaultdict(float)
    for keys in found.values():
        weight = math.log1p(_COMMON / len(keys))
        for key in keys:
            weights[key] += weight
    best = sorted(weights, key=lambda key: (-weights[key], -key))[:_COMPARED]
    return list(living_pairs().filter(pk__in=best).order_by())


def _with_terms(wanted: Sequence[str]) -> dict[int, list[int]]:
    """The latest pairs that have each term, by its place; in one statement."""
    if not wanted:
        return {}
    quoted = [_quoted(term) for term in wanted]
    values: list[str] | list[list[str]]
    if connection.vendor == "postgresql":
        # Asked for an order it would walk all rows from the latest on, instead of the index.
        statement, values = _EACH.format(_GIN.format("asked.term"), _COMMON), [quoted]
    else:
        # What is put in are numbers of ours, no words of anybody.
        part = "SELECT {0}, id FROM ({1} ORDER BY rowid DESC LIMIT {2}) AS t{0}"
        parts = (part.format(place, _FTS, _COMMON) for place in range(len(quoted)))
        statement, values = " UNION ALL ".join(parts), quoted
    found: dict[int, list[int]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        for place, key in cursor.fetchall():
            found[place].append(key)
    return found


def _holding(words: Sequence[Sequence[str]]) -> list[int]:
    """The keys of pairs that have each word, the latest first."""
    if not words:
        return []
    is_server = connection.vendor == "postgresql"
    either, both = (" | ", " & ") if is_server else (" OR ", " AND ")
    query = both.join(f"({either.join(map(_begun, terms))})" for terms in words)
    latest = f"{'' if is_server else ' ORDER BY rowid DESC'} LIMIT {_FOUND}"
    with connection.cursor() as cursor:
        cursor.execute((_GIN.format("%s") if is_server else _FTS) + latest, [query])
        return [key for (key,) in cursor.fetchall()]


def _begun(term: str) -> str:
    """A term or what begins with it, in the words of the database."""
    is_long = len(term.partition("_")[2]) >= _SHORTEST
    return _quoted(term) + ((":*" if connection.vendor == "postgresql" else "*") if is_long else "")


def _quoted(term: str) -> str:
    """Terms are letters, digits and underscores: nothing in them needs more than quotes."""
    return f"'{term}'" if connection.vendor == "postgresql" else f'"{term}"'


def _offer(
    sentence: str, language: str, percent: int, row: SentencePairRow, other: str
) -> NearWording:
    said = differing(sentence, row.texts[language])
    return NearWording(
        key=row.pk,
        percent=percent,
        language=language,
        said=said,
        other_language=other,
        other=row.texts[other],
        other_said=echoed(row.texts[other], said),
        place=_place(row),
    )


def _place(row: SentencePairRow) -> PairPlace:
    return PairPlace(
        origin=PairOrigin(row.origin),
        number=row.incident.number if row.incident else "",
        file=row.file,
        time=row.time,
    )
