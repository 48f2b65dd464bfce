"""How does an incident go from its writers to those who approve it, and back?"""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from dalel.desk import typed
from dalel.desk.access import Action, allowed
from dalel.desk.ground import act, is_alone, opinion, pack
from dalel.desk.refusing import say, told_back, way_back
from dalel.domain.states import ConcernState
from dalel.flow.incidents import writing
from dalel.store.acting import NotFoundError, incident_row
from dalel.store.incidents import agreeing, concern_decisions, editing, reading, remarks
from dalel.store.watch.lives import difference


@require_POST
@allowed(Action.WRITE)
@told_back
def send(request: HttpRequest, number: str) -> HttpResponse:
    """Ask for approval."""
    now = act(request)
    writing.recheck(incident_row(number).number, pack(), now=now.time)
    editing.send_to_review(number, now)
    if (asked := opinion()) is not None and not writing.ask(
        incident_row(number).number, pack(), asked
    ):
        say(request, _("The language model gave no second opinion; the other checks were made."))
    say(request, _("Sent to review."))
    return _page_of(number)


@require_POST
@allowed(Action.APPROVE)
@told_back
def send_back(request: HttpRequest, number: str) -> HttpResponse:
    """Send what waits for approval back to its writers; the reason stands among the comments."""
    reason = typed.clean(request.POST.get("reason", ""))
    if not reason:
        say(request, _("Say why it goes back."))
        return _page_of(number)
    now = act(request)
    editing.call_back(number, now, reason)
    remarks.add(number, reason, now)
    say(request, _("Sent back to its writers."))
    return _page_of(number)


@require_POST
@allowed(Action.APPROVE)
@told_back
def approve(request: HttpRequest, number: str) -> HttpResponse:
    """Approve exactly the version that was read."""
    language = request.POST.get("language", "")
    version = typed.number(request.POST.get("version", "")) or 0
    row = writing.approve(
        number, language, version, act=act(request), pack=pack(), alone=is_alone()
    )
    say(request, _("Approved."))
    return _page_of(row.number)


@require_POST
@allowed(Action.WRITE)
@told_back
def confirm(request: HttpRequest, number: str) -> HttpResponse:
    """Somebody who reads both languages found that they say the same."""
    now = act(request)
    number = incident_row(number).number
    agreeing.confirm(number, request.POST.get("language", ""), member=now.member, now=now.time)
    writing.recheck(number, pack(), now=now.time)
    say(request, _("Confirmed: both say the same."))
    return HttpResponseRedirect(way_back(request, reverse("incident", args=[number])))


@require_POST
@allowed(Action.APPROVE)
@told_back
def decide(request: HttpRequest, number: str, key: str) -> HttpResponse:
    """Let a concern stand for a reason, or take that back."""
    now = act(request)
    wanted = request.POST.get("state", "")
    state = ConcernState.OPEN if wanted == ConcernState.OPEN else ConcernState.WAIVED
    reason = typed.clean(request.POST.get("reason", ""))
    concern_decisions.decide(number, key, state, member=now.member, reason=reason, now=now.time)
    say(request, _("Decided, with your name and reason."))
    return HttpResponseRedirect(way_back(request, reverse("incident", args=[number])))


@require_POST
@allowed(Action.WRITE)
@told_back
def remark(request: HttpRequest, number: str) -> HttpResponse:
    """Say something to the others."""
    remarks.add(number, typed.clean(request.POST.get("text", "")), act(request))
    return HttpResponseRedirect(reverse("incident", args=[number]) + "#remarks")


@require_safe
@allowed(Action.READ_RECORD)
@told_back
def compare(request: HttpRequest, number: str) -> HttpResponse:
    """The difference between any two versions of a language's text."""
    record = reading.incident(incident_row(number).number)
    language = request.GET.get("language", "")
    versions = {one.number: one for one in record.versions.get(language, ())}
    if not versions:
        raise NotFoundError(f"{number} has no text in {language}.")
    newest = max(versions)
    new = versions.get(typed.number(request.GET.get("new", "")) or newest, versions[newest])
    old = versions.get(typed.number(request.GET.get("old", "")) or max(1, new.number - 1), new)
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
    return render(request, "desk/difference.html", context)


def _page_of(number: str) -> HttpResponse:
    return HttpResponseRedirect(reverse("incident", args=[number]))
