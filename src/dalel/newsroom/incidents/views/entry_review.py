"""Views of the review of whole entries: approving all that was shown, the queue, and holders."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

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
from dalel.newsroom.incidents.actions.approve_entry import approve_entry
from dalel.newsroom.incidents.actions.hand_over import hand_over, take_to_desk
from dalel.newsroom.incidents.actions.seen_versions import keep_seen
from dalel.newsroom.incidents.forms.entry_review import HolderForm, ShownVersionsForm
from dalel.newsroom.incidents.number_labels import called
from dalel.newsroom.incidents.queries.edition_periods import PlaceAhead, place_ahead
from dalel.newsroom.incidents.queries.holders import (
    MOST_IN_WORK,
    counted,
    entries_in_work,
    holders,
    newest_titles,
)
from dalel.newsroom.incidents.queries.incident_rows import incident_row
from dalel.newsroom.incidents.queries.incidents import incident
from dalel.newsroom.incidents.queries.review_queue import following, review_queue
from dalel.newsroom.stories.queries import inbox


@require_POST
@allowed(Action.APPROVE)
@told_back
def approve(request: HttpRequest, number: str) -> HttpResponse:
    """Approve all that the page of an entry showed, and go on to the next in the queue."""
    now, sent = act(request), answers(ShownVersionsForm(request.POST))
    number = incident_row(number).number
    queue = review_queue(now.member, alone=is_alone())
    row = approve_entry(number, **sent, act=now, pack=pack(), alone=is_alone())
    after = following(queue, number)
    say(request, _("Approved: %(number)s.") % {"number": called(row.number)})
    if after is None:
        say(request, _("No other entry waits for your review."))
        return HttpResponseRedirect(reverse("incident", args=[row.number]))
    ahead = place_ahead(incident(row.number), pack().languages)
    if ahead:
        say(request, _where(ahead))
    return HttpResponseRedirect(reverse("incident", args=[after.number]))


def _where(ahead: PlaceAhead) -> str:
    """Where an approved entry goes from here."""
    if ahead.edition:
        told = _("By its date it belongs to edition %(number)d: “Gather” there brings it in.")
        return told % {"number": ahead.edition}
    if ahead.closed:
        told = _(
            "It stands among the entries, in no edition: edition %(number)d of its period is "
            "closed."
        )
        return told % {"number": ahead.closed}
    return _("It stands among the entries, in no edition: none is of its period yet.")


@require_POST
@allowed(Action.READ_RECORD)
@told_back
def seen(request: HttpRequest, number: str) -> HttpResponse:
    """Keep that the member read what the page showed."""
    sent = answers(ShownVersionsForm(request.POST))
    keep_seen(number, sent["shown"], act(request))
    say(request, _("Next time you see only what changed since."))
    return HttpResponseRedirect(reverse("incident", args=[incident_row(number).number]))


@require_POST
@allowed(Action.WRITE)
@told_back
def hold(request: HttpRequest, number: str) -> HttpResponse:
    """Say that an entry is with the lawyer or translator, or back at the desk."""
    number, now = incident_row(number).number, act(request)
    if holder := answers(HolderForm(request.POST))["holder"]:
        hand_over(number, holder, now)
    else:
        take_to_desk(number, now)
    return HttpResponseRedirect(reverse("incident", args=[number]))


@require_safe
@allowed(Action.WRITE)
@told_back
def next_stories(request: HttpRequest, number: str) -> HttpResponse:
    """What follows in the inbox on the story of an entry, for who has sent it to review."""
    number = incident_row(number).number
    context = {"found": inbox.after_incident(number), "panel": "", "next": reverse("inbox")}
    return render(request, "incidents/next_stories.html", context)


@require_safe
@allowed(Action.READ_RECORD)
def waiting(request: HttpRequest) -> HttpResponse:
    """What the member could review, and who holds each entry that is in work."""
    member, zone = act(request).member, ZoneInfo(pack().zone)
    held = holders(entries_in_work(), zone)
    context = {
        "queue": review_queue(member, alone=is_alone()) if may(member, Action.APPROVE) else (),
        "may_approve": may(member, Action.APPROVE),
        "held": held,
        "counts": counted(held),
        "most": MOST_IN_WORK,
        "titles": newest_titles(held),
        "today": datetime.now(UTC).astimezone(zone).date(),
    }
    return render(request, "incidents/waiting.html", context)
