"""The form for coding an incident, with the codebook's rules beside it."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from dalel.domain.incident import Codes
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
    """The form of the codes; saving adds a version, and so does taking all that is suggested."""
    row = incident_row(number)
    record = incidents.incident(row.number)
    offered = codes_offer.offer(row.number, pack())
    if request.method != "POST":
        filled = _filled(record.reading.incident.codes)
        return _page(request, record, filled, _seen(row.number), offered)
    asked, form = answers(SeenCodesForm(request.POST)), CodesForm(request.POST)
    seen, which = Seen(codes=asked["seen"], frame=asked["frame"]), asked["take"]
    if which:
        form = CodesForm(codes_offer.taken(form.chosen(), offered, which))
    if which not in {"", "all"}:
        return _page(request, record, form.chosen(), seen, offered)
    if not form.is_valid():
        wrong = list(form.errors)
        return _page(request, record, form.chosen(), seen, offered, wrong=wrong, status=400)
    try:
        _save(row.number, form, seen, act(request))
    except StaleEditError:
        say(request, _("Somebody saved newer codes. What you chose stands here, not saved."))
        return _page(request, record, form.chosen(), _seen(row.number), offered, status=409)
    say(request, _("The codes are saved."))
    return HttpResponseRedirect(reverse("incident", args=[row.number]))


def _save(number: str, form: CodesForm, seen: "Seen", now: Act) -> None:
    section, date = int(form.cleaned_data["section"]), form.cleaned_data["date"]
    with writing():
        texts.save_codes(number, form.codes(), seen=seen.codes, act=now)
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


def _filled(codes: Codes | None) -> dict[str, Any]:
    """What stands in the form; where nothing is coded, nothing is chosen."""
    if codes is None:
        return dict.fromkeys((*ONE, "severity", "severity_reason"), "") | {
            name: [] for name in SEVERAL
        }
    found: dict[str, Any] = {name: getattr(codes, name) for name in ONE}
    found |= {name: list(getattr(codes, name)) for name in SEVERAL}
    return found | {"severity": str(codes.severity), "severity_reason": codes.severity_reason}


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
    form.setdefault("section", str(incident.section))
    form.setdefault("date", incident.date.iso if incident.date else "")
    context = {
        "record": record,
        "form": form,
        "seen": seen,
        "offered": offered,
        "is_drafted": coding.is_drafted(incident.number),
        "wrong": wrong or [],
        "amiss": [typed_input.no_date(_("Date"))] if "date" in (wrong or []) else [],
        "one": ONE,
        "several": SEVERAL,
        "labels": labels_of(pack()),
    }
    return render(request, "incidents/codes.html", context, status=status)
