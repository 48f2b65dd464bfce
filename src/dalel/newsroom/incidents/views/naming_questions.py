"""Views of persons on whom nobody has decided: answering who one is, and all of an edition."""

from dataclasses import dataclass

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
from dalel.newsroom.incidents.actions.answer_person import answer_person
from dalel.newsroom.incidents.change_labels import WordedProposal
from dalel.newsroom.incidents.forms.naming_questions import AnswerPersonForm
from dalel.newsroom.incidents.proposal_forms import of_kinds, tell_proposed
from dalel.newsroom.incidents.queries import incidents
from dalel.newsroom.incidents.queries.incident_rows import incident_row
from dalel.newsroom.incidents.queries.naming_questions import (
    PersonQuestion,
    answers_at,
    questions_of,
    questions_of_edition,
    stage_of_matter,
)


@dataclass(frozen=True, kw_only=True)
class OpenQuestion:
    """A question about a person, and the answer that waits for a second person, if one does."""

    question: PersonQuestion
    waiting: WordedProposal | None


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
    stage = stage_of_matter(number, naming)
    given = next((one for one in answers_at(stage, naming) if one.code == told["answer"]), None)
    if given is None:
        say(request, _("The matter is at another stage by now: look at the answers again."))
        return back_to(request, back)
    tell_proposed(
        request,
        lambda: answer_person(
            number, told["name"], given, reason=told["reason"], naming=naming, act=act(request)
        ),
    )
    return back_to(request, back)


@require_safe
@allowed(Action.READ_RECORD)
@told_back
def of_edition(request: HttpRequest, number: int) -> HttpResponse:
    """The persons of an edition on whom nobody has decided yet, entry by entry."""
    about = incidents.edition(number).line
    asked = _with_proposals(questions_of_edition(number, pack().naming))
    context = {
        "about": about,
        "questions": asked,
        "entries": len({one.question.incident for one in asked}),
        "may_write": may(act(request).member, Action.WRITE),
    }
    return render(request, "incidents/names_to_decide.html", context)


def open_questions(number: str) -> dict[str, OpenQuestion]:
    """The questions about persons of an incident by the keys of their concerns."""
    asked = _with_proposals(questions_of(number, pack().naming))
    return {one.question.key: one for one in asked}


def _with_proposals(questions: tuple[PersonQuestion, ...]) -> list[OpenQuestion]:
    waiting = of_kinds(ChangeKind.NAMING) if questions else []
    return [
        OpenQuestion(
            question=one, waiting=next((each for each in waiting if _answers(each, one)), None)
        )
        for one in questions
    ]


def _answers(waiting: WordedProposal, question: PersonQuestion) -> bool:
    change = waiting.proposal.after
    return (
        isinstance(change, NamePerson)
        and change.incident == question.incident
        and question.is_about(change.names)
    )
