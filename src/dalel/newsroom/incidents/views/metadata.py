"""Version history of an incident's codes and metadata: listing, restoring, approving."""

from itertools import zip_longest

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from dalel.newsroom.accounts.queries.current_member import act
from dalel.newsroom.frame.context import is_alone, pack
from dalel.newsroom.frame.feedback import say, told_back
from dalel.newsroom.frame.forms import answers
from dalel.newsroom.frame.permissions import Action, allowed, may
from dalel.newsroom.incidents.actions import approve_metadata, codes, metadata, write
from dalel.newsroom.incidents.codes_labels import coded
from dalel.newsroom.incidents.forms.review import ApproveVersionsForm, RestoreVersionForm
from dalel.newsroom.incidents.queries import audit, incidents
from dalel.newsroom.incidents.queries.incident_rows import incident_row


@require_safe
@allowed(Action.READ_RECORD)
@told_back
def versions(request: HttpRequest, number: str) -> HttpResponse:
    """Every version of codes, section, date and links, the newest first, and what was done."""
    row = incident_row(number)
    framed, coded_ = metadata.versions(row.number), codes.versions(row.number)
    context = {
        "record": incidents.incident(row.number),
        "frames": tuple(zip_longest(framed, framed[1:])),
        "codes": tuple((one, coded(one.codes, pack())) for one in coded_),
        "deeds": audit.about((row.number, row.provisional)),
        "may_write": may(act(request).member, Action.WRITE),
    }
    return render(request, "incidents/record.html", context)


@require_POST
@allowed(Action.WRITE)
@told_back
def restore(request: HttpRequest, number: str) -> HttpResponse:
    """Take an earlier version up again: it becomes the newest, and waits for approval as any."""
    number, now = incident_row(number).number, act(request)
    wanted = answers(RestoreVersionForm(request.POST))
    if wanted["frame"]:
        metadata.restore(number, wanted["frame"], seen=wanted["seen"], act=now)
    elif wanted["codes"]:
        codes.restore(number, wanted["codes"], seen=wanted["seen"], act=now)
    write.recheck(number, pack(), now=now.time)
    say(request, _("The earlier version stands again, as a draft."))
    return HttpResponseRedirect(reverse("incident-record", args=[number]))


@require_POST
@allowed(Action.APPROVE)
@told_back
def approve(request: HttpRequest, number: str) -> HttpResponse:
    """Approve exactly the codes, section, date and links that were seen."""
    number = incident_row(number).number
    write.recheck(number, pack(), now=act(request).time)
    read = answers(ApproveVersionsForm(request.POST))
    approve_metadata.approve(number, **read, act=act(request), alone=is_alone())
    say(request, _("Approved."))
    return HttpResponseRedirect(reverse("incident", args=[number]))
