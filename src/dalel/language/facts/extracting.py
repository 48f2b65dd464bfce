"""Extracts the facts of a text with all finders of its language."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property, lru_cache
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
#: Places and bodies that the lexicon lists.
_LISTED: Final = frozenset({FactKind.PLACE, FactKind.ORGANISATION})
_ADDRESSES: Final = frozenset({FactKind.HANDLE, FactKind.HOST})
_QUANTITIES: Final = frozenset({FactKind.NUMBER, FactKind.PERCENT, FactKind.MONEY})
#: Of so many texts what was found is kept.
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
    return tuple(_finders(language, lexicon).numbered(text))


def _facts(
    text: str, language: str, lexicon: Lexicon, day: date, kinds: frozenset[FactKind]
) -> list[Fact]:
    """The facts of the kinds in question, and none that nobody asks for."""
    reading = _reading(text, language, lexicon, day)
    named: Sequence[Fact] = ()
    if kinds & NAMED:
        named = reading.named
    elif kinds & _LISTED:
        named = [*reading.bodies, *reading.places]
    return [
        *(reading.addresses if kinds & _ADDRESSES else ()),
        *(reading.statutes if FactKind.STATUTE in kinds else ()),
        *(reading.dates if FactKind.DATE in kinds else ()),
        *(reading.quantities if kinds & _QUANTITIES else ()),
        *named,
        *(reading.outcomes if FactKind.OUTCOME in kinds else ()),
        *(find_quotes(text, language, sentences(text), named) if FactKind.QUOTE in kinds else ()),
    ]


@lru_cache(_KEPT)
def _reading(text: str, language: str, lexicon: Lexicon, day: date) -> "_TextReading":
    """What is found in a text; several checks ask for it."""
    return _TextReading(_finders(language, lexicon), text, day)


def unnamed_provisions(text: str, language: str, lexicon: Lexicon) -> list[Fact]:
    """Articles that no act is named with, which bear out those of a text that names it."""
    return _finders(language, lexicon).unnamed(text)


class _Finders:
    """All finders of one language, prepared once."""

    def __init__(self, language: str, lexicon: Lexicon) -> None:
        self.language = language
        self.statutes = StatuteFinder(language, lexicon)
        self.days = DayFinder(language, lexicon)
        self.quantities = QuantityFinder(language, lexicon)
        self.outcomes = OutcomeFinder(language, lexicon)
        self.places = Gazetteer(language, FactKind.PLACE, lexicon.places)
        self.bodies = Gazetteer(language, FactKind.ORGANISATION, lexicon.organisations)

    def numbered(self, text: str) -> list[TextSpan]:
        addresses = [*find_accounts(text), *find_hosts(text)]
        facts = [*addresses, *self.statutes.find(text)]
        return [*mail_addresses(text), *_spans(facts), *self.statutes.bare(text)]

    def unnamed(self, text: str) -> list[Fact]:
        return self.statutes.find_without_act(text)


class _TextReading:
    """What is found in one text, each kind when it is first asked for.

    What is read first takes its stretch from what comes after it.
    """

    def __init__(self, finders: _Finders, text: str, day: date) -> None:
        self._finders = finders
        self._text = text
        self._day = day

    @cached_property
    def addresses(self) -> list[Fact]:
        """Accounts and hosts outside addresses of mail."""
        return _outside([*find_accounts(self._text), *find_hosts(self._text)], self._mails)

    @cached_property
    def statutes(self) -> Sequence[Fact]:
        """Provisions of acts."""
        return self._finders.statutes.find(self._text)

    @cached_property
    def dates(self) -> list[Fact]:
        """Dates outside addresses and provisions."""
        return _outside(self._finders.days.find(self._text, self._day), self._addressed)

    @cached_property
    def quantities(self) -> Sequence[Fact]:
        """Numbers, percents and sums outside all of these."""
        return self._finders.quantities.find(self._text, self._dated, self._day)

    @cached_property
    def bodies(self) -> list[Fact]:
        """Bodies that the lexicon knows."""
        found = self._finders.bodies.find(self._text)
        return _outside(found, self._taken) if found else []

    @cached_property
    def places(self) -> list[Fact]:
        """Places that the lexicon knows, outside the names of its bodies."""
        found = self._finders.places.find(self._text)
        return _outside(found, [*self._taken, *_spans(self.bodies)]) if found else []

    @cached_property
    def outcomes(self) -> list[Fact]:
        """Outcomes that no value holds."""
        return self._finders.outcomes.find(self._text, self._each_taken())

    @cached_property
    def named(self) -> list[Fact]:
        """Bodies, places and persons, known or recognised."""
        text, bodies, places = self._text, self.bodies, self.places
        taken = [*self._taken, *_spans(bodies)]
        names = _outside(find_names(text, self._finders.language, sentences(text), taken), taken)
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

    @cached_property
    def _mails(self) -> list[TextSpan]:
        return mail_addresses(self._text)

    @cached_property
    def _addressed(self) -> list[TextSpan]:
        return [*self._mails, *_spans(self.addresses), *_spans(self.statutes)]

    @cached_property
    def _dated(self) -> list[TextSpan]:
        bare = self._finders.statutes.bare(self._text)
        return [*self._addressed, *_spans(self.dates), *bare]

    @cached_property
    def _taken(self) -> list[TextSpan]:
        return [*self._dated, *_spans(self.quantities)]

    def _each_taken(self) -> Iterator[TextSpan]:
        # Found out only where a phrase of an outcome stands at all.
        yield from self._taken


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
def _finders(language: str, lexicon: Lexicon) -> _Finders:
    return _Finders(language, lexicon)


def _spans(facts: Iterable[Fact]) -> list[TextSpan]:
    return [fact.span for fact in facts]


def _outside(facts: Sequence[Fact], taken: Iterable[TextSpan]) -> list[Fact]:
    if not facts:
        return []
    spans = Spans(taken)
    return [fact for fact in facts if not spans.meet(fact.span.start, fact.span.end)]
