"""Views of the review of texts: sending, returning, approving, commenting and comparing."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from dalel.domain.errors import NotFoundError
from dalel.newsroom.accounts.queries.current_member import act
from dalel.newsroom.evidence.queries.article_status import difference
from dalel.newsroom.frame import typed_input
from dalel.newsroom.frame.context import is_alone, pack
from dalel.newsroom.frame.feedback import back_to, say, told_back, way_back
from dalel.newsroom.frame.forms import answers
from dalel.newsroom.frame.labels import explained
from dalel.newsroom.frame.permissions import Action, allowed
from dalel.newsroom.incidents.actions import (
    concern_decisions,
    language_agreement,
    remarks,
    texts,
    write,
)
from dalel.newsroom.incidents.actions.seen_versions import keep_seen
from dalel.newsroom.incidents.actions.texts import TextLackingError
from dalel.newsroom.incidents.forms.entry_review import ShownVersionsForm
from dalel.newsroom.incidents.forms.review import (
    ApproveTextForm,
    ConcernForm,
    RemarkForm,
    SameKindForm,
    SendBackForm,
    TextLanguageForm,
)
from dalel.newsroom.incidents.queries import incidents
from dalel.newsroom.incidents.queries.incident_rows import incident_row
from dalel.newsroom.incidents.second_opinion import SecondOpinion
from dalel.outside.language_models.judging import ServedJudge


@require_POST
@allowed(Action.WRITE)
@told_back
def send(request: HttpRequest, number: str) -> HttpResponse:
    """Ask for approval."""
    return ask_for_review(request, number)


def ask_for_review(request: HttpRequest, number: str) -> HttpResponse:
    """Ask for approval of what stands; without a text the person is led back to writing."""
    now = act(request)
    try:
        texts.send_to_review(number, now, pack().languages)
    except TextLackingError as error:
        write.recheck(incident_row(number).number, pack(), now=now.time)
        say(request, *explained(error))
        return HttpResponseRedirect(reverse("incident-edit", args=[number]))
    write.recheck(incident_row(number).number, pack(), now=now.time)
    if (asked := _second_opinion()) is not None and not write.ask(
        incident_row(number).number, pack(), asked
    ):
        say(request, _("The language model gave no second opinion; the other checks were made."))
    say(request, _("Sent to review."))
    return HttpResponseRedirect(reverse("incident", args=[number]) + "?sent=1")


@require_POST
@allowed(Action.APPROVE)
@told_back
def send_back(request: HttpRequest, number: str) -> HttpResponse:
    """Send what waits for approval back to its writers; the reason stands among the comments."""
    form, now = SendBackForm(request.POST), act(request)
    if not form.is_valid():
        say(request, _("Say why it goes back."))
        return _page_of(number)
    reason = form.cleaned_data["reason"]
    texts.call_back(number, now, reason)
    remarks.add(number, reason, now)
    read = answers(ShownVersionsForm(request.POST))["shown"]
    if read.texts:
        keep_seen(number, read, now)
    say(request, _("Sent back to its writers."))
    return _page_of(number)


@require_POST
@allowed(Action.APPROVE)
@told_back
def approve(request: HttpRequest, number: str) -> HttpResponse:
    """Approve exactly the version that was read."""
    read = answers(ApproveTextForm(request.POST))
    row = write.approve(number, **read, act=act(request), pack=pack(), alone=is_alone())
    say(request, _("Approved."))
    return _page_of(row.number)


@require_POST
@allowed(Action.WRITE)
@told_back
def confirm(request: HttpRequest, number: str) -> HttpResponse:
    """Somebody who reads both languages found that they say the same."""
    now = act(request)
    number = incident_row(number).number
    language = answers(TextLanguageForm(request.POST))["language"]
    language_agreement.confirm(number, language, member=now.member, now=now.time)
    write.recheck(number, pack(), now=now.time)
    say(request, _("Confirmed: both say the same."))
    return HttpResponseRedirect(way_back(request, reverse("incident", args=[number])))


@require_POST
@allowed(Action.APPROVE)
@told_back
def decide(request: HttpRequest, number: str, key: str) -> HttpResponse:
    """Let a concern stand for a reason, or take that back."""
    now = act(request)
    decided = answers(ConcernForm(request.POST))
    concern_decisions.decide(number, key, **decided, member=now.member, now=now.time)
    say(request, _("Decided, with your name and reason."))
    return back_to(request, way_back(request, reverse("incident", args=[number])))


@require_POST
@allowed(Action.APPROVE)
@told_back
def decide_together(request: HttpRequest, number: str) -> HttpResponse:
    """Let several concerns of one kind stand for one reason."""
    now = act(request)
    number = incident_row(number).number
    decided = answers(SameKindForm(request.POST))
    concern_decisions.let_stand_together(
        number, decided.pop("key"), **decided, member=now.member, now=now.time
    )
    say(request, _("Decided, with your name and reason."))
    return back_to(request, way_back(request, reverse("incident", args=[number])))


@require_POST
@allowed(Action.WRITE)
@told_back
def remark(request: HttpRequest, number: str) -> HttpResponse:
    """Say something to the others."""
    remarks.add(number, **answers(RemarkForm(request.POST)), act=act(request))
    return HttpResponseRedirect(reverse("incident", args=[number]) + "#remarks")


@require_safe
@allowed(Action.READ_RECORD)
@told_back
def compare(request: HttpRequest, number: str) -> HttpResponse:
    """The difference between any two versions of a language's text."""
    record = incidents.incident(incident_row(number).number)
    language = request.GET.get("language", "")
    versions = {one.number: one for one in record.versions.get(language, ())}
    if not versions:
        raise NotFoundError(f"{number} has no text in {language}.")
    newest = max(versions)
    new = versions.get(typed_input.number(request.GET.get("new", "")) or newest, versions[newest])
    old = versions.get(
        typed_input.number(request.GET.get("old", "")) or max(1, new.number - 1), new
    )
    pieces = difference(
        "\n\n".join([old.text.title or "", *old.text.paragraphs]),
        "\n\n".join([new.text.title or "", *new.text.paragraphs]),
    )
    context = {
        "record": record,
        "language": language,
        "versions": record.versions[language],
        "old": old,
        "new": new,
        "pieces": pieces,
    }
    return render(request, "incidents/difference.html", context)


def _page_of(number: str) -> HttpResponse:
    return HttpResponseRedirect(reverse("incident", args=[number]))


def _second_opinion() -> SecondOpinion | None:
    """The newsroom's model for second opinions, if it has one."""
    address: str = settings.DALEL.judge_address
    if not address:
        return None
    model, key = settings.DALEL.judge_model, settings.DALEL.judge_key
    return SecondOpinion(ServedJudge(address, model, key=key))
