"""Views of letters to those of whom an entry speaks: words to send by hand, and what came."""

from datetime import date
from typing import Any
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from dalel.newsroom.accounts.queries.current_member import act
from dalel.newsroom.accounts.queries.newsroom_settings import contact, profile_of
from dalel.newsroom.frame.context import pack
from dalel.newsroom.frame.feedback import back_to, say, told_back
from dalel.newsroom.frame.forms import answers, refusal
from dalel.newsroom.frame.permissions import Action, allowed
from dalel.newsroom.incidents.actions import inquiries
from dalel.newsroom.incidents.actions import texts as editing
from dalel.newsroom.incidents.actions.inquiries import InquiryAnswer
from dalel.newsroom.incidents.actions.write import recheck
from dalel.newsroom.incidents.forms.inquiries import (
    AnswerForm,
    InquiryPageForm,
    SilenceForm,
    WriteInquiryForm,
)
from dalel.newsroom.incidents.queries import inquiries as letters
from dalel.newsroom.incidents.queries.incident_rows import incident_row


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Action.WRITE)
@told_back
def page(request: HttpRequest, number: str) -> HttpResponse:
    """The letters of an entry, a new one to copy, print or open as mail, and what came of each."""
    number = incident_row(number).number
    if request.method != "POST":
        return _page(request, number)
    which = InquiryPageForm(request.POST)
    now = act(request)
    today = pack().day_of(now.time)
    kind = which.cleaned_data["form"] if which.is_valid() else ""
    if kind in {"write", "send"}:
        form = WriteInquiryForm(today, request.POST)
        if not form.is_valid():
            return _page(request, number, wrong=refusal(form, _("Say who is asked.")))
        told = form.cleaned_data
        if kind == "write":
            return _page(request, number, told)
        days = (today, told["due"])
        inquiries.note_sent(number, told["whom"], days, _("Answer to our letter"), now)
        recheck(number, pack(), now=now.time)
        say(request, _("Noted. The deadline stands in the diary, and Today reminds of it."))
    elif kind == "answer":
        came = AnswerForm(request.POST)
        if not came.is_valid() or came.cleaned_data["letter"] is None:
            return _page(request, number, wrong=refusal(came, _("Give the words of the answer.")))
        told = came.cleaned_data
        answer = InquiryAnswer(
            words=told["answer"], language=told["language"], translation=told["translation"]
        )
        inquiries.note_answer(number, told["letter"], answer, now)
        say(request, _("Noted. A sentence for the entry is offered below and in the editor."))
    elif kind == "silence":
        key = answers(SilenceForm(request.POST))["letter"]
        inquiries.note_silence(number, key or 0, today, now)
        say(request, _("Noted. A sentence for the entry is offered below and in the editor."))
    else:
        say(request, _("Something is not filled in; nothing was saved."))
    return back_to(request, reverse("incident-letters", args=[number]))


def _page(
    request: HttpRequest, number: str, asked: dict[str, Any] | None = None, wrong: str = ""
) -> HttpResponse:
    """The page, with the letter to whom ``asked`` names; ``wrong``: why a form was refused."""
    today = pack().day_of(act(request).time)
    context = {
        "number": number,
        "letters": letters.inquiries(number, pack(), today),
        "has_form": bool(pack().inquiry.days),
        "asked": asked,
        "sheets": _sheets(number, asked, today) if asked else (),
        "has_contact": bool(contact()) or _states_contact(),
        "usual": pack().inquiry.due(today),
        "sent": InquiryPageForm(request.POST).data if wrong else {},
        "wrong": wrong,
    }
    return render(request, "incidents/letters.html", context, status=422 if wrong else 200)


def _sheets(
    number: str, asked: dict[str, Any], today: date
) -> list[tuple[letters.InquiryLetter, str]]:
    """Each letter, and the address that opens it in the mail programme of whoever presses it."""
    sender = (profile_of(pack().profile).imprint, contact())
    days = (today, asked["due"])
    texts = editing.newest_texts(number)
    return [
        (one, f"mailto:?subject={quote(one.subject)}&body={quote(one.text)}")
        for one in letters.inquiry_letters(asked["whom"], days, texts, pack(), sender)
    ]


def _states_contact() -> bool:
    fields = profile_of(pack().profile).imprint.fields
    return any(any(fields.get(one, {}).values()) for one in ("reply_address", "contact"))
