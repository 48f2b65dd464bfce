"""What waits for a second person, and what that person decides."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from dalel.domain.public_change import ProposalState
from dalel.domain.states import IncidentState
from dalel.newsroom.accounts.act import Act
from dalel.newsroom.accounts.queries.current_member import act
from dalel.newsroom.frame.context import is_alone, pack
from dalel.newsroom.frame.feedback import say, told_back, way_back
from dalel.newsroom.frame.forms import answers
from dalel.newsroom.frame.permissions import Action, allowed, may
from dalel.newsroom.incidents.actions import proposals
from dalel.newsroom.incidents.actions.write import recheck
from dalel.newsroom.incidents.change_labels import told
from dalel.newsroom.incidents.forms.review import ProposalForm
from dalel.newsroom.incidents.queries.incident_rows import incident_row


@require_safe
@allowed(Action.READ_RECORD)
def listing(request: HttpRequest) -> HttpResponse:
    """All changes that wait, each with its difference, and what was decided last."""
    context = {
        "waiting": [told(one) for one in proposals.waiting()],
        "decided": [told(one) for one in proposals.decided()],
    }
    return render(request, "incidents/proposals.html", context)


@require_POST
@allowed(Action.WRITE)
@told_back
def decide(request: HttpRequest, key: int) -> HttpResponse:
    """Approve or refuse what another person proposed, or take one's own proposal back."""
    now, sent = act(request), answers(ProposalForm(request.POST))
    wanted = sent["do"]
    if wanted == "take-back":
        proposals.take_back(key, now)
        say(request, _("Taken back; nothing was changed."))
    elif wanted not in {"approve", "refuse"}:
        say(request, _("Choose what becomes of it."))
    elif not may(now.member, Action.APPROVE):
        raise PermissionDenied
    elif wanted == "refuse":
        proposals.refuse(key, sent["reason"], now)
        say(request, _("Refused; nothing was changed."))
    else:
        _approve(request, key, now)
    return HttpResponseRedirect(way_back(request, reverse("proposals")))


def _approve(request: HttpRequest, key: int, now: Act) -> None:
    state = proposals.approve(key, now, alone=is_alone())
    if state is ProposalState.STALE:
        say(request, _("What it would change has changed since: it has to be proposed anew."))
        return
    approved = proposals.proposal(key)
    number = approved.incident
    state_now = IncidentState(incident_row(number).state) if number else None
    say(request, _in_public(state_now) % {"what": told(approved).title})
    if number:
        recheck(number, pack(), now=now.time)


def _in_public(state: IncidentState | None) -> str:
    """When readers get ``what`` was approved; None: it is of no single entry."""
    match state:
        case None:
            return _(
                "Approved: “%(what)s”. Where it is public, readers have it from the next build on."
            )
        case IncidentState.UNPUBLISHED:
            return _(
                "Approved: “%(what)s”. The entry itself is not public yet; this goes out with its "
                "edition."
            )
        case IncidentState.RETRACTED | IncidentState.WITHDRAWN:
            return _(
                "Approved: “%(what)s”. The entry was taken back, and the public reads nothing "
                "of it."
            )
        case IncidentState.PUBLISHED | IncidentState.CORRECTED:
            return _("Approved: “%(what)s”. The public reads it from the next build on.")
