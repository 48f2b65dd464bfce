"""What does one shift tell the next?"""

from datetime import UTC, datetime
from typing import Final

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from dalel.desk.access import Action, allowed
from dalel.desk.asking import number
from dalel.desk.members import member_of
from dalel.store.acting import Act
from dalel.store.people import own_desk
from dalel.store.people.own_desk import StaleNoteError

_LONGEST: Final = 20_000


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Action.KEEP_DIARY)
def note(request: HttpRequest) -> HttpResponse:
    """The note with its versions; a new one is added, and nobody's is overwritten."""
    if request.method != "POST":
        return _page(request)
    text = request.POST.get("text", "").replace("\r\n", "\n").strip()
    if len(text) > _LONGEST:
        return _page(request, text, _("The note is too long; shorten it. It was not saved."))
    try:
        act = Act(member=member_of(request), time=datetime.now(UTC))
        own_desk.write_note(text, number(request.POST.get("seen", "")) or 0, act)
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
