"""The naming rule: how a person is printed, and the check of every name against it."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from dalel.domain.concern import Concern, Weight
from dalel.domain.conduct import Person
from dalel.domain.evidence import TextSpan
from dalel.domain.facts import Fact, FactKind
from dalel.domain.incident import IncidentText
from dalel.language.latin_names import LatinKind, LatinName, find_latin_names
from dalel.language.name_cases import NOMINATIVE, case_of
from dalel.language.names import are_same, skeleton
from dalel.language.scripts import mixed_words
from dalel.language.spans import Spans
from dalel.language.undisguised import undisguise
from dalel.pack.naming_rules import NameForm, Naming, NamingRule, PersonStanding
from dalel.steps.check.passages import Facts, Passage, passages_of

_CAPITALISED: Final = re.compile(r"(?<![\w@])[^\W\d_a-zа-яёәғқңөұүһі][^\W\d_]{2,}(?!\w)")


@dataclass(frozen=True, kw_only=True)
class NamedForAll:
    """What needs no decision in any incident.

    ``things`` are words, in small letters, of names of platforms, outlets and places; ``holders``
    the names, by language, of whom the rule has named in full for the office held.
    """

    things: frozenset[str] = frozenset()
    holders: tuple[Mapping[str, str], ...] = ()


_NOBODY: Final = NamedForAll()


@dataclass(frozen=True, kw_only=True)
class NamingVerdict:
    """What the rule says of a person: the row that decides, and what is printed."""

    rule: NamingRule
    printed: str


def decide(person: Person, naming: Naming, language: str, case: str = NOMINATIVE) -> NamingVerdict:
    """How a person is printed in a language, in this grammatical case.

    :raises LookupError: when the table has no row for the person's role and stage.
    """
    rule = naming.decide(
        PersonStanding(
            role=person.role, stage=person.stage, public=person.public, consent=person.consent
        )
    )
    name = person.names.get(language, "")
    if rule.form is NameForm.FULL:
        return NamingVerdict(rule=rule, printed=name)
    if rule.form is NameForm.INITIALS and name:
        return NamingVerdict(rule=rule, printed=initials(name))
    return NamingVerdict(rule=rule, printed=naming.role_words(person.role, language, case))


def initials(name: str) -> str:
    """``А. Б.``: the first letters of a name's words; a double name keeps its hyphen."""
    return " ".join(
        "-".join(f"{part[0].upper()}." for part in word.split("-") if part) for word in name.split()
    )


def check_naming(
    text: IncidentText,
    cast: Sequence[Person],
    naming: Naming,
    facts: Facts,
    known: NamedForAll = _NOBODY,
) -> Iterator[Concern]:
    """Names against the rule, and names that nobody has decided on; each holds the text back.

    A name counts once a field. What is known to be named everywhere is not asked about.
    """
    for passage in passages_of(text):
        seen: set[str] = set()
        found = _persons(passage, cast, facts.get(passage.field, ()), known)
        for fact in (*found, *_unseen(passage, cast, found)):
            person = _person(fact, cast, text.language)
            if person is None and _is_for_all(fact, known, text.language):
                continue
            name = person.names[text.language] if person else ""
            key = skeleton(name, text.language) if name else fact.value
            if not any(are_same(key, other) for other in seen):
                seen.add(key)
                yield from _judged(passage, fact, person, naming)


def _persons(
    passage: Passage, cast: Sequence[Person], facts: Sequence[Fact], known: NamedForAll
) -> list[Fact]:
    """The persons that recognisers saw, without bodies in Latin letters, with persons in them.

    Who is of the cast stays a person, whatever the name is made of.
    """
    latin = list(find_latin_names(passage.text, passage.language, known.things))
    things = Spans(one.span for one in latin if one.kind is LatinKind.THING)
    found = [
        fact
        for fact in facts
        if fact.kind is FactKind.PERSON
        and (
            not things.meet(fact.span.start, fact.span.end)
            or _person(fact, cast, passage.language) is not None
        )
    ]
    taken = Spans([*(fact.span for fact in found), *_bodies(facts)])
    for one in latin:
        if _may_be_person(one, passage) and not taken.meet(one.span.start, one.span.end):
            name = passage.text[one.span.start : one.span.end]
            value = skeleton(name, passage.language)
            found.append(Fact(kind=FactKind.PERSON, span=one.span, text=name, value=value))
    return sorted(found, key=lambda fact: fact.span.start)


def _may_be_person(one: LatinName, passage: Passage) -> bool:
    """Whether to ask: what nothing tells to be a thing may be a person, but for a title."""
    if one.kind is LatinKind.UNKNOWN:
        return not passage.is_quoted(one.span)
    return one.kind is LatinKind.PERSON


def _bodies(facts: Iterable[Fact]) -> Iterator[TextSpan]:
    """Bodies that the lexicon knows: what a recogniser takes for one may be a person."""
    return (fact.span for fact in facts if fact.kind is FactKind.ORGANISATION and fact.known)


def _is_for_all(fact: Fact, known: NamedForAll, language: str) -> bool:
    """Whether first and last name are those of somebody who is named for the office held."""
    return " " in fact.value and any(
        are_same(fact.value, skeleton(name, language))
        and len(fact.value.split()) >= len(name.split())
        for person in known.holders
        if (name := person.get(language, ""))
    )


def _judged(
    passage: Passage, fact: Fact, person: Person | None, naming: Naming
) -> Iterator[Concern]:
    if person is None:
        yield passage.concern("name_undecided", Weight.ERROR, fact.span, name=fact.text)
        return
    case = case_of(fact.text, person.names[passage.language], passage.language)
    decision = decide(person, naming, passage.language, case)
    if decision.rule.form is not NameForm.FULL:
        yield passage.concern(
            "name_form",
            Weight.ERROR,
            fact.span,
            suggestion=decision.printed,
            of=str(decision.rule.form),
            row=decision.rule.name,
            why=decision.rule.reason[passage.language],
        )


def _person(fact: Fact, cast: Iterable[Person], language: str) -> Person | None:
    """Who of the cast is meant; a surname alone is enough."""
    for person in cast:
        name = person.names.get(language)
        if name and are_same(fact.value, skeleton(name, language)):
            return person
    return None


def _unseen(passage: Passage, cast: Sequence[Person], found: Sequence[Fact]) -> Iterator[Fact]:
    """Names of the cast that no recogniser saw: alone, or with letters of another alphabet."""
    readable = undisguise(passage.text)
    mended = {(one.start, one.end): one.right for one in mixed_words(readable.text)}
    taken = Spans(fact.span for fact in found if _person(fact, cast, passage.language))
    called = {
        part
        for person in cast
        for part in skeleton(person.names.get(passage.language, ""), passage.language).split()
    }
    for match in _CAPITALISED.finditer(readable.text):
        word = mended.get(match.span()) or match[0]
        value = skeleton(word, passage.language)
        span = readable.span(match.start(), match.end())
        is_new = not taken.meet(span.start, span.end)
        if is_new and any(are_same(value, part) for part in called):
            text = passage.text[span.start : span.end]
            yield Fact(kind=FactKind.PERSON, span=span, text=text, value=value)
