"""Reading a text for checks: its words, its sentences and the facts they state.

A text is read once; evidence is read when it comes in and kept, so that a summary is compared with
sets and tables only. No recogniser of names runs here.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, lru_cache
from operator import attrgetter
from typing import Final

from dalel.domain.evidence import TextSpan
from dalel.domain.facts import Fact, FactKind
from dalel.domain.lexicon import Lexicon
from dalel.language.claims.compared_terms import terms_of_word
from dalel.language.names import skeleton, spelling
from dalel.language.notions import notions_of, phrases_in
from dalel.language.quotes import quotations
from dalel.language.sentences import sentences
from dalel.language.spans import Spans
from dalel.steps.check.facts.counted import counted
from dalel.steps.check.facts.stated import named_acts, stated_facts

_WORD: Final = re.compile(r"[^\W_]+(?:[-’'.][^\W_]+)*")
#: What joins words, or an initial and a name.
_JOINED: Final = re.compile(r"-|(?<=(?<!\w)[^\W\d_])\.(?=[^\W\d_]{2})")
_NO_SPACE: Final = re.compile(r"\S")
_POSSESSIVE: Final = re.compile(r"['’]s?$")
#: What parts a sentence into clauses.
_CLAUSE: Final = re.compile(r"[,;:()—]|\s[–-]\s")
#: What a word with a capital may follow without being a name; a window keeps the search short.
_OPENED: Final = re.compile(r"[.!?…:]\s*(?:[«“„\"(—–-]+\s*)?$")
_WINDOW: Final = 6
_SOFT: Final = re.compile(r"(?<=[аеоуи])(?:я|ю|ем|е)$")
#: A word after a number is counted, a further one says what kind.
_COUNTED: Final = 3
#: A sentence of more letters is a list or a table, whose ends do not speak of one thing.
_LONGEST_SENTENCE: Final = 1_000
#: Kinds whose values are part of what stands around another fact.
_VALUES: Final = frozenset(
    {FactKind.NUMBER, FactKind.PERCENT, FactKind.MONEY, FactKind.STATUTE, FactKind.PLACE}
)


@dataclass(frozen=True, slots=True)
class PlacedWord:
    """A word and its place; ``terms`` compare across languages, ``key`` is the name's skeleton."""

    start: int
    end: int
    text: str
    key: str
    terms: frozenset[str]
    notions: frozenset[str]
    sentence: int
    clause: int
    opens: bool
    parts: tuple["PlacedWord", ...] = ()


@dataclass(frozen=True, slots=True)
class Statement:
    """A fact with what stands around it: terms of its clause, of its sentence, and what follows.

    ``counted`` are the terms of all words that a number may count, ``first`` those of the first.
    """

    fact: Fact
    sentence: int
    clause: int
    near: frozenset[str]
    around: frozenset[str]
    counted: frozenset[str]
    first: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True, eq=False)
