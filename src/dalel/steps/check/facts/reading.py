"""What does a check see of a text: its words, its sentences, and the facts stated in them?

A text is read once; evidence is read when it comes in and kept, so that a summary is compared with
sets and tables only. No recogniser of names runs here.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, lru_cache
from typing import Final

from dalel.domain.evidence import Span
from dalel.domain.facts import Fact, FactKind
from dalel.domain.lexicon import Lexicon
from dalel.language.facts import extract_facts
from dalel.language.facts.anchored import find_anchored, find_year_ends
from dalel.language.facts.clock import find_clock_times
from dalel.language.facts.happenings import OutcomeFinder
from dalel.language.facts.multiples import find_multiples
from dalel.language.facts.ordinals import OrdinalFinder
from dalel.language.facts.statutes import StatuteFinder
from dalel.language.names import skeleton, spelling
from dalel.language.notions import notions_of, phrases_in
from dalel.language.sentences import sentences
from dalel.language.stems import stem

#: Kinds that need no recogniser of names.
KINDS: Final = frozenset(FactKind) - {FactKind.PERSON, FactKind.QUOTE}
_WORD: Final = re.compile(r"[^\W_]+(?:[-’'.][^\W_]+)*")
_POSSESSIVE: Final = re.compile(r"['’]s?$")
#: What parts a sentence into clauses.
_CLAUSE: Final = re.compile(r"[,;:()—]|\s[–-]\s")
#: What a word with a capital may follow without being a name; a window keeps the search short.
_OPENED: Final = re.compile(r"[.!?…:]\s*[«“„\"(—–-]*\s*$")
_WINDOW: Final = 6
#: Letters of a stem that tell words apart across languages.
_KEY: Final = 5
#: Words shorter than this carry no context unless a notion lists them.
_SHORTEST: Final = 4
#: A word after a number is counted, a further one says what kind.
_COUNTED: Final = 3


@dataclass(frozen=True, slots=True)
class Word:
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
    parts: tuple["Word", ...] = ()


@dataclass(frozen=True, slots=True)
class Statement:
    """A fact with what stands around it: terms of its clause, of its sentence, and what follows."""

    fact: Fact
    sentence: int
    clause: int
    near: frozenset[str]
    around: frozenset[str]
    counted: frozenset[str]


@dataclass(frozen=True, kw_only=True)
class Reading:
    """A text as it is checked, or checked against."""

    text: str
    language: str
    day: date
    lexicon: Lexicon
    words: tuple[Word, ...]
    statements: tuple[Statement, ...]
    sentences: tuple[Span, ...]

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
            for key in (each.key, spelling(each.text))
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

    def of_kind(self, *kinds: FactKind) -> list[Statement]:
        """The statements of some kinds."""
        return [each for each in self.statements if each.fact.kind in kinds]


def read(text: str, language: str, lexicon: Lexicon, day: date) -> Reading:
    """Read a text that was published on a day."""
    stretches = sentences(text) or (Span(start=0, end=len(text)),)
    words = _words(text, language, stretches)
    facts = _facts(text, language, lexicon, day)
    return Reading(
        text=text,
        language=language,
        day=day,
        lexicon=lexicon,
        words=words,
        statements=tuple(_statements(text, words, facts, stretches)),
        sentences=stretches,
    )


def _words(text: str, language: str, stretches: Sequence[Span]) -> tuple[Word, ...]:
    starts = [span.start for span in stretches]
    breaks = [match.start() for match in _CLAUSE.finditer(text)]
    expressions = phrases_in(text)
    found: list[Word] = []
    before = -1
    for match in _WORD.finditer(text):
        sentence = max(0, bisect_right(starts, match.start()) - 1)
        word = _POSSESSIVE.sub("", match[0]) if language == "en" else match[0]
        strict = sentence == before and word[0].isupper() and not word.isupper()
        key, terms, notions = _seen(word, language, strict=strict)
        more = {n for start, end, n in expressions if start < match.end() and match.start() < end}
        if more:
            notions, terms = notions | more, terms | {f"n:{notion}" for notion in more}
        whole = Word(
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
        found.append(_with_parts(whole, language) if "-" in word else whole)
        before = sentence
    return tuple(found)


def _with_parts(word: Word, language: str) -> Word:
    """The word with what a hyphen joins, each read alone: DDoS-атака, Тик-Ток."""
    parts = []
    for text in word.text.split("-"):
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
    low = word.lower()
    key = skeleton(word, language).replace(" ", "")
    notions = notions_of(word, language, strict=strict)
    if notions:
        return key, frozenset(f"n:{notion}" for notion in notions), notions
    if any(c.isdigit() for c in low):
        return key or low, frozenset(), notions
    plain = skeleton(stem(word, language), language).replace(" ", "") or key
    terms = frozenset([f"k:{plain[:_KEY]}"]) if len(plain) >= _SHORTEST else frozenset()
    return key or low, terms, notions


def _facts(text: str, language: str, lexicon: Lexicon, day: date) -> list[Fact]:
    finders = _finders(language, lexicon)
    if finders is None:
        return []
    facts = list(extract_facts(text, language, lexicon, day, KINDS))
    bare = finders.statutes.find_without_act(text)
    clock = [*find_clock_times(text), *find_multiples(text, language)]
    taken = [fact.span for fact in (*bare, *clock)]
    facts = [f for f in facts if f.kind is not FactKind.NUMBER or not _met(f.span, taken)]
    busy = [
        f.span
        for f in facts
        if f.kind in {FactKind.DATE, FactKind.STATUTE, FactKind.HOST, FactKind.MONEY}
    ]
    ordinals = finders.ordinals.find(text, [*busy, *taken])
    dates = [fact for fact in facts if fact.kind is FactKind.DATE]
    counted = find_anchored(text, language, dates, day)
    ends = find_year_ends(text, language, day)
    free = [d for d in (*counted, *ends) if not _met(d.span, busy)]
    facts = [f for f in facts if f.kind is not FactKind.NUMBER or not _met(f.span, _spans(free))]
    facts += free
    return [*facts, *bare, *clock, *ordinals, *finders.measures.find(text)]


def _spans(facts: Iterable[Fact]) -> list[Span]:
    return [fact.span for fact in facts]


@dataclass(frozen=True, eq=False)
class _Finders:
    statutes: StatuteFinder
    ordinals: OrdinalFinder
    measures: OutcomeFinder


@lru_cache(16)
def _finders(language: str, lexicon: Lexicon) -> _Finders | None:
    if language not in {"kk", "ru", "en"} or language not in lexicon.months:
        return None
    return _Finders(
        StatuteFinder(language, lexicon),
        OrdinalFinder(language),
        OutcomeFinder(language, replace(lexicon, outcomes=lexicon.measures)),
    )


def _statements(
    text: str, words: Sequence[Word], facts: Iterable[Fact], stretches: Sequence[Span]
) -> Iterable[Statement]:
    starts = [word.start for word in words]
    openings = [span.start for span in stretches]
    breaks = [match.start() for match in _CLAUSE.finditer(text)]
    by_sentence: dict[int, list[Word]] = {}
    for word in words:
        by_sentence.setdefault(word.sentence, []).append(word)
    for fact in sorted(facts, key=lambda fact: (fact.span.start, -fact.span.end)):
        sentence = max(0, bisect_right(openings, fact.span.start) - 1)
        clause = bisect_right(breaks, fact.span.start)
        others = [
            word
            for word in by_sentence.get(sentence, ())
            if word.end <= fact.span.start or word.start >= fact.span.end
        ]
        following = words[bisect_right(starts, fact.span.end - 1) :][:_COUNTED]
        yield Statement(
            fact=fact,
            sentence=sentence,
            clause=clause,
            near=_terms(word for word in others if word.clause == clause),
            around=_terms(others),
            counted=_terms(word for word in following if word.clause == clause),
        )


def _terms(words: Iterable[Word]) -> frozenset[str]:
    return frozenset().union(*(word.terms for word in words))


def _code(fact: Fact) -> frozenset[str]:
    named = fact.kind in {FactKind.PLACE, FactKind.ORGANISATION, FactKind.OUTCOME}
    return frozenset([f"{fact.kind}:{fact.value}"]) if named else frozenset()


def _met(span: Span, taken: Iterable[Span]) -> bool:
    return any(other.start < span.end and span.start < other.end for other in taken)
