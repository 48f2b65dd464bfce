"""Views of legal advice: the lawyer's sheet, the page of one entry, and decisions against it."""

from collections import Counter
from typing import Any
from zoneinfo import ZoneInfo

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dalel.domain.legal_advice import AdviceState, AdviceVerdict, AdviceWay
from dalel.newsroom.accounts.act import Act
from dalel.newsroom.accounts.queries.current_member import act
from dalel.newsroom.evidence.queries.article_status import DiffPiece, difference
from dalel.newsroom.frame.context import is_alone, pack
from dalel.newsroom.frame.feedback import back_to, say, told_back, way_back
from dalel.newsroom.frame.forms import refusal
from dalel.newsroom.frame.permissions import Action, allowed, may
from dalel.newsroom.incidents.actions import legal_advice as advising
from dalel.newsroom.incidents.actions.legal_advice import LegalAnswer
from dalel.newsroom.incidents.codes_labels import coded
from dalel.newsroom.incidents.forms.legal_advice import (
    AdviceForm,
    LegalPageForm,
    OutsideAdviceForm,
    OverruleForm,
    QuestionForm,
)
from dalel.newsroom.incidents.models import ConcernRow, IncidentRow
from dalel.newsroom.incidents.queries import legal_advice as advice
from dalel.newsroom.incidents.queries.incident_rows import incident_row
from dalel.newsroom.incidents.queries.legal_advice import AskedEntry
from dalel.newsroom.incidents.queries.legal_grounds import LegalGround, legal_grounds


@require_safe
@allowed(Action.READ_RECORD)
def sheet(request: HttpRequest) -> HttpResponse:
    """All entries about which a lawyer was asked, as they stand, the lawyer's turn first."""
    now = act(request)
    entries = advice.sheet(now.member)
    context = {
        "entries": [_shown(one, now) for one in entries],
        "counts": Counter(one.standing.state.is_asked for one in entries),
        "lawyers": advice.lawyers(),
        "most": advice.MOST,
        **_for_all(now),
    }
    return render(request, "incidents/legal.html", context)


