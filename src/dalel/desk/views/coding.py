"""How is an incident coded, with the codebook's rules at hand?"""

from collections.abc import Mapping
from typing import Any, Final

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from dalel.desk import typed
from dalel.desk.access import Action, allowed
from dalel.desk.ground import act, pack
from dalel.desk.refusing import say, told_back
from dalel.domain.incident import Codes
from dalel.flow.writing import recheck
from dalel.pack import Pack
from dalel.store import coding, editing, reading

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
    """The form of the codes; saving adds a version."""
    row = editing.incident_row(number)
    record = reading.incident(row.number)
    seen = coding.newest_codes_number(row.number)
    if request.method != "POST":
        return _page(request, record, _filled(record.reading.incident.codes), seen)
    form: dict[str, Any] = {name: request.POST.get(name, "") for name in ONE}
    form |= {name: request.POST.getlist(name) for name in SEVERAL}
    form["severity"] = request.POST.get("severity", "")
    form["severity_reason"] = typed.clean(request.POST.get("severity_reason", ""))
    form["section"] = request.POST.get("section", "")
    form["date"] = request.POST.get("date", "")
    wrong = _wrong(form, pack())
    if wrong:
        return _page(request, record, form, seen, wrong=wrong, status=400)
    now = act(request)
    editing.save_codes(
        row.number,
        _codes(form, pack()),
        seen=typed.number(request.POST.get("seen", "")) or 0,
        act=now,
    )
    coding.place(row.number, int(form["section"]), typed.partial_date(form["date"]), act=now)
    recheck(row.number, pack(), now=now.time)
    say(request, _("The codes are saved."))
    return HttpResponseRedirect(reverse("incident", args=[row.number]))


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
    seen: int,
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
        "wrong": wrong or [],
        "one": ONE,
        "several": SEVERAL,
    }
    return render(request, "desk/codes.html", context, status=status)
