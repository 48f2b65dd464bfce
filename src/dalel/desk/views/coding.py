"""How is an incident coded, with the codebook's rules at hand?"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from dalel.desk import offering, typed
from dalel.desk.access import Action, allowed
from dalel.desk.coding import labels_of
from dalel.desk.ground import act, pack
from dalel.desk.refusing import say, told_back
from dalel.domain.incident import Codes
from dalel.flow.incidents.writing import recheck
from dalel.pack import Pack
from dalel.store.acting import Act, incident_row
from dalel.store.incidents import coding, editing, frames, reading
from dalel.store.incidents.superseding import StaleEditError
from dalel.store.transactions import writing

#: Fields with one answer and fields with several, each with its variable in the codebook.
ONE: Final = {
    "event_type": "event_type",
    "direction": "direction",
    "case_status": "case_status",
    "verification": "verification",
}
SEVERAL: Final = {
    "secondary_event_types": "event_type",
    "rights": "right",
    "actors": "actor",
    "targets": "target",
    "means": "means",
    "platforms": "platform",
    "places": "place",
    "statutes": "statute",
}


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Action.WRITE)
@told_back
def codes(request: HttpRequest, number: str) -> HttpResponse:
    """The form of the codes; saving adds a version, and so does taking all that is suggested."""
    row = incident_row(number)
    record = reading.incident(row.number)
    offered = offering.offer(row.number, pack())
    if request.method != "POST":
        form = _filled(record.reading.incident.codes)
        return _page(request, record, form, _seen(row.number), offered)
    form = _sent(request.POST)
    seen = Seen(
        codes=typed.number(request.POST.get("seen", "")) or 0,
        frame=typed.number(request.POST.get("frame", "")),
    )
    which = request.POST.get("take", "")
    if which:
        form = offering.taken(form, offered, which)
    if which not in {"", "all"}:
        return _page(request, record, form, seen, offered)
    wrong = _wrong(form, pack())
    if wrong:
        return _page(request, record, form, seen, offered, wrong=wrong, status=400)
    try:
        _save(row.number, form, seen, act(request))
    except StaleEditError:
        say(request, _("Somebody saved newer codes. What you chose stands here, not saved."))
        return _page(request, record, form, _seen(row.number), offered, status=409)
    say(request, _("The codes are saved."))
    return HttpResponseRedirect(reverse("incident", args=[row.number]))


def _save(number: str, form: Mapping[str, Any], seen: "Seen", now: Act) -> None:
    with writing():
        editing.save_codes(number, _codes(form, pack()), seen=seen.codes, act=now)
        coding.place(
            number,
            int(form["section"]),
            typed.partial_date(form["date"]),
            act=now,
            seen=seen.frame,
        )
    recheck(number, pack(), now=now.time)


@dataclass(frozen=True, kw_only=True)
class Seen:
    """The versions that stood behind the form: of the codes, and of section, date and links.

    A form that names no frame was sent by a program, which then looked at none.
    """

    codes: int
    frame: int | None


def _seen(number: str) -> Seen:
    return Seen(codes=coding.newest_codes_number(number), frame=frames.newest_number(number))


def _sent(sent: QueryDict) -> dict[str, Any]:
    form: dict[str, Any] = {name: sent.get(name, "") for name in ONE}
    form |= {name: sent.getlist(name) for name in SEVERAL}
    form["severity"] = sent.get("severity", "")
    form["severity_reason"] = typed.clean(sent.get("severity_reason", ""))
    return form | {"section": sent.get("section", ""), "date": sent.get("date", "")}


def _filled(codes: Codes | None) -> dict[str, Any]:
    """What stands in the form; where nothing is coded, nothing is chosen."""
    if codes is None:
        return dict.fromkeys((*ONE, "severity", "severity_reason"), "") | {
            name: [] for name in SEVERAL
        }
    found: dict[str, Any] = {name: getattr(codes, name) for name in ONE}
    found |= {name: list(getattr(codes, name)) for name in SEVERAL}
    return found | {"severity": str(codes.severity), "severity_reason": codes.severity_reason}


def _known(pack_: Pack) -> Mapping[str, frozenset[str]]:
    known = {variable: frozenset(terms) for variable, terms in pack_.codebook.term_by_code.items()}
    return known | {"place": frozenset(place.code for place in pack_.places)}


def _wrong(form: Mapping[str, Any], pack_: Pack) -> list[str]:
    """What is not chosen, or is no code of the codebook: a forged form gets no further."""
    known = _known(pack_)
    wrong = [name for name, variable in ONE.items() if form[name] not in known[variable]]
    wrong += [name for name, variable in SEVERAL.items() if not set(form[name]) <= known[variable]]
    levels = {str(level.level) for level in pack_.codebook.severity}
    sections = {str(section.number) for section in pack_.codebook.sections}
    wrong += [] if form["severity"] in levels else ["severity"]
    wrong += [] if form["section"] in sections else ["section"]
    is_date = not form["date"].strip() or typed.partial_date(form["date"]) is not None
    return wrong if is_date else [*wrong, "date"]


def _codes(form: Mapping[str, Any], pack_: Pack) -> Codes:
    chosen: dict[str, Any] = {name: form[name] for name in ONE}
    chosen |= {name: tuple(dict.fromkeys(form[name])) for name in SEVERAL}
    return Codes(
        codebook_version=pack_.codebook.version,
        severity=int(form["severity"]),
        severity_reason=form["severity_reason"],
        **chosen,
    )


def _page(
    request: HttpRequest,
    record: reading.IncidentRecord,
    form: dict[str, Any],
    seen: Seen,
    offered: offering.Offer,
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
        "one": ONE,
        "several": SEVERAL,
        "labels": labels_of(pack()),
    }
    return render(request, "desk/codes.html", context, status=status)
