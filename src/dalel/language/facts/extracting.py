"""Extracts the facts of a text with all finders of its language."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Final

from dalel.domain.evidence import TextSpan
from dalel.domain.facts import Fact, FactKind
from dalel.domain.lexicon import Lexicon
from dalel.language.facts.addresses import find_accounts, find_hosts, mail_addresses
from dalel.language.facts.days import DayFinder
from dalel.language.facts.gazetteer import Gazetteer
from dalel.language.facts.happenings import OutcomeFinder
from dalel.language.facts.people import find_names
from dalel.language.facts.quantities import QuantityFinder
from dalel.language.facts.quoting import find_quotes
from dalel.language.facts.statutes import StatuteFinder
from dalel.language.look_alikes import known_letters
from dalel.language.sentences import sentences
from dalel.language.spans import Spans

#: Languages whose facts are read, where the lexicon has them; a text in another one has none.
LANGUAGES: Final = frozenset({"kk", "ru", "en"})
#: Facts that need a recogniser of names, which takes nine tenths of the time in Russian.
NAMED: Final = frozenset({FactKind.PERSON, FactKind.QUOTE})
#: Of so many texts the values are kept.
_KEPT: Final = 64
#: How a surname ends, in whatever case: Гурьев, Қонаевтың.
_SURNAME: Final = re.compile(r"(?:[оеё]в|ий|ый|[oe]v)(?!ск)\w{0,4}$", re.IGNORECASE)


def extract_facts(
    text: str,
    language: str,
    lexicon: Lexicon,
    day: date,
    kinds: frozenset[FactKind] = frozenset(FactKind),
) -> tuple[Fact, ...]:
    """The facts of a text in order of their place, those of the given kinds.

    ``day`` is when the text was published: dates without a year and "yesterday" are worked out
    from it. Quotations hold other facts, bodies the place in their name; apart from these no two
    facts share a place, but for articles cited together. Without persons and quotations among the
    kinds no recogniser runs: places and bodies are then those that the lexicon knows. Look-alike
    letters are read as those they stand for; ``text`` of a fact is as it stands.
    """
    if language not in LANGUAGES or language not in lexicon.months or not text.strip():
        return ()
    read = known_letters(text)
    facts = _facts(read, language, lexicon, day, kinds)
    if read != text:
        facts = [replace(f, text=text[f.span.start : f.span.end]) for f in facts]
    wanted = (fact for fact in facts if fact.kind in kinds)
    return tuple(sorted(wanted, key=lambda fact: (fact.span.start, -fact.span.end)))


@lru_cache(_KEPT)
def numbered_spans(text: str, language: str, lexicon: Lexicon) -> tuple[TextSpan, ...]:
    """Where addresses and provisions stand, whose numbers are neither quantities nor dates."""
    return tuple(_reader(language, lexicon).numbered(text))


def _facts(
    text: str, language: str, lexicon: Lexicon, day: date, kinds: frozenset[FactKind]
) -> list[Fact]:
    reader = _reader(language, lexicon)
    values, taken = _values(text, language, lexicon, day)
    named = reader.named(text, taken, with_recogniser=bool(kinds & NAMED))
    facts = [*values, *named]
    if FactKind.OUTCOME in kinds:
        facts += reader.outcomes.find(text, taken)
    if FactKind.QUOTE in kinds:
        facts += find_quotes(text, language, sentences(text), named)
    return facts


@lru_cache(_KEPT)
def _values(
    text: str, language: str, lexicon: Lexicon, day: date
) -> tuple[Sequence[Fact], Sequence[TextSpan]]:
    """The facts of a text that need no name, and what they take; several checks ask for these."""
    return _reader(language, lexicon).values(text, day)


def unnamed_provisions(text: str, language: str, lexicon: Lexicon) -> list[Fact]:
    """Articles that no act is named with, which bear out those of a text that names it."""
    return _reader(language, lexicon).unnamed(text)


class _Reader:
    """All finders of one language, prepared once."""

    def __init__(self, language: str, lexicon: Lexicon) -> None:
        self._language = language
        self._statutes = StatuteFinder(language, lexicon)
        self._days = DayFinder(language, lexicon)
        self._quantities = QuantityFinder(language, lexicon)
        self.outcomes = OutcomeFinder(language, lexicon)
        self._places = Gazetteer(language, FactKind.PLACE, lexicon.places)
        self._bodies = Gazetteer(language, FactKind.ORGANISATION, lexicon.organisations)

    def numbered(self, text: str) -> list[TextSpan]:
        addresses = [*find_accounts(text), *find_hosts(text)]
        facts = [*addresses, *self._statutes.find(text)]
        return [*mail_addresses(text), *_spans(facts), *self._statutes.bare(text)]

    def unnamed(self, text: str) -> list[Fact]:
        return self._statutes.find_without_act(text)

    def values(self, text: str, day: date) -> tuple[Sequence[Fact], Sequence[TextSpan]]:
        mails = mail_addresses(text)
        addresses = _outside([*find_accounts(text), *find_hosts(text)], mails)
        statutes = self._statutes.find(text)
        taken = [*mails, *_spans(addresses), *_spans(statutes)]
        dates = _outside(self._days.find(text, day), taken)
        taken += [*_spans(dates), *self._statutes.bare(text)]
        quantities = self._quantities.find(text, taken, day)
        taken += _spans(quantities)
        return (*addresses, *statutes, *dates, *quantities), taken

    def named(self, text: str, taken: Sequence[TextSpan], *, with_recogniser: bool) -> list[Fact]:
        bodies = _outside(self._bodies.find(text), taken)
        places = _outside(self._places.find(text), [*taken, *_spans(bodies)])
        if not with_recogniser:
            return [*bodies, *places]
        taken = [*taken, *_spans(bodies)]
        names = _outside(find_names(text, self._language, sentences(text), taken), taken)
        persons = [name for name in names if name.kind is FactKind.PERSON]
        others = [name for name in names if name.kind is not FactKind.PERSON]
        # A name of one word that is a person's too (Абай) is his, unless more than it was read.
        sure = [place for place in places if " " in place.text.strip()]
        lone = {person.span for person in persons if " " not in person.text}
        sure += [place for place in places if place.span in lone and _is_no_surname(place)]
        ending: dict[int, list[Fact]] = {}
        for place in places:
            ending.setdefault(place.span.end, []).append(place)
        apart = [_before(person, ending.get(person.span.end, ())) for person in persons]
        persons = [*_outside(apart, _spans(sure))]
        places = _outside(places, _spans(persons))
        known = Spans(_spans(places))
        unlisted = [other for other in _outside(others, _spans(persons)) if _adds(other, known)]
        return [*bodies, *places, *persons, *unlisted]


def _is_no_surname(place: Fact) -> bool:
    """Recognisers take Семипалатинск for a person; a town that bears a surname may be one."""
    return _SURNAME.search(place.text) is None


def _adds(other: Fact, places: Spans) -> bool:
    """Whether it names more than known places: a court is more than its town."""
    meeting = list(places.meeting(other.span.start, other.span.end))
    within = all(other.span.start <= s.start and s.end <= other.span.end for s in meeting)
    longer = all(s.end - s.start < other.span.end - other.span.start for s in meeting)
    return not meeting or (other.kind is FactKind.ORGANISATION and within and longer)


def _before(person: Fact, places: Iterable[Fact]) -> Fact:
    """The person without a place, one of those that end with it, on which a longer name ran on."""
    for place in places:
        words = person.text[: place.span.start - person.span.start].split()
        if len(words) > 1:
            text = person.text[: place.span.start - person.span.start].rstrip()
            span = TextSpan(start=person.span.start, end=person.span.start + len(text))
            return replace(person, span=span, text=text, value=" ".join(person.value.split()[:-1]))
    return person


@lru_cache(16)
def _reader(language: str, lexicon: Lexicon) -> _Reader:
    return _Reader(language, lexicon)


def _spans(facts: Iterable[Fact]) -> list[TextSpan]:
    return [fact.span for fact in facts]


def _outside(facts: Sequence[Fact], taken: Iterable[TextSpan]) -> list[Fact]:
    if not facts:
        return []
    spans = Spans(taken)
    return [fact for fact in facts if not spans.meet(fact.span.start, fact.span.end)]
