"""Views of the notes of conversations with sources of an entry."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from dalel.domain.conversation import ConversationWay
from dalel.domain.errors import DalelError, NotFoundError
from dalel.newsroom.accounts.act import Act
from dalel.newsroom.accounts.queries.current_member import act
from dalel.newsroom.frame.context import pack
from dalel.newsroom.frame.feedback import back_to, say, told_back
from dalel.newsroom.frame.forms import answers, refusal
from dalel.newsroom.frame.labels import explained
from dalel.newsroom.frame.permissions import Action, allowed, may
from dalel.newsroom.incidents.actions import conversations, sealed_names
from dalel.newsroom.incidents.actions.conversations import ConversationNote
from dalel.newsroom.incidents.actions.write import recheck
from dalel.newsroom.incidents.forms.conversations import (
    ConversationForm,
    ConversationPageForm,
    SealForm,
)
from dalel.newsroom.incidents.queries import conversations as reading
from dalel.newsroom.incidents.queries.conversations import SealedSource
from dalel.newsroom.incidents.queries.incident_rows import incident_row


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Action.WRITE)
@told_back
def page(request: HttpRequest, number: str) -> HttpResponse:
    """The conversations of an entry, a new note, and what becomes of each."""
    number = incident_row(number).number
    if request.method != "POST":
        return _page(request, number)
    which = ConversationPageForm(request.POST)
    kind = which.cleaned_data["form"] if which.is_valid() else ""
    if kind == "write":
        return _written(request, number)
    if kind == "open" and not may(act(request).member, Action.APPROVE):
        raise PermissionDenied
    if kind in {"look", "open"}:
        return _opened(request, number, kind)
    if kind == "withdraw":
        key = answers(SealForm(request.POST))["note"]
        conversations.withdraw(number, key or 0, act(request), pack())
        recheck(number, pack(), now=act(request).time)
        say(
            request,
            _(
                "Taken back: the words, the name and the description are deleted. "
                "What the text tells of them is asked about now."
            ),
        )
    else:
        say(request, _("Something is not filled in; nothing was saved."))
    return back_to(request, _here(number))


def _written(request: HttpRequest, number: str) -> HttpResponse:
    now = act(request)
    form = ConversationForm(pack().day_of(now.time), request.POST)
    if not form.is_valid():
        return _page(request, number, wrong=refusal(form, _("Give the exact words, and the way.")))
    told = form.cleaned_data
    try:
        _keep(number, told, now)
    except NotFoundError:
        raise
    except DalelError as error:
        return _page(request, number, wrong=explained(error)[0])
    recheck(number, pack(), now=now.time)
    if told["may_quote"]:
        said = _("Kept, its source sealed. What the public learns of it waits for a second person.")
    else:
        said = _("Kept, its source sealed. It may not be quoted: no text can rest on it.")
    say(request, said)
    return back_to(request, _here(number))


def _keep(number: str, told: dict[str, Any], now: Act) -> int:
    note = ConversationNote(
        held=told["held"],
        way=told["way"],
        source=SealedSource(name=told["name"], contact=told["contact"]),
        described=told["described"],
        words=told["words"],
        language=told["language"],
        translation=told["translation"],
        may_quote=told["may_quote"],
        may_name=told["may_name"],
        until=told["until"],
    )
    if told["corrects"]:
        return conversations.correct(number, told["corrects"], note, now, pack())
    return conversations.write(number, note, now, pack())


def _opened(request: HttpRequest, number: str, kind: str) -> HttpResponse:
    """The page with one seal open; nothing of it is kept, and the next page is closed again."""
    wanted, now = answers(SealForm(request.POST)), act(request)
    key = wanted["note"] or 0
    try:
        if kind == "look":
            source = conversations.look(number, key, now)
        else:
            source = conversations.open_seal(number, key, wanted["reason"], now)
    except NotFoundError:
        raise
    except DalelError as error:
        return _page(request, number, wrong_seal=(key, explained(error)[0]))
    return _page(request, number, opened=(key, source))


def _page(
    request: HttpRequest,
    number: str,
    *,
    wrong: str = "",
    opened: tuple[int, SealedSource] | None = None,
    wrong_seal: tuple[int, str] | None = None,
) -> HttpResponse:
    """The page; what was typed stands in the form where it was refused."""
    now = act(request)
    today = pack().day_of(now.time)
    notes = reading.conversations(number, pack(), today, now.member)
    may_open = may(now.member, Action.APPROVE)
    context = {
        "number": number,
        "notes": notes,
        "today": today,
        "ways": tuple(ConversationWay),
        "sent": ConversationPageForm(request.POST).data if wrong else {},
        "wrong": wrong,
        "opened": opened,
        "wrong_seal": wrong_seal,
        "may_open": may_open,
        "refused": sealed_names.refusals(number)
        if may_open or any(n.is_own for n in notes)
        else (),
    }
    status = 422 if wrong or wrong_seal else 200
    return render(request, "incidents/conversations.html", context, status=status)


def _here(number: str) -> str:
    return reverse("incident-conversations", args=[number])
