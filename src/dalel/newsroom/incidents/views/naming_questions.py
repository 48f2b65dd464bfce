"""Views of persons on whom nobody has decided: answering who one is, and all of an edition."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from dalel.domain.public_change import ChangeKind, NamePerson
from dalel.newsroom.accounts.queries.current_member import act
from dalel.newsroom.frame.context import pack
from dalel.newsroom.frame.feedback import back_to, say, told_back, way_back
from dalel.newsroom.frame.forms import refusal
from dalel.newsroom.frame.permissions import Action, allowed, may
from dalel.newsroom.incidents.actions.answer_person import answer_in_entries
from dalel.newsroom.incidents.change_labels import WordedProposal
from dalel.newsroom.incidents.forms.naming_questions import AnswerPersonForm
from dalel.newsroom.incidents.proposal_forms import of_kinds, tell_proposed
from dalel.newsroom.incidents.queries import incidents
from dalel.newsroom.incidents.queries.incident_rows import incident_row
from dalel.newsroom.incidents.queries.naming_questions import (
    NamingAnswer,
    PersonQuestion,
    answers_at,
    questions_of,
    questions_of_edition,
    stage_of_matter,
)
from dalel.newsroom.incidents.queries.open_concerns import KeptConcern


@dataclass(frozen=True, kw_only=True)
class OpenQuestion:
    """A question about a person, and the answer that waits for a second person, if one does.

    ``others`` ask in other entries about the same name, and one answer does for all; ``apart`` do
    too, but at a stage where the rule says otherwise.
    """

    question: PersonQuestion
    waiting: WordedProposal | None
    others: tuple[PersonQuestion, ...] = ()
    apart: tuple[PersonQuestion, ...] = ()


@require_POST
@allowed(Action.WRITE)
@told_back
def answer(request: HttpRequest, number: str) -> HttpResponse:
    """Say who a person is: how he or she is named follows, and a second person approves it."""
    number = incident_row(number).number
    back = way_back(request, reverse("incident", args=[number]))
    form = AnswerPersonForm(request.POST)
    if not form.is_valid():
        say(request, refusal(form, _("A name is needed in every language.")))
        return back_to(request, back)
    told, naming = form.cleaned_data, pack().naming
    numbers = dict.fromkeys([number, *(incident_row(one).number for one in told["also"])])
    given = {one: _given(one, told["answer"]) for one in numbers}
    answers = {one: found for one, found in given.items() if found is not None}
    # A button said one form: where the matter has moved on meanwhile, it would be another.
    if len(answers) < len(given) or len({one.form for one in answers.values()}) > 1:
        say(request, _("The matter is at another stage by now: look at the answers again."))
        return back_to(request, back)
    tell_proposed(
        request,
        lambda: answer_in_entries(
            answers, told["name"], reason=told["reason"], naming=naming, act=act(request)
        ),
    )
    return back_to(request, back)


def _given(number: str, code: str) -> NamingAnswer | None:
    """The answer of this code in an incident; none where it is not offered there."""
    naming = pack().naming
    every = answers_at(stage_of_matter(number, naming), naming)
    return next((one for one in every if one.code == code), None)


@require_safe
@allowed(Action.READ_RECORD)
@told_back
def of_edition(request: HttpRequest, number: int) -> HttpResponse:
    """The persons of an edition on whom nobody has decided yet, each once where one answer does."""
    about = incidents.edition(number).line
    asked = _each_once(_with_proposals(questions_of_edition(number, pack().naming)))
    context = {
        "about": about,
        "questions": asked,
        "persons": _count_persons([one.question for one in asked if not one.waiting]),
        "waiting": sum(1 for one in asked if one.waiting),
        "may_write": may(act(request).member, Action.WRITE),
    }
    return render(request, "incidents/names_to_decide.html", context)


def open_questions(number: str, kept: Iterable[KeptConcern]) -> dict[str, OpenQuestion]:
    """The questions about persons of an incident, of what concerns it, by the concerns' keys."""
    asked = _with_proposals(questions_of(number, pack().naming, kept))
    return {one.question.key: one for one in asked}


def _with_proposals(questions: tuple[PersonQuestion, ...]) -> list[OpenQuestion]:
    waiting = of_kinds(ChangeKind.NAMING) if questions else []
    return [
        OpenQuestion(
            question=one, waiting=next((each for each in waiting if _answers(each, one)), None)
        )
        for one in questions
    ]


def _each_once(asked: list[OpenQuestion]) -> list[OpenQuestion]:
    """The questions of one person in several entries made one, where one answer does for all."""
    kept: list[OpenQuestion] = []
    for one in asked:
        at = next((at for at, each in enumerate(kept) if _is_one_question(each, one)), None)
        if at is None:
            kept.append(one)
        else:
            kept[at] = replace(kept[at], others=(*kept[at].others, one.question))
    return [
        replace(
            one,
            apart=tuple(
                each.question
                for each in kept
                if each is not one and one.question.is_of_one_named(each.question)
            ),
        )
        for one in kept
    ]


def _is_one_question(one: OpenQuestion, other: OpenQuestion) -> bool:
    mine, theirs = one.question, other.question
    return (
        not (one.waiting or other.waiting)
        and theirs.incident not in {mine.incident, *(each.incident for each in one.others)}
        and mine.is_of_one_named(theirs)
        and mine.has_same_answers(theirs)
    )


def _count_persons(questions: list[PersonQuestion]) -> int:
    persons: list[PersonQuestion] = []
    for one in questions:
        if not any(one.is_of_one_named(each) for each in persons):
            persons.append(one)
    return len(persons)


def _answers(waiting: WordedProposal, question: PersonQuestion) -> bool:
    change = waiting.proposal.after
    return (
        isinstance(change, NamePerson)
        and change.incident == question.incident
        and question.is_about(change.names)
    )
