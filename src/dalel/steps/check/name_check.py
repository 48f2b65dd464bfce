"""The naming rule: how a person is printed, and the check of every name against it."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from dalel.domain.concern import Concern, Weight
from dalel.domain.conduct import Person
from dalel.domain.evidence import TextSpan
from dalel.domain.facts import Fact, FactKind
from dalel.domain.incident import IncidentText
from dalel.language.kk.cases import Case
from dalel.language.kk.noun_inflection import decline
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


_PATRONYMIC: Final = r"[^\W\d_]+(?:вич|вн|ұлы|қызы|улы|кызы)[^\W\d_]*"
#: What may stand between a forename and a family name.
_WITHIN: Final = re.compile(rf"\s+(?:{_PATRONYMIC}\s+)?|-", re.IGNORECASE)
_INITIAL: Final = re.compile(r"(?<!\w)([^\W\d_])\.")
_INITIALS: Final = r"(?<!\w)[^\W\d_]\.(?:\s*-?[^\W\d_]\.)*"
_INITIALS_BEFORE: Final = re.compile(rf"({_INITIALS})\s*$")
_INITIALS_AFTER: Final = re.compile(rf"\s+({_INITIALS})")
_PATRONYMIC_AFTER: Final = re.compile(rf"\s+({_PATRONYMIC})(?!\w)")
#: After a stop that is an initial's: whether it ends the sentence, too.
_SENTENCE_OVER: Final = re.compile(r"\s*$|\s*\n|\s+[«„“\"]?[^\W\d_]")
#: Cases of names as the inflection of Kazakh calls them.
_KAZAKH_CASES: Final = {
    "genitive": Case.GEN, "dative": Case.DAT, "accusative": Case.ACC, "locative": Case.LOC,
    "ablative": Case.ABL, "instrumental": Case.INS,
}  # fmt: skip
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
        printed = initials(name)
        if language == "kk":
            printed += _kazakh_ending(printed, case)
        return NamingVerdict(rule=rule, printed=printed)
    return NamingVerdict(rule=rule, printed=naming.role_words(person.role, language, case))


def initials(name: str) -> str:
    """``А. Б.``: the first letters of a name's words; a double name keeps its hyphen."""
    return " ".join(
        "-".join(f"{part[0].upper()}." for part in word.split("-") if part) for word in name.split()
    )


def _kazakh_ending(printed: str, case: str) -> str:
    """The ending of a case after initials, by the name of the last letter: ``-ге`` of А. Р."""
    wanted = _KAZAKH_CASES.get(case)
    letters = [letter for letter in printed if letter.isalpha()]
    if wanted is None or not letters:
        return ""
    # Two letters are read one by one; these two are no abbreviation that has a reading of its own.
    last = f"Б{letters[-1]}"
    return decline(last, wanted).removeprefix(last)


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
            named = (*found, *_unseen(passage, cast, found))
            for fact, person in _whole_names(passage, named, cast):
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
            _without_stop(passage, fact.span, decision.printed),
            suggestion=decision.printed,
            of=str(decision.rule.form),
            row=decision.rule.name,
            why=decision.rule.reason[passage.language],
        )


def _without_stop(passage: Passage, span: TextSpan, printed: str) -> TextSpan:
    """A name without the stop of its last initial, where that ends the sentence as well."""
    if printed.endswith(".") or not passage.text[: span.end].endswith("."):
        return span
    after = _SENTENCE_OVER.match(passage.text, span.end)
    ends = after is not None and (not after[0].strip() or after[0][-1].isupper())
    return replace(span, end=span.end - 1) if ends else span


def _person(fact: Fact, cast: Iterable[Person], language: str) -> Person | None:
    """Who of the cast is meant; a surname alone is enough, and one with the right initials."""
    for person in cast:
        name = person.names.get(language)
        if name and (
            are_same(fact.value, skeleton(name, language))
            or _is_turned(fact.value, skeleton(name, language))
            or _is_with_initials(fact.text, name, language)
        ):
            return person
    return None


def _is_turned(told: str, name: str) -> bool:
    """Whether two skeletons are the same words in another order."""
    words, left = told.split(), name.split()
    if len(words) != len(left):
        return False
    for word in words:
        same = next((one for one in left if are_same(word, one)), None)
        if same is None:
            return False
        left.remove(same)
    return True


