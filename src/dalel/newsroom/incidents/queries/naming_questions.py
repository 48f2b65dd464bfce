"""Persons of whom nobody has decided how they are named: who they may be, and what follows."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from django.db.models import QuerySet

from dalel.domain.states import ConcernState
from dalel.language.names import are_same, skeleton
from dalel.language.names_called import name_in_texts
from dalel.newsroom.incidents.models import CodesRow, ConcernRow
from dalel.newsroom.incidents.queries.known_names import texts_of
from dalel.pack.naming_rules import NO_STAGE, NameForm, Naming, PersonStanding

#: The rules of concerns that ask who a person is.
ASKING: Final = frozenset({"name_undecided", "name_again"})


@dataclass(frozen=True, kw_only=True)
class NamingAnswer:
    """Who a person may be, and how the rule then has the name printed.

    ``code`` stands for it in a form.
    """

    role: str
    public: bool
    consent: bool
    form: NameForm

    @property
    def code(self) -> str:
        """Role, and what else the answer rests on."""
        marks = (("public", self.public), ("consent", self.consent))
        return "+".join([self.role, *(mark for mark, is_so in marks if is_so)])


@dataclass(frozen=True, kw_only=True)
class PersonQuestion:
    """A person of an incident on whom somebody has to decide.

    ``names`` are what he or she seems to be called in each language; ``answers`` stand by form.
    """

    incident: str
    key: str
    printed: str
    names: Mapping[str, str]
    stage: str
    answers: Mapping[NameForm, tuple[NamingAnswer, ...]]

    def is_about(self, names: Mapping[str, str]) -> bool:
        """Whether somebody of these names is meant."""
        bones = [skeleton(self.printed, language) for language in names]
        return any(
            are_same(skeleton(name, language), one)
            for language, name in names.items()
            for one in bones
            if name
        )


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
            form = naming.decide(standing).form
            is_less = any(
                one.form is form and one.public <= public and one.consent <= consent
                for one in given
            )
            if not is_less:
                given.append(NamingAnswer(role=role, public=public, consent=consent, form=form))
        found += given
    return tuple(found)


def asked_keys(number: str) -> frozenset[str]:
    """The keys of the concerns that ask about persons of an incident."""
    rows = _asking().filter(incident__number=number)
    return frozenset(rows.values_list("key", flat=True))


def questions_of(number: str, naming: Naming) -> tuple[PersonQuestion, ...]:
    """The open questions about persons of an incident."""
    return tuple(_questions([number], naming))


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
        texts, stage = texts_of(number), stage_of_matter(number, naming)
        every = answers_at(stage, naming)
        answers = {form: tuple(one for one in every if one.form is form) for form in NameForm}
        for key, printed in asked[number].items():
            yield PersonQuestion(
                incident=number,
                key=key,
                printed=printed,
                names=name_in_texts(printed, texts),
                stage=stage,
                answers={form: given for form, given in answers.items() if given},
            )