@require_POST
@allowed(Action.READ_RECORD)
def print_sheet(request: HttpRequest) -> HttpResponse:
    """The sheet for a lawyer without an account, to be printed; that it was is written down."""
    now = act(request)
    entries = [one for one in advice.sheet(now.member) if one.sees and one.standing.state.is_asked]
    advising.note_printed([one.number for one in entries], now)
    context = {"entries": [_shown(one, now) for one in entries], "today": pack().day_of(now.time)}
    return render(request, "incidents/legal_print.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Action.READ_RECORD)
@told_back
def one(request: HttpRequest, number: str) -> HttpResponse:
    """What a lawyer was asked about an entry and answered; asking and answering."""
    row, now = incident_row(number), act(request)
    if request.method == "POST":
        return _sent(request, row, now)
    return _entry_page(request, row, now)


def _entry_page(
    request: HttpRequest, row: IncidentRow, now: Act, *, question: str = "", status: int = 200
) -> HttpResponse:
    """The page of an entry; ``question`` was asked and found no lawyer."""
    found = advice.entry(row.number, now.member)
    context = {
        "number": row.number,
        "entry": _shown(found, now) if found else None,
        "grounds": () if found else _grounds(row),
        "lawyers": advice.lawyers(),
        "lawyer_question": question,
        "is_refused": status != 200,
        **_for_all(now),
    }
    return render(request, "incidents/legal_entry.html", context, status=status)


@require_POST
@allowed(Action.READ_RECORD)
@told_back
def overrule(request: HttpRequest, number: str) -> HttpResponse:
    """Let an entry go against the advice, or agree to that as the second person."""
    number, now = incident_row(number).number, act(request)
    may_first = may(now.member, Action.OVERRULE_ADVICE)
    if not (may_first or may(now.member, Action.APPROVE)):
        raise PermissionDenied
    form = OverruleForm(request.POST)
    if not form.is_valid():
        say(request, _("Something is not filled in; nothing was saved."))
        return _back(request, number)
    told = form.cleaned_data
    if told["form"] == "second":
        advising.second(number, told["versions"], now, _zone(), alone=is_alone())
        say(request, _("The entry goes against the advice. That is written down, without a word."))
    elif may_first:
        advising.overrule(number, told["reason"], told["versions"], now, _zone())
        say(request, _("A second person agrees before the entry goes."))
    else:
        raise PermissionDenied
    return _back(request, number)


def _sent(request: HttpRequest, row: IncidentRow, now: Act) -> HttpResponse:
    number = row.number
    which = LegalPageForm(request.POST)
    kind = which.cleaned_data["form"] if which.is_valid() else ""
    if kind == "ask":
        form = QuestionForm(request.POST)
        form.full_clean()
        question = form.cleaned_data["question"]
        if not form.cleaned_data["outside"] and not advice.lawyers():
            # Nobody would read the question, and the entry would wait for ever.
            return _entry_page(request, row, now, question=question, status=422)
        advising.ask_lawyer(number, question, now, _zone())
        say(request, _("The lawyer is asked. Nothing of the entry is approved before the answer."))
    elif kind == "take-back":
        advising.take_question_back(number, now, _zone())
        say(request, _("The question is taken back."))
    elif kind == "advise":
        if not now.member.may_advise:
            raise PermissionDenied
        _advise(request, number, AdviceForm(request.POST), now)
    elif kind == "outside":
        found = advice.entry(number, now.member)
        if not may(now.member, Action.WRITE) or found is None or not found.sees:
            raise PermissionDenied
        _advise(request, number, OutsideAdviceForm(request.POST), now)
    else:
        say(request, _("Something is not filled in; nothing was saved."))
    return _back(request, number)


def _advise(request: HttpRequest, number: str, form: AdviceForm, now: Act) -> None:
    if not form.is_valid():
        say(request, refusal(form, _("Something is not filled in; nothing was saved.")))
        return
    told = form.cleaned_data
    said = LegalAnswer(
        verdict=AdviceVerdict(told["verdict"]),
        words=told["words"],
        versions=told["versions"],
        adviser=told.get("adviser", ""),
        received=told.get("received"),
        way=AdviceWay(told["way"]) if told.get("way") else None,
    )
    advising.advise(number, said, now, _zone())
    say(request, _("The advice is kept for exactly these versions; whoever asked sees it."))


def _back(request: HttpRequest, number: str) -> HttpResponse:
    return back_to(request, way_back(request, reverse("incident-legal", args=[number])))


def _zone() -> ZoneInfo:
    return ZoneInfo(pack().zone)


def _for_all(now: Act) -> dict[str, Any]:
    """What of the pages goes by the member, whichever the entry."""
    return {
        "verdicts": list(AdviceVerdict),
        "ways": list(AdviceWay),
        "today": pack().day_of(now.time),
        "is_lawyer": now.member.may_advise,
        "may_write": may(now.member, Action.WRITE),
        "may_overrule": may(now.member, Action.OVERRULE_ADVICE),
    }


def _shown(found: AskedEntry, now: Act) -> dict[str, Any]:
    """An entry with what differs since the advice, and what the member may do about it."""
    incident, state = found.reading.incident, found.standing.state
    wrote = now.member.username in found.writers
    return {
        "it": found,
        "incident": incident,
        "codes": coded(incident.codes, pack()) if incident.codes else (),
        "changed": _changed(found) if found.sees else {},
        "may_answer": now.member.may_advise and not wrote and state is not AdviceState.OVERRULED,
        "may_take_back": advice.may_take_back(now.member, found.standing),
        "may_second": advising.may_second(now, found.standing, alone=is_alone()),
    }


def _changed(found: AskedEntry) -> dict[str, tuple[DiffPiece, ...]]:
    """By language, how a text differs from the one that the last advice was about."""
    now = found.reading.incident.texts
    return {
        language: difference(
            *("\n\n".join([text.title or "", *text.paragraphs]) for text in (old, now[language]))
        )
        for language, old in found.before.items()
        if language in now
    }


def _grounds(row: IncidentRow) -> tuple[LegalGround, ...]:
    """Why a lawyer might look at an entry of which nobody asks."""
    rules = ConcernRow.objects.filter(incident=row, state="open").values_list("rule", flat=True)
    return legal_grounds(advice.cast_of([row.pk]).get(row.pk, ()), [*rules], pack().naming)