class CheckedText:
    """A text as it is checked, or checked against.

    Two are never equal: what was worked out of one is kept by its identity.
    """

    text: str
    language: str
    day: date
    lexicon: Lexicon
    words: tuple[PlacedWord, ...]
    statements: tuple[Statement, ...]
    sentences: tuple[TextSpan, ...]

    @cached_property
    def sentence_terms(self) -> tuple[frozenset[str], ...]:
        """The terms of each sentence."""
        found: list[set[str]] = [set() for _ in self.sentences]
        for word in self.words:
            found[word.sentence] |= word.terms
        for statement in self.statements:
            found[statement.sentence] |= _code(statement.fact)
        return tuple(map(frozenset, found))

    @cached_property
    def terms(self) -> frozenset[str]:
        """The terms of all the text."""
        return frozenset().union(*self.sentence_terms)

    @cached_property
    def keys(self) -> frozenset[str]:
        """The skeletons of all words."""
        return frozenset(
            key
            for word in self.words
            for each in (word, *word.parts)
            for key in (each.key, spelling(each.text), *softened(each.text))
        )

    @cached_property
    def name_keys(self) -> frozenset[str]:
        """The skeletons of words that may be names."""
        return frozenset(
            key
            for word in self.words
            if word.text[0].isupper()
            for key in (word.key, spelling(word.text))
        )

    @cached_property
    def notions(self) -> frozenset[str]:
        """The notions of all words."""
        return frozenset().union(*(word.notions for word in self.words))

    @cached_property
    def acts(self) -> frozenset[str]:
        """The codes of the acts that are named, with an article or without."""
        return named_acts(self.text, self.language, self.lexicon)

    @cached_property
    def quotations(self) -> tuple[TextSpan, ...]:
        """What stands in quotation marks."""
        return quotations(self.text)

    @cached_property
    def low(self) -> str:
        """The text in small letters."""
        return self.text.lower()

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        return tuple(word.start for word in self.words)

    def place_from(self, position: int) -> int:
        """The place among the words of the first one that begins there or later."""
        return bisect_left(self._starts, position)

    def words_in(self, span: TextSpan) -> tuple[PlacedWord, ...]:
        """The words that begin in a stretch."""
        return self.words[self.place_from(span.start) : self.place_from(span.end)]

    @cached_property
    def words_of_sentence(self) -> Mapping[int, Sequence[PlacedWord]]:
        """The words of each sentence that has some."""
        return _grouped(self.words, attrgetter("sentence"))

    @cached_property
    def words_of_clause(self) -> Mapping[int, Sequence[PlacedWord]]:
        """The words of each clause that has some."""
        return _grouped(self.words, attrgetter("clause"))

    @cached_property
    def _places_of_terms(self) -> Mapping[str, Sequence[int]]:
        found: dict[str, list[int]] = {}
        for place, word in enumerate(self.words):
            for term in word.terms:
                found.setdefault(term, []).append(place)
        return found

    def places_of(self, terms: frozenset[str]) -> Sequence[int]:
        """The places, in order, of the words that have one of the terms."""
        return _in_order(self._places_of_terms, terms)

    @cached_property
    def places_of_keys(self) -> Mapping[str, Sequence[int]]:
        """The places of the words of each skeleton."""
        found: dict[str, list[int]] = {}
        for place, word in enumerate(self.words):
            found.setdefault(word.key, []).append(place)
        return found

    @cached_property
    def places_of_capitals(self) -> Mapping[str, Sequence[int]]:
        """The places of the words with a capital of each skeleton."""
        found: dict[str, list[int]] = {}
        for place, word in enumerate(self.words):
            if word.text[0].isupper():
                found.setdefault(word.key, []).append(place)
        return found

    @cached_property
    def _places_of_notions(self) -> Mapping[str, Sequence[int]]:
        found: dict[str, list[int]] = {}
        for place, word in enumerate(self.words):
            for notion in word.notions:
                found.setdefault(notion, []).append(place)
        return found

    def places_of_notions(self, notions: frozenset[str]) -> Sequence[int]:
        """The places, in order, of the words that have one of the notions."""
        return _in_order(self._places_of_notions, notions)

    @cached_property
    def told_outcomes(self) -> Spans:
        """The outcomes told as done, but for those that are told in many words."""
        return Spans(
            each.fact.span
            for each in self.of_kind(FactKind.OUTCOME)
            if not each.fact.negated and each.fact.value not in self.lexicon.contrasted
        )

    @cached_property
    def by_sentence(self) -> dict[int, tuple[Statement, ...]]:
        """The statements of each sentence that has some."""
        found: dict[int, list[Statement]] = {}
        for statement in self.statements:
            found.setdefault(statement.sentence, []).append(statement)
        return {sentence: tuple(statements) for sentence, statements in found.items()}

    @cached_property
    def _by_kinds(self) -> dict[tuple[FactKind, ...], tuple[Statement, ...]]:
        return {}

    def of_kind(self, *kinds: FactKind) -> tuple[Statement, ...]:
        """The statements of some kinds."""
        if kinds not in self._by_kinds:
            found = tuple(each for each in self.statements if each.fact.kind in kinds)
            self._by_kinds[kinds] = found
        return self._by_kinds[kinds]

    @cached_property
    def _values(self) -> dict[FactKind, frozenset[str]]:
        found: dict[FactKind, set[str]] = {}
        for each in self.statements:
            found.setdefault(each.fact.kind, set()).add(each.fact.value)
        return {kind: frozenset(values) for kind, values in found.items()}

    def values(self, kind: FactKind) -> frozenset[str]:
        """All values of one kind."""
        return self._values.get(kind, frozenset())