def _is_with_initials(told: str, name: str, language: str) -> bool:
    """Whether one word of a name is told in full, and another by its first letter."""
    letters = {letter.upper() for letter in _INITIAL.findall(told)}
    rest = skeleton(_INITIAL.sub(" ", told), language)
    if not letters or len(rest.split()) != 1:
        return False
    words = name.split()
    others = [word for word in words if not are_same(rest, skeleton(word, language))]
    return len(others) < len(words) and any(word[:1].upper() in letters for word in others)


def _whole_names(
    passage: Passage, facts: Iterable[Fact], cast: Sequence[Person]
) -> Iterator[tuple[Fact, Person | None]]:
    """The names with each one of the cast whole: forename, family name and initials are one."""
    kept: list[tuple[Fact, Person | None]] = []
    for fact in sorted(facts, key=lambda each: each.span.start):
        before = kept[-1][0] if kept else None
        person = _of_both(passage, before, fact, cast) if before else None
        if before and person:
            span = replace(before.span, end=max(before.span.end, fact.span.end))
            value = f"{before.value} {fact.value}"
            kept[-1] = _spanning(passage, replace(before, value=value), span), person
        else:
            kept.append((fact, _person(fact, cast, passage.language)))
    taken = Spans(fact.span for fact, _ in kept)
    for fact, person in kept:
        if person:
            yield _with_rest(passage, fact, person.names[passage.language], taken), person
        else:
            yield fact, None


def _of_both(passage: Passage, before: Fact, after: Fact, cast: Sequence[Person]) -> Person | None:
    """Whose name two words are that stand side by side."""
    if not _is_one_name(passage, before, after):
        return None
    mine = [one for one in cast if _person(before, [one], passage.language)]
    return _person(after, mine, passage.language)


def _is_one_name(passage: Passage, before: Fact, after: Fact) -> bool:
    """Whether two words of a person's name stand side by side, and are not the same one."""
    between = passage.text[before.span.end : after.span.start]
    return _WITHIN.fullmatch(between) is not None and not are_same(before.value, after.value)


def _with_rest(passage: Passage, fact: Fact, name: str, taken: Spans) -> Fact:
    """A name of the cast with its initials and its patronymic, which no word of it says."""
    text, span = passage.text, fact.span
    letters = {word[:1].upper() for word in name.split()}

    def are_of_it(found: re.Match[str] | None) -> bool:
        return found is not None and any(
            letter.upper() in letters for letter in _INITIAL.findall(found[1])
        )

    after = _PATRONYMIC_AFTER.match(text, span.end)
    if after and after[1][0].isupper() and not taken.meet(after.start(1), after.end(1)):
        span = replace(span, end=after.end())
    if len(fact.value.split()) == 1 and not _INITIAL.search(fact.text):
        before = _INITIALS_BEFORE.search(text[: span.start])
        after = _INITIALS_AFTER.match(text, span.end)
        if before and are_of_it(before):
            span = replace(span, start=before.start(1))
        elif after and are_of_it(after) and not _opens_another(text, after):
            span = replace(span, end=after.end())
    return _spanning(passage, fact, span)


def _opens_another(text: str, found: re.Match[str]) -> bool:
    """Whether a single initial may be of the name that follows it."""
    follows = re.match(r"\s*([^\W\d_])", text[found.end() :])
    return len(_INITIAL.findall(found[1])) == 1 and follows is not None and follows[1].isupper()


def _spanning(passage: Passage, fact: Fact, span: TextSpan) -> Fact:
    return replace(fact, span=span, text=passage.text[span.start : span.end])


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
        # Of a word in capitals no ending is taken off: it may be an abbreviation.
        value = skeleton(word.capitalize() if word.isupper() else word, passage.language)
        span = readable.span(match.start(), match.end())
        is_new = not taken.meet(span.start, span.end)
        if is_new and any(are_same(value, part) for part in called):
            text = passage.text[span.start : span.end]
            yield Fact(kind=FactKind.PERSON, span=span, text=text, value=value)
