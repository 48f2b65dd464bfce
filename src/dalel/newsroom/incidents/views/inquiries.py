"""Views of letters to those of whom an entry speaks: words to send by hand, and what came."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from dalel.newsroom.accounts.act import Act
from dalel.newsroom.accounts.queries.current_member import act
from dalel.newsroom.accounts.queries.newsroom_settings import contact, profile_of
from dalel.newsroom.frame.context import pack
from dalel.newsroom.frame.feedback import back_to, say, told_back
from dalel.newsroom.frame.forms import answers, refusal
from dalel.newsroom.frame.locale import tongue
from dalel.newsroom.frame.permissions import Action, allowed
from dalel.newsroom.incidents.actions import inquiries
from dalel.newsroom.incidents.actions import texts as editing
from dalel.newsroom.incidents.actions.codes import newest_codes
from dalel.newsroom.incidents.actions.inquiries import InquiryAnswer, PublicWords
from dalel.newsroom.incidents.actions.write import recheck
from dalel.newsroom.incidents.forms.inquiries import (
    AnswerForm,
    InquiryPageForm,
    SilenceForm,
    TellInquiryForm,
    WriteInquiryForm,
)
from dalel.newsroom.incidents.proposal_forms import tell_proposed
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
    deed = _DEEDS[which.cleaned_data["form"]] if which.is_valid() else _nothing
    return deed(request, number, act(request)) or back_to(
        request, reverse("incident-letters", args=[number])
    )


def _write(request: HttpRequest, number: str, now: Act) -> HttpResponse | None:
    """Show the letter to whom the form names."""
    form = WriteInquiryForm(pack().day_of(now.time), request.POST)
    if not form.is_valid():
        return _page(request, number, wrong=refusal(form, _("Say who is asked.")))
    return _page(request, number, form.cleaned_data)


def _send(request: HttpRequest, number: str, now: Act) -> HttpResponse | None:
    """Note that the letter went out."""
    today = pack().day_of(now.time)
    form = WriteInquiryForm(today, request.POST)
    if not form.is_valid():
        return _page(request, number, wrong=refusal(form, _("Say who is asked.")))
    told = form.cleaned_data
    days = (today, told["due"])
    inquiries.note_sent(number, told["whom"], days, _("Answer to our letter"), now)
    recheck(number, pack(), now=now.time)
    say(request, _("Noted. The deadline stands in the diary, and Today reminds of it."))
    return None


def _answer(request: HttpRequest, number: str, now: Act) -> HttpResponse | None:
    """Note what came."""
    came = AnswerForm(request.POST)
    if not came.is_valid() or came.cleaned_data["letter"] is None:
        return _page(request, number, wrong=refusal(came, _("Give the words of the answer.")))
    told = came.cleaned_data
    answer = InquiryAnswer(
        words=told["answer"], language=told["language"], translation=told["translation"]
    )
    inquiries.note_answer(number, told["letter"], answer, now)
    say(request, _("Noted. A sentence for the entry is offered below and in the editor."))
    return None


def _silence(request: HttpRequest, number: str, now: Act) -> None:
    """Note that no answer came."""
    key = answers(SilenceForm(request.POST))["letter"]
    inquiries.note_silence(number, key or 0, pack().day_of(now.time), now)
    say(request, _("Noted. A sentence for the entry is offered below and in the editor."))


def _tell(request: HttpRequest, number: str, now: Act) -> None:
    """Propose that the public learns of a letter."""
    form = TellInquiryForm(request.POST)
    if not form.is_valid():
        say(request, _("Say in every language who was asked; nothing was proposed."))
        return
    told = form.cleaned_data
    words = PublicWords(whom=told["called"], answers=told["reply"], actor=told["actor"])
    key = told["letter"] or 0
    tell_proposed(request, lambda: inquiries.tell(number, key, words, now, pack()))


def _nothing(request: HttpRequest, _number: str, _now: Act) -> None:
    """What was sent is none of the forms of the page."""
    say(request, _("Something is not filled in; nothing was saved."))


_DEEDS: Final[Mapping[str, Callable[[HttpRequest, str, Act], HttpResponse | None]]] = {
    "write": _write,
    "send": _send,
    "answer": _answer,
    "silence": _silence,
    "tell": _tell,
}


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
        "actors": _actors(number),
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


def _actors(number: str) -> list[tuple[str, str]]:
    """The bodies that the entry is coded with, by their codes."""
    codes = newest_codes(number).codes
    book = pack().codebook
    return [(code, book.label("actor", code, tongue())) for code in (codes.actors if codes else ())]


def _states_contact() -> bool:
    fields = profile_of(pack().profile).imprint.fields
    return any(any(fields.get(one, {}).values()) for one in ("reply_address", "contact"))