def read(text: str, language: str, lexicon: Lexicon, day: date) -> CheckedText:
    """Read a text that was published on a day."""
    whole = sentences(text) or (TextSpan(start=0, end=len(text)),)
    stretches = tuple(part for sentence in whole for part in _parts(text, sentence))
    words = _words(text, language, stretches)
    facts = stated_facts(text, language, lexicon, day)
    return CheckedText(
        text=text,
        language=language,
        day=day,
        lexicon=lexicon,
        words=words,
        statements=tuple(_statements(text, language, words, facts, stretches)),
        sentences=stretches,
    )


def _parts(text: str, sentence: TextSpan) -> Iterator[TextSpan]:
    """The sentence, in parts between words where it is a list or a table."""
    start = sentence.start
    while sentence.end - start > _LONGEST_SENTENCE:
        stop = start + _LONGEST_SENTENCE
        whole = text[start:stop].rstrip()
        words = whole if text[stop].isspace() else whole.rsplit(None, 1)[0]
        end = start + len(words)
        yield TextSpan(start=start, end=end)
        following = _NO_SPACE.search(text, end, sentence.end)
        if following is None:
            return
        start = following.start()
    yield TextSpan(start=start, end=sentence.end)


def _grouped(
    words: Iterable[PlacedWord], key: Callable[[PlacedWord], int]
) -> Mapping[int, Sequence[PlacedWord]]:
    found: dict[int, list[PlacedWord]] = {}
    for word in words:
        found.setdefault(key(word), []).append(word)
    return found


def _in_order(places: Mapping[str, Sequence[int]], wanted: Iterable[str]) -> Sequence[int]:
    found = [places[each] for each in wanted if each in places]
    return found[0] if len(found) == 1 else sorted(set().union(*found))


def softened(word: str) -> tuple[str, ...]:
    """The skeleton of a name that ends in "й" from its Russian cases: Абая, Абаем."""
    return (spelling(_SOFT.sub("й", word)),) if word[0].isupper() and _SOFT.search(word) else ()


def _words(text: str, language: str, stretches: Sequence[TextSpan]) -> tuple[PlacedWord, ...]:
    starts = [span.start for span in stretches]
    breaks = [match.start() for match in _CLAUSE.finditer(text)]
    expressions = phrases_in(text)
    phrased = Spans(TextSpan(start=start, end=end) for start, end, _ in expressions)
    meant: dict[TextSpan, set[str]] = {}
    for start, end, notion in expressions:
        meant.setdefault(TextSpan(start=start, end=end), set()).add(notion)
    found: list[PlacedWord] = []
    before = -1
    for match in _WORD.finditer(text):
        sentence = max(0, bisect_right(starts, match.start()) - 1)
        word = _POSSESSIVE.sub("", match[0]) if language == "en" else match[0]
        strict = sentence == before and word[0].isupper() and not word.isupper()
        key, terms, notions = _seen(word, language, strict=strict)
        if phrased.meet(match.start(), match.end()):
            spans = phrased.meeting(match.start(), match.end())
            more = {notion for span in spans for notion in meant[span]}
            notions, terms = notions | more, terms | {f"n:{notion}" for notion in more}
        whole = PlacedWord(
            start=match.start(),
            end=match.end(),
            text=word,
            key=key,
            terms=terms,
            notions=notions,
            sentence=sentence,
            clause=bisect_right(breaks, match.start()),
            opens=sentence != before
            or bool(_OPENED.search(text[max(0, match.start() - _WINDOW) : match.start()])),
        )
        found.append(_with_parts(whole, language) if _JOINED.search(word) else whole)
        before = sentence
    return tuple(found)


