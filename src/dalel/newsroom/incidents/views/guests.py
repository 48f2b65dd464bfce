"""Views of guests: asking one at the desk, and what a guest sees, who has no account."""

from datetime import UTC, datetime
from functools import wraps
from typing import Any, Final

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dalel.domain.errors import DalelError, NotFoundError
from dalel.newsroom.accounts.actions.invitations import VALID, LinkDeadError
from dalel.newsroom.accounts.queries.current_member import act
from dalel.newsroom.frame.context import pack
from dalel.newsroom.frame.feedback import told_back
from dalel.newsroom.frame.forms import refusal
from dalel.newsroom.frame.labels import explained
from dalel.newsroom.frame.permissions import Action, View, allowed
from dalel.newsroom.incidents.actions import guests, proposals
from dalel.newsroom.incidents.change_labels import told
from dalel.newsroom.incidents.codes_labels import coded
from dalel.newsroom.incidents.forms.guests import GuestAnswerForm, GuestForm
from dalel.newsroom.incidents.models import GuestReadingRow
from dalel.newsroom.incidents.queries import incidents
from dalel.newsroom.incidents.queries.guests import entries_of, guest_readings, review_lines
from dalel.newsroom.incidents.queries.holders import newest_titles
from dalel.publish.views.dates import wording

#: What the browser that opened a link keeps; it is sent to these pages only.
_COOKIE: Final = "dalel-guest"
_PATH: Final = "/guest/"


def _cookie(request: HttpRequest) -> str:
    """What the cookie is called; over https only such a connection can set one of that name."""
    return f"__Secure-{_COOKIE}" if request.is_secure() else _COOKIE


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Action.RUN_ACCOUNTS)
@told_back
def asking(request: HttpRequest) -> HttpResponse:
    """Whom one who is alone asks to read what waits; the link is shown once."""
    now = act(request)
    form = GuestForm(request.POST if request.method == "POST" else None)
    secret = ""
    if form.is_valid():
        chosen = form.cleaned_data
        secret = guests.ask_guest(chosen["name"], chosen["entries"], now, pack())
    may_ask, lines = guests.may_ask_guests(now.time), review_lines()
    context = {
        "secret": secret,
        "may_ask": may_ask,
        "lines": lines,
        "against": {
            one.number: guests.against(one.number, pack(), now.time) for one in lines if may_ask
        },
        "readings": guest_readings(now.time),
        "names": [wording(language).endonym for language in pack().languages],
        "wrong": refusal(form) if form.errors else "",
        "name": form.data.get("name", "") if form.errors else "",
    }
    return render(request, "incidents/guests.html", context, status=400 if form.errors else 200)


@require_POST
@allowed(Action.RUN_ACCOUNTS)
def end(request: HttpRequest, key: int) -> HttpResponse:
    """End what a guest may read."""
    guests.withdraw(key, act(request))
    return redirect("guests")


def _for_guests(view: View) -> View:
    """A page that nobody signs in for; a link that is over is said to be so."""

    @login_not_required
    @wraps(view)
    def shown(request: HttpRequest, **parts: Any) -> HttpResponseBase:
        try:
            return view(request, **parts)
        except LinkDeadError:
            return render(request, "incidents/guest_over.html", status=410)
        except guests.NothingToReadError:
            context = {"has_changed": True}
            return render(request, "incidents/guest_over.html", context, status=410)
        except NotFoundError as error:
            raise Http404(_("There is no such thing in the record.")) from error

    return shown


@require_http_methods(["GET", "HEAD", "POST"])
@_for_guests
def opened(request: HttpRequest, secret: str) -> HttpResponse:
    """The door of a link: messengers look at it, only a person presses."""
    now = datetime.now(UTC)
    if request.method != "POST":
        reading = guests.offered(secret, now)
        context = {"reading": reading, "count": len(entries_of(reading))}
        return render(request, "incidents/guest_door.html", context)
    answer = redirect("guest-reading")
    answer.set_cookie(
        _cookie(request),
        guests.begin(secret, now),
        max_age=VALID,
        path=_PATH,
        secure=request.is_secure(),
        httponly=True,
        samesite="Strict",
    )
    return answer


@require_safe
@_for_guests
def reading(request: HttpRequest) -> HttpResponse:
    """What a guest was asked to read, and what is still to be answered."""
    found = _reading(request)
    entries = entries_of(found)
    titles = newest_titles(one.incident.number for one in entries)
    context = {"reading": found, "entries": entries, "titles": titles}
    return render(request, "incidents/guest.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@_for_guests
def entry(request: HttpRequest, number: str) -> HttpResponse:
    """One entry as it would come out; a guest approves it or sends it back."""
    form = GuestAnswerForm(request.POST if request.method == "POST" else None)
    wrong = _answered(request, number, form) if form.is_bound else ()
    if form.is_bound and not wrong:
        return _next(request)
    found = _reading(request)
    asked = next((one for one in entries_of(found) if one.incident.number == number), None)
    if asked is None:
        raise NotFoundError(f"The link does not show {number}.")
    record = incidents.incident(number)
    waiting = proposals.waiting(incident=number)
    context = {
        "reading": found,
        "asked": asked,
        "incident": record.reading.incident,
        "codes": coded(codes, pack()) if (codes := record.reading.incident.codes) else (),
        "proposals": [told(one) for one in waiting],
        "has_changed": guests.has_changed(asked)
        or {one.key for one in waiting} != {*asked.proposals},
        "against": guests.against(number, pack(), datetime.now(UTC), found.guest),
        "wrong": wrong,
        "reason": form.data.get("reason", ""),
    }
    return render(request, "incidents/guest_entry.html", context, status=422 if wrong else 200)


@require_safe
@login_not_required
def done(request: HttpRequest) -> HttpResponse:
    """Thanks to a guest who has answered all."""
    return render(request, "incidents/guest_done.html")


def _answered(request: HttpRequest, number: str, form: GuestAnswerForm) -> tuple[str, ...]:
    """Do what the guest answered; gives why it was not done."""
    now, kept = datetime.now(UTC), request.COOKIES.get(_cookie(request), "")
    if not form.is_valid():
        return (refusal(form),)
    try:
        if form.cleaned_data["do"] == "approve":
            guests.approve(kept, number, now, pack())
        else:
            guests.send_back(kept, number, form.cleaned_data["reason"], now)
    except (LinkDeadError, NotFoundError):
        raise
    except DalelError as error:
        return explained(error)
    return ()


def _next(request: HttpRequest) -> HttpResponse:
    """To what is still to be answered, or to the end."""
    try:
        found = _reading(request)
    except LinkDeadError:
        answer = redirect("guest-done")
        answer.delete_cookie(_cookie(request), path=_PATH)
        return answer
    left = next((one for one in entries_of(found) if not one.answer), None)
    if left is None:
        return redirect("guest-reading")
    return HttpResponseRedirect(reverse("guest-entry", args=[left.incident.number]))


def _reading(request: HttpRequest) -> GuestReadingRow:
    return guests.reading_of(request.COOKIES.get(_cookie(request), ""), datetime.now(UTC))
