"""Who changed section, date, links and codes of an incident, when, and how is that taken back?"""

from itertools import zip_longest

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from dalel.desk import typed
from dalel.desk.access import Action, allowed, may
from dalel.desk.coding import coded
from dalel.desk.ground import act, is_alone, pack
from dalel.desk.refusing import say, told_back
from dalel.flow.incidents import writing
from dalel.store.acting import incident_row
from dalel.store.incidents import approving, coding, frames, reading
from dalel.store.people import auditing


@require_safe
@allowed(Action.READ_RECORD)
@told_back
def versions(request: HttpRequest, number: str) -> HttpResponse:
    """Every version of codes, section, date and links, the newest first, and what was done."""
    row = incident_row(number)
    framed, coded_ = frames.versions(row.number), coding.versions(row.number)
    context = {
        "record": reading.incident(row.number),
        "frames": tuple(zip_longest(framed, framed[1:])),
        "codes": tuple((one, coded(one.codes, pack())) for one in coded_),
        "deeds": auditing.about((row.number, row.provisional)),
        "may_write": may(act(request).member, Action.WRITE),
    }
    return render(request, "desk/record.html", context)


@require_POST
@allowed(Action.WRITE)
@told_back
def restore(request: HttpRequest, number: str) -> HttpResponse:
    """Take an earlier version up again: it becomes the newest, and waits for approval as any."""
    number, now = incident_row(number).number, act(request)
    seen = typed.number(request.POST.get("seen", "")) or 0
    if version := typed.number(request.POST.get("frame", "")):
        frames.restore(number, version, seen=seen, act=now)
    elif version := typed.number(request.POST.get("codes", "")):
        coding.restore(number, version, seen=seen, act=now)
    writing.recheck(number, pack(), now=now.time)
    say(request, _("The earlier version stands again, as a draft."))
    return HttpResponseRedirect(reverse("incident-record", args=[number]))


@require_POST
@allowed(Action.APPROVE)
@told_back
def approve(request: HttpRequest, number: str) -> HttpResponse:
    """Approve exactly the codes, section, date and links that were seen."""
    number = incident_row(number).number
    writing.recheck(number, pack(), now=act(request).time)
    approving.approve(
        number,
        codes=typed.number(request.POST.get("codes", "")) or 0,
        frame=typed.number(request.POST.get("frame", "")) or 0,
        act=act(request),
        alone=is_alone(),
    )
    say(request, _("Approved."))
    return HttpResponseRedirect(reverse("incident", args=[number]))
