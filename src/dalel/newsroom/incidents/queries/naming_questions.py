"""Persons of whom nobody has decided how they are named: who they may be, and what follows."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from django.db.models import QuerySet

from dalel.domain.codebook import Labels
from dalel.domain.states import ConcernState
from dalel.language.names import are_same, skeleton
from dalel.language.names_called import name_in_texts
from dalel.language.sentences import sentences as sentences_of
from dalel.newsroom.incidents.models import CodesRow, ConcernRow
from dalel.newsroom.incidents.queries.known_names import texts_of
from dalel.newsroom.incidents.queries.open_concerns import KeptConcern
from dalel.pack.naming_rules import NO_STAGE, NameForm, Naming, PersonStanding

#: The rules of concerns that ask who a person is.
ASKING: Final = frozenset({"name_undecided", "name_again"})

#: So many answers stand in one row before all others.
_FEW: Final = 5
_MOST_PROTECTED: Final = (NameForm.ROLE_ONLY, NameForm.INITIALS, NameForm.FULL)


@dataclass(frozen=True, kw_only=True)
class NamingAnswer:
    """Who a person may be, and how the rule then has the name printed.

    ``code`` stands for it in a form. ``why`` is the rule's reason, by language; ``is_by_stage``
    tells that the form would be another one if there were no legal matter.
    """

    role: str
    public: bool
    consent: bool
    form: NameForm
    why: Labels = field(default_factory=dict, compare=False)
    is_by_stage: bool = field(default=False, compare=False)

    @property
    def code(self) -> str:
        """Role, and what else the answer rests on."""
        marks = (("public", self.public), ("consent", self.consent))
        return "+".join([self.role, *(mark for mark, is_so in marks if is_so)])


@dataclass(frozen=True, kw_only=True)
class PersonQuestion:
    """A person of an incident on whom somebody has to decide.

    ``names`` are what he or she seems to be called in each language; ``answers`` stand by form.
    ``likely`` are the few that are offered first: the roles that the sentence itself names beside
    the person, the most protected first, also as one who went public, then one answer of each form.
    """

    incident: str
    key: str
    printed: str
    names: Mapping[str, str]
    stage: str
    answers: Mapping[NameForm, tuple[NamingAnswer, ...]]
    likely: tuple[NamingAnswer, ...] = ()

    def is_about(self, names: Mapping[str, str]) -> bool:
        """Whether somebody of these names is meant."""
        bones = [skeleton(self.printed, language) for language in names]
        return any(
            are_same(skeleton(name, language), one)
            for language, name in names.items()
            for one in bones
            if name
        )

    def is_of_one_named(self, other: "PersonQuestion") -> bool:
        """Whether somebody of the same full name is asked about; a surname alone is nobody's."""
        shared = [
            (name.casefold().split(), other.names[language].casefold().split())
            for language, name in self.names.items()
            if name and other.names.get(language)
        ]
        return any(len(one) > 1 and sorted(one) == sorted(two) for one, two in shared) and all(
            are_same(skeleton(name, language), skeleton(other.names[language], language))
            for language, name in self.names.items()
            if name and other.names.get(language)
        )

    def has_same_answers(self, other: "PersonQuestion") -> bool:
        """Whether every answer leads to the same form there, at whatever stage the matter is."""
        return dict(self.answers) == dict(other.answers)


def stage_of_matter(number: str, naming: Naming) -> str:
    """The stage of the naming rule at which an incident's matter is, by its newest codes."""
    codes = CodesRow.objects.filter(incident__number=number).order_by("number").last()
    return naming.stage_of_status(codes.case_status) if codes else NO_STAGE


def answers_at(stage: str, naming: Naming) -> tuple[NamingAnswer, ...]:
    """Who somebody may be at a stage: each role, and what more would have the name printed.

    Publicity and consent are offered only where they change the form.
    """
    found: list[NamingAnswer] = []
    for role in naming.roles:
        given: list[NamingAnswer] = []
        for public, consent in ((False, False), (True, False), (False, True), (True, True)):
            standing = PersonStanding(role=role, stage=stage, public=public, consent=consent)
            rule = naming.decide(standing)
            form = rule.form
            is_less = any(
                one.form is form and one.public <= public and one.consent <= consent
                for one in given
            )
            if not is_less:
                usual = naming.decide(replace(standing, stage=NO_STAGE)).form
                given.append(
                    NamingAnswer(
                        role=role,
                        public=public,
                        consent=consent,
                        form=form,
                        why=rule.reason,
                        is_by_stage=form is not usual,
                    )
                )
        found += given
    return tuple(found)