def _with_parts(word: PlacedWord, language: str) -> PlacedWord:
    """The word with what a hyphen or an initial joins, each read alone: Тик-Ток, А.Цой."""
    parts = []
    for text in _JOINED.split(word.text):
        key, terms, notions = _seen(text, language) if text else ("", frozenset(), frozenset())
        parts.append(replace(word, text=text, key=key, terms=terms, notions=notions))
    return replace(
        word,
        parts=tuple(parts),
        terms=word.terms.union(*(part.terms for part in parts)),
        notions=word.notions.union(*(part.notions for part in parts)),
    )


@lru_cache(100_000)
def _seen(
    word: str, language: str, *, strict: bool = False
) -> tuple[str, frozenset[str], frozenset[str]]:
    """The skeleton, the terms and the notions of a word; ``strict`` where it may be a name."""
    key = skeleton(word, language).replace(" ", "")
    notions = notions_of(word, language, strict=strict)
    if not notions:
        key = key or word.lower()
    return key, terms_of_word(word, language, notions), notions


def _statements(
    text: str,
    language: str,
    words: Sequence[PlacedWord],
    facts: Iterable[Fact],
    stretches: Sequence[TextSpan],
) -> Iterator[Statement]:
    starts = [word.start for word in words]
    openings = [span.start for span in stretches]
    breaks = [match.start() for match in _CLAUSE.finditer(text)]
    by_sentence: dict[int, list[PlacedWord]] = {}
    for word in words:
        by_sentence.setdefault(word.sentence, []).append(word)
    placed = [
        (
            fact,
            max(0, bisect_right(openings, fact.span.start) - 1),
            bisect_right(breaks, fact.span.start),
        )
        for fact in sorted(facts, key=lambda fact: (fact.span.start, -fact.span.end))
    ]
    values: dict[int, list[tuple[Fact, int]]] = {}
    for fact, sentence, clause in placed:
        if fact.kind in _VALUES:
            values.setdefault(sentence, []).append((fact, clause))
    for fact, sentence, clause in placed:
        others = [word for word in by_sentence.get(sentence, ()) if _is_beside(word, fact)]
        beside = [each for each in values.get(sentence, ()) if each[0].span != fact.span]
        after = bisect_right(starts, fact.span.end - 1)
        following = words[after : after + _COUNTED]
        follow = [
            following[at] for at in counted(fact.text, [word.text for word in following], language)
        ]
        yield Statement(
            fact=fact,
            sentence=sentence,
            clause=clause,
            near=_terms(word for word in others if word.clause == clause)
            | {_value(each) for each, other in beside if other == clause},
            around=_terms(others) | {_value(each) for each, _ in beside},
            counted=_terms(
                word for word in follow if word.clause == clause and word.sentence == sentence
            ),
            first=follow[0].terms if follow and follow[0].clause == clause else frozenset(),
        )


def _is_beside(word: PlacedWord, fact: Fact) -> bool:
    """Whether a word is none of a fact's; what an outcome's words enclose is not its own."""
    start, end = fact.span.start, fact.span.end
    if fact.kind is FactKind.OUTCOME:
        return word.start != start and word.end != end
    return word.end <= start or word.start >= end


def _value(fact: Fact) -> str:
    """A value as a term: two sentences with the same figures speak of the same thing."""
    return f"v:{fact.value}"


def _terms(words: Iterable[PlacedWord]) -> frozenset[str]:
    return frozenset().union(*(word.terms for word in words))


def _code(fact: Fact) -> frozenset[str]:
    named = fact.kind in {FactKind.PLACE, FactKind.ORGANISATION, FactKind.OUTCOME}
    return frozenset([f"{fact.kind}:{fact.value}"]) if named else frozenset()
