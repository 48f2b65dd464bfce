"""The form for coding an incident, with the codebook's rules beside it."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from dalel.domain.decided_codes import NEEDED, undecided
from dalel.domain.incident import Incident
from dalel.newsroom.accounts.act import Act
from dalel.newsroom.accounts.queries.current_member import act
from dalel.newsroom.frame import typed_input
from dalel.newsroom.frame.context import pack
from dalel.newsroom.frame.feedback import say, told_back
from dalel.newsroom.frame.forms import answers
from dalel.newsroom.frame.permissions import Action, allowed
from dalel.newsroom.frame.transactions import writing
from dalel.newsroom.incidents import codes_offer
from dalel.newsroom.incidents.actions import codes as coding
from dalel.newsroom.incidents.actions import metadata, texts
from dalel.newsroom.incidents.actions.supersede import StaleEditError
from dalel.newsroom.incidents.actions.write import recheck
from dalel.newsroom.incidents.codes_labels import labels_of
from dalel.newsroom.incidents.forms.codes import ONE, SEVERAL, CodesForm, SeenCodesForm
from dalel.newsroom.incidents.queries import incidents
from dalel.newsroom.incidents.queries.incident_rows import incident_row


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Action.WRITE)
@told_back
def codes(request: HttpRequest, number: str) -> HttpResponse:
    """The form of the codes; saving adds a version, and so does accepting what goes together."""
    row = incident_row(number)
    record = incidents.incident(row.number)
    offered = codes_offer.offer(row.number, pack())
    if request.method != "POST":
        filled = _filled(row.number, record.reading.incident)
        return _page(request, record, filled, _seen(row.number), offered)
    asked, form = answers(SeenCodesForm(request.POST)), CodesForm(request.POST)
    seen, which = Seen(codes=asked["seen"], frame=asked["frame"]), asked["take"]
    if which:
        form = CodesForm(codes_offer.taken(form.chosen(), offered, which))
    if which not in {"", "together"}:
        return _page(request, record, form.chosen(), seen, offered)
    if not form.is_valid():
        wrong = list(form.errors)
        return _page(request, record, form.chosen(), seen, offered, wrong=wrong, status=400)
    if not form.decided():
        wrong = list(NEEDED)
        return _page(request, record, form.chosen(), seen, offered, wrong=wrong, status=400)
    try:
        _save(row.number, form, seen, act(request))
    except StaleEditError:
        say(request, _("Somebody saved newer codes. What you chose stands here, not saved."))
        return _page(request, record, form.chosen(), _seen(row.number), offered, status=409)
    if undecided(form.codes(), form.decided()):
        say(request, _("The codes are saved; what is not decided yet is marked."))
        return HttpResponseRedirect(reverse("incident-codes", args=[row.number]))
    say(request, _("The codes are saved."))
    return HttpResponseRedirect(reverse("incident", args=[row.number]))


def _save(number: str, form: CodesForm, seen: "Seen", now: Act) -> None:
    section, date = int(form.cleaned_data["section"] or 0) or None, form.cleaned_data["date"]
    with writing():
        texts.save_codes(number, form.codes(), seen=seen.codes, act=now, decided=form.decided())
        coding.place(number, section, date, act=now, seen=seen.frame)
    recheck(number, pack(), now=now.time)


@dataclass(frozen=True, kw_only=True)
class Seen:
    """The versions that stood behind the form: of the codes, and of section, date and links.

    A form that names no frame was sent by a program, which then looked at none.
    """

    codes: int
    frame: int | None


def _seen(number: str) -> Seen:
    return Seen(codes=coding.newest_codes_number(number), frame=metadata.newest_number(number))


def _filled(number: str, incident: Incident) -> dict[str, Any]:
    """What stands in the form: what is decided, and nothing that is only suggested."""
    empty: dict[str, Any] = dict.fromkeys((*ONE, "severity", "severity_reason"), "")
    empty |= {name: [] for name in SEVERAL}
    newest = coding.newest_codes(number)
    if newest is None:
        return empty | {"section": str(incident.section)}
    codes, decided = newest
    known: dict[str, Any] = {name: getattr(codes, name) for name in ONE}
    known |= {name: list(getattr(codes, name)) for name in SEVERAL}
    known |= {"severity": str(codes.severity), "section": str(incident.section)}
    told = {name: chosen for name, chosen in known.items() if name in decided}
    return (
        empty
        | told
        | {"section": told.get("section", ""), "severity_reason": codes.severity_reason}
    )


def _open(form: dict[str, Any]) -> tuple[str, ...]:
    """The fields that an entry needs and in which nothing is chosen."""
    return tuple(name for name in NEEDED if not form.get(name))


def _page(
    request: HttpRequest,
    record: incidents.IncidentRecord,
    form: dict[str, Any],
    seen: Seen,
    offered: codes_offer.Offer,
    *,
    wrong: list[str] | None = None,
    status: int = 200,
) -> HttpResponse:
    incident = record.reading.incident
    form.setdefault("date", incident.date.iso if incident.date else "")
    context = {
        "record": record,
        "form": form,
        "seen": seen,
        "offered": offered,
        "open": _open(form),
        "is_saved": request.method != "POST",
        "wrong": wrong or [],
        "amiss": [typed_input.no_date(_("Date"))] if "date" in (wrong or []) else [],
        "one": ONE,
        "several": SEVERAL,
        "labels": labels_of(pack()),
    }
    return render(request, "incidents/codes.html", context, status=status)
