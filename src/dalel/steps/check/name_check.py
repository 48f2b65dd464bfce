"""The naming rule: how a person is printed, and the check of every name against it."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from dalel.domain.concern import Concern, Weight
from dalel.domain.conduct import Person
from dalel.domain.evidence import TextSpan
from dalel.domain.facts import Fact, FactKind
from dalel.domain.incident import IncidentText
from dalel.language.latin_names import LatinKind, LatinName, find_latin_names
from dalel.language.name_cases import NOMINATIVE, case_of
from dalel.language.names import are_same, skeleton
from dalel.language.names_called import name_in_texts
from dalel.language.names_told import opens
from dalel.language.ordinary import is_adjective_of_next
from dalel.language.scripts import mixed_words
from dalel.language.spans import Spans
from dalel.language.undisguised import undisguise
from dalel.pack.naming_rules import NO_STAGE, NameForm, Naming, NamingRule, PersonStanding
from dalel.steps.check.named_persons import NameMention, persons_of
from dalel.steps.check.office_names import NamedForAll, holders_meant
from dalel.steps.check.passages import Facts, Passage, passages_of

_CAPITALISED: Final = re.compile(r"(?<![\w@])[^\W\d_a-zа-яёәғқңөұүһі][^\W\d_]{2,}(?!\w)")


#: So many letters hold a word and the one behind it.
_REACH: Final = 60
_NOBODY: Final = NamedForAll()
#: The part of an incident of which a concern about a person is.
_PEOPLE: Final = "people"


@dataclass(frozen=True, kw_only=True)
class NamingMatter:
    """The matter in which persons are named: its day, and at which stage of law it is.

    No ``stage`` is known where nothing is coded.
    """

    day: date | None = None
    stage: str = ""


_NO_MATTER: Final = NamingMatter()


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
    texts: Sequence[tuple[IncidentText, Facts]],
    cast: Sequence[Person],
    naming: Naming,
    known: NamedForAll = _NOBODY,
    matter: NamingMatter = _NO_MATTER,
) -> Iterator[Concern]:
    """Names against the rule, and persons on whom nobody has decided; each holds the texts back.

    ``texts`` are those of one incident in all languages. A person is asked about once, in whatever
    forms and languages the name stands; what the rule has printed otherwise is told once a field.
    What is known to be named everywhere is not asked about.
    """
    read = [(tuple(passages_of(text)), facts) for text, facts in texts]
    is_matter = matter.stage not in {"", NO_STAGE}
    holders = holders_meant(known, read, matter.day, is_matter=is_matter)
    unknown: list[NameMention] = []
    again: dict[str, Person] = {}
    for passages, facts in read:
        for passage in passages:
            seen: set[str] = set()
            found = _persons(passage, cast, facts.get(passage.field, ()), known)
            for fact in (*found, *_unseen(passage, cast, found)):
                person = _person(fact, cast, passage.language)
                if person is None:
                    if not (_is_no_person(fact, passage, known) or holders.has(fact, passage)):
                        unknown.append(NameMention(passage=passage, fact=fact))
                    continue
                name = skeleton(person.names[passage.language], passage.language)
                if not any(are_same(name, other) for other in seen):
                    seen.add(name)
                    yield from _judged(passage, fact, person, naming)
                if _is_to_be_asked_again(person, naming, matter):
                    again.setdefault(fact.text, person)
    yield from _questions(unknown)
    yield from _asked_again(again, matter)


def _questions(mentions: Sequence[NameMention]) -> Iterator[Concern]:
    """One question a person, who is called in the nominative of where the name is fullest."""
    for person in persons_of(mentions):
        first = person[0].fact.text
        told: dict[str, dict[str, None]] = {}
        for one in person:
            told.setdefault(one.passage.language, {})[one.passage.text] = None
        named = name_in_texts(first, {where: "\n".join(texts) for where, texts in told.items()})
        yield Concern(
            rule="name_undecided",
            weight=Weight.ERROR,
            excerpt=first,
            field=_PEOPLE,
            values={"name": named[person[0].passage.language]},
        )


def _is_to_be_asked_again(person: Person, naming: Naming, matter: NamingMatter) -> bool:
    """Whether a name that is printed was decided on at another stage of the matter."""
    standing = PersonStanding(
        role=person.role, stage=person.stage, public=person.public, consent=person.consent
    )
    return (
        bool(matter.stage and person.matter)
        and matter.stage != person.matter
        and not _is_always_full(person.role, naming)
        and naming.decide(standing).form is not NameForm.ROLE_ONLY
    )


def _is_always_full(role: str, naming: Naming) -> bool:
    """Whether the rule prints the names of a role in full, whatever happens."""
    return all(
        naming.decide(one).form is NameForm.FULL for one in naming.standings() if one.role == role
    )


def _asked_again(again: Mapping[str, Person], matter: NamingMatter) -> Iterator[Concern]:
    told: list[Person] = []
    for name, person in again.items():
        if person not in told:
            told.append(person)
            yield Concern(
                rule="name_again",
                weight=Weight.ERROR,
                excerpt=name,
                field=_PEOPLE,
                values={"name": name, "was": person.matter, "now": matter.stage},
            )


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


def _is_no_person(fact: Fact, passage: Passage, known: NamedForAll) -> bool:
    """Whether what was taken for a person is a title, an outlet, a label or an adjective."""
    return (
        known.is_title(fact.text, passage.language)
        or known.is_outlet(fact, passage.language)
        or known.is_label(fact.text)
        or (
            passage.language == "ru"
            and opens(passage.text, fact.span.start)
            and is_adjective_of_next(passage.text[fact.span.start : fact.span.start + _REACH])
        )
    )


def _judged(passage: Passage, fact: Fact, person: Person, naming: Naming) -> Iterator[Concern]:
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
