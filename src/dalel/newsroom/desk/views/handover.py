"""The view of the handover note from one shift to the next."""

from datetime import UTC, datetime

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from dalel.newsroom.accounts.act import Act
from dalel.newsroom.accounts.actions import own_desk
from dalel.newsroom.accounts.actions.own_desk import StaleNoteError
from dalel.newsroom.accounts.queries.current_member import member_of
from dalel.newsroom.desk.forms import HandoverForm
from dalel.newsroom.frame.forms import refusal
from dalel.newsroom.frame.labels import explained
from dalel.newsroom.frame.permissions import Action, allowed
from dalel.newsroom.incidents.actions import sealed_names
from dalel.newsroom.incidents.actions.sealed_names import SealedNameError


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Action.KEEP_DIARY)
def note(request: HttpRequest) -> HttpResponse:
    """The note with its versions; a new one is added, and nobody's is overwritten."""
    if request.method != "POST":
        return _page(request)
    form = HandoverForm(request.POST)
    if not form.is_valid():
        return _page(request, form["text"].data, refusal(form))
    text = form.cleaned_data["text"]
    try:
        act = Act(member=member_of(request), time=datetime.now(UTC))
        sealed_names.refuse("", [text], act)
        own_desk.write_note(text, form.cleaned_data["seen"], act)
    except SealedNameError as error:
        return _page(request, text, explained(error)[0])
    except StaleNoteError:
        wrong = _(
            "Somebody else changed the note in the meantime. What you typed stands below; "
            "put it together with theirs and save again."
        )
        return _page(request, text, wrong)
    return HttpResponseRedirect(reverse("home"))


def _page(request: HttpRequest, typed: str | None = None, wrong: str = "") -> HttpResponse:
    newest = own_desk.note()
    context = {
        "note": newest,
        "text": newest.text if typed is None else typed,
        "notes": own_desk.notes(),
        "wrong": wrong,
    }
    return render(request, "desk/handover.html", context, status=409 if wrong else 200)