def asked_keys(number: str) -> frozenset[str]:
    """The keys of the concerns that ask about persons of an incident."""
    rows = _asking().filter(incident__number=number)
    return frozenset(rows.values_list("key", flat=True))


def questions_of(
    number: str, naming: Naming, kept: Iterable[KeptConcern] | None = None
) -> tuple[PersonQuestion, ...]:
    """The open questions about persons of an incident.

    Whoever knows already what concerns it gives it.
    """
    if kept is None:
        return tuple(_questions([number], naming))
    asking = [
        (one.key, one.concern.excerpt or "")
        for one in kept
        if one.concern.rule in ASKING and one.concern.state is ConcernState.OPEN
    ]
    return tuple(_worded(number, dict(asking), naming)) if asking else ()


def questions_of_edition(edition: int, naming: Naming) -> tuple[PersonQuestion, ...]:
    """The open questions about persons of all entries of an edition, in its order."""
    rows = _asking().filter(incident__entries__edition__number=edition)
    order = ("incident__entries__section", "incident__entries__order")
    numbers = dict.fromkeys(rows.order_by(*order).values_list("incident__number", flat=True))
    return tuple(_questions(numbers, naming))


def _asking() -> "QuerySet[ConcernRow]":
    return ConcernRow.objects.filter(rule__in=ASKING, state=ConcernState.OPEN)


def _questions(numbers: Iterable[str], naming: Naming) -> Iterator[PersonQuestion]:
    wanted = list(numbers)
    rows = _asking().filter(incident__number__in=wanted).order_by("line", "pk")
    asked: dict[str, dict[str, str]] = {}
    for number, key, printed in rows.values_list("incident__number", "key", "excerpt"):
        asked.setdefault(str(number), {}).setdefault(key, printed)
    for number in wanted:
        if number not in asked:
            continue
        yield from _worded(number, asked[number], naming)


def _worded(number: str, asked: Mapping[str, str], naming: Naming) -> Iterator[PersonQuestion]:
    """The questions of an incident, given how each name is printed, by the keys of concerns."""
    texts, stage = texts_of(number), stage_of_matter(number, naming)
    every = answers_at(stage, naming)
    answers = {form: tuple(one for one in every if one.form is form) for form in NameForm}
    for key, printed in asked.items():
        yield PersonQuestion(
            incident=number,
            key=key,
            printed=printed,
            names=name_in_texts(printed, texts),
            stage=stage,
            answers={form: given for form, given in answers.items() if given},
            likely=_likely(every, _roles_beside(printed, texts, naming)),
        )


def _roles_beside(printed: str, texts: Mapping[str, str], naming: Naming) -> frozenset[str]:
    """The roles that a sentence with the name, as it is printed, calls somebody by."""
    sentences = [
        (language, text[span.start : span.end].casefold())
        for language, text in texts.items()
        for span in sentences_of(text)
        if printed and printed in text[span.start : span.end]
    ]
    return frozenset(
        role
        for role in naming.roles
        for language, sentence in sentences
        for words in naming.printed.get(role, {}).get(language, {}).values()
        if re.search(rf"\b{re.escape(words.casefold())}\b", sentence)
    )


def _likely(every: tuple[NamingAnswer, ...], beside: Collection[str]) -> tuple[NamingAnswer, ...]:
    plain = [one for one in every if not one.public and not one.consent]
    told = [one for one in every if one.role in beside and not one.consent]
    told.sort(key=lambda one: _MOST_PROTECTED.index(one.form))
    of_each = [next((one for one in plain if one.form is form), None) for form in NameForm]
    wanted = dict.fromkeys([*told, *(one for one in of_each if one is not None)])
    return tuple(wanted)[:_FEW]
