"""Deeds in a sentence: which entry of the pack's table a verb or a noun tells."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from dalel.domain.deeds import DeedTable, Telling
from dalel.language.en.syntax import EnglishClause, Syntax
from dalel.language.en.tagging import Tagged
from dalel.language.en.tokens import Tag
from dalel.language.en.word_lists import listed

_LANGUAGE: Final = "en"
_YEARS: Final = frozenset({"year", "month"})
_DAYS: Final = frozenset({"day", "hour"})
#: How many tokens may stand between two words of a set phrase.
_APART: Final = 8
_SKIPPED: Final = frozenset(
    {Tag.DETERMINER, Tag.POSSESSIVE, Tag.ADJECTIVE, Tag.AMOUNT, Tag.NOUN, Tag.PRONOUN, Tag.ADVERB,
     Tag.DATE, Tag.NOT}
)  # fmt: skip


@dataclass(frozen=True, kw_only=True, slots=True)
class ToldDeed:
    """A deed, the words that tell it, and the tokens where they stand, in order.

    ``words`` are the telling's words that are tokens after the first.
    """

    deed: str
    telling: Telling
    tokens: tuple[int, ...]


@dataclass(frozen=True, kw_only=True, eq=False)
class EnglishDeedWords:
    """Tellings of a table by their first word, the longest first."""

    verbs: Mapping[str, Sequence[tuple[str, Telling]]]
    nouns: Mapping[str, Sequence[tuple[str, Telling]]]

    def of_verb(self, syntax: Syntax, clause: EnglishClause) -> ToldDeed | None:
        """The deed that a clause's verb tells."""
        head = syntax.chunks[clause.at].head
        for deed, telling in self.verbs.get(clause.verb.lemma, ()):
            words = telling.words
            if words[0] == "not":
                if not clause.verb.negations:
                    continue
                words = words[1:]
            found = _phrase(syntax, clause, words[1:])
            if found is not None:
                return ToldDeed(deed=deed, telling=telling, tokens=tuple(sorted((head, *found))))
        return None

    def of_noun(self, row: Sequence[Tagged], at: int) -> ToldDeed | None:
        """The deed that a noun tells."""
        for deed, telling in self.nouns.get(row[at].lemma, ()):
            found = _follow(row, at + 1, telling.words[1:], len(row))
            if found is not None:
                return ToldDeed(deed=deed, telling=telling, tokens=(at, *found))
        return None


@lru_cache(4)
def deed_words(table: DeedTable) -> EnglishDeedWords:
    """The English words of a table, prepared once for each table."""
    verbs: dict[str, list[tuple[str, Telling]]] = defaultdict(list)
    nouns: dict[str, list[tuple[str, Telling]]] = defaultdict(list)
    for deed, tellings in table.tellings.get(_LANGUAGE, {}).items():
        for kept, all_of_them in ((verbs, tellings.verbs), (nouns, tellings.nouns)):
            for telling in all_of_them:
                key = telling.words[1] if telling.words[0] == "not" else telling.words[0]
                kept[key].append((deed, telling))
    return EnglishDeedWords(
        verbs={word: sorted(found, key=_weight) for word, found in verbs.items()},
        nouns={word: sorted(found, key=_weight) for word, found in nouns.items()},
    )


def _weight(entry: tuple[str, Telling]) -> int:
    return -len(entry[1].words)


def _phrase(syntax: Syntax, clause: EnglishClause, rest: Sequence[str]) -> tuple[int, ...] | None:
    """Where the further words of a set phrase stand: after the verb, the noun also as subject."""
    row, chunks = syntax.row, syntax.chunks
    start, end = chunks[clause.at].head + 1, _limit(syntax, clause)
    found = _follow(row, start, rest, end)
    if found is not None or not rest or clause.subject is None:
        return found
    nouns = [at for at, word in enumerate(rest) if word not in listed("grammar", "prepositions")]
    subject = chunks[clause.subject.first]
    if not nouns or row[subject.head].lemma != rest[nouns[0]] or not passive(clause):
        return None
    others = [word for at, word in enumerate(rest) if at != nouns[0]]
    left = _follow(row, start, others, end)
    return None if left is None else (subject.head, *left)


def passive(clause: EnglishClause) -> bool:
    """Whether the verb is said of whom it is done to."""
    return clause.verb.passive or clause.verb.reduced


def _limit(syntax: Syntax, clause: EnglishClause) -> int:
    """The token before which words of a set phrase may stand: those of a next verb included."""
    place = clause.at + 1
    verbs = 0
    while place < len(syntax.chunks):
        chunk = syntax.chunks[place]
        verbs += chunk.verb is not None
        if chunk.tag in (Tag.STOP, Tag.COLON, Tag.THAT, Tag.RELATIVE) or verbs > 1:
            return chunk.first
        if chunk.verb is not None and chunk.verb.finite and place >= clause.end:
            return chunk.first
        place += 1
    return len(syntax.row)


def _follow(
    row: Sequence[Tagged], start: int, rest: Sequence[str], end: int
) -> tuple[int, ...] | None:
    found: list[int] = []
    at = start
    for word in rest:
        place = _next(row, at, word, end)
        if place is None:
            return None
        found.append(place)
        at = place + 1
    return tuple(found)


def _next(row: Sequence[Tagged], start: int, word: str, end: int) -> int | None:
    """The next token that is the word, with only words of noun phrases between."""
    wanted = word.startswith("{")
    for at in range(start, min(end, start + _APART + 1 + 4 * wanted)):
        if _is_word(row[at], word):
            return at
        skipped = (
            row[at].tag in _SKIPPED
            or row[at].low == "of"
            or (wanted and row[at].tag in (Tag.PREPOSITION, Tag.TO))
        )
        if not skipped:
            return None
    return None


def _is_word(tagged: Tagged, word: str) -> bool:
    match word:
        case "{years}":
            return _has_unit(tagged, _YEARS)
        case "{days}":
            return _has_unit(tagged, _DAYS)
        case "{number}":
            return tagged.token.amount is not None
        case "{money}":
            amount = tagged.token.amount
            return amount is not None and (amount.unit == "MRP" or amount.unit.isupper())
        case _:
            return word in (tagged.lemma, tagged.low)


def _has_unit(tagged: Tagged, units: frozenset[str]) -> bool:
    amount = tagged.token.amount
    return amount is not None and amount.unit in units


def noun_places(syntax: Syntax) -> Iterator[int]:
    """The tokens of a sentence that may begin the words of a noun's telling."""
    for chunk in syntax.chunks:
        if chunk.tag is Tag.NOUN:
            yield from range(chunk.first, chunk.last + 1)
