"""Views of an entry's public notices, and of its retraction and withdrawal."""

from uuid import UUID, uuid4

from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from dalel.domain.errors import DalelError, NotFoundError
from dalel.domain.notice import NoticeKind
from dalel.domain.states import IncidentState
from dalel.newsroom.accounts.queries.current_member import act
from dalel.newsroom.frame.context import is_alone, pack
from dalel.newsroom.frame.feedback import say, told_back
from dalel.newsroom.frame.forms import answers
from dalel.newsroom.frame.labels import explained
from dalel.newsroom.frame.permissions import Action, allowed, may
from dalel.newsroom.incidents.queries.incident_rows import incident_row
from dalel.newsroom.releases.actions import notice_publication, notices
from dalel.newsroom.releases.actions.output_places import later
from dalel.newsroom.releases.forms import WRITTEN, DropNoticeForm, NoticeForm, TakeBackForm
from dalel.newsroom.releases.queries import messages


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Action.READ_RECORD)
@told_back
def page(request: HttpRequest, number: str) -> HttpResponse:
    """All that is said about an entry in public, and the form of a correction or a reply."""
    number = incident_row(number).number
    if request.method != "POST":
        return _page(request, number, NoticeForm())
    now, form = act(request), NoticeForm(request.POST)
    if not may(now.member, Action.WRITE):
        raise PermissionDenied
    if not form.is_valid():
        say(request, _("Choose whether it is a correction or a reply."))
        return _page(request, number, form, status=400)
    new = form.notice(form.cleaned_data["kind"])
    try:
        notice_publication.propose(number, new, act=now, pack=pack())
    except NotFoundError:
        raise
    except DalelError as error:
        say(request, *explained(error))
        return _page(request, number, form, status=400)
    say(request, _("Written; it goes out once a second person stands behind it."))
    return HttpResponseRedirect(_address(number))


@require_POST
@allowed(Action.APPROVE)
@told_back
def decide(request: HttpRequest, number: str, key: UUID) -> HttpResponse:
    """Stand behind a notice, or take it away while nobody does."""
    now, number = act(request), incident_row(number).number
    if answers(DropNoticeForm(request.POST))["drop"]:
        notices.drop(number, key, now)
        say(request, _("Taken away."))
    else:
        notice_publication.approve(number, key, later(), act=now, pack=pack(), alone=is_alone())
        say(request, _("Readers have it as soon as the site is built; channels in a moment."))
    return HttpResponseRedirect(_address(number))


@require_POST
@allowed(Action.RELEASE)
@told_back
def take_back(request: HttpRequest, number: str) -> HttpResponse:
    """Retract with a public reason, or withdraw; the site is built anew before all else."""
    number = incident_row(number).number
    now, out, form = act(request), later(), TakeBackForm(request.POST)
    if not form.is_valid():
        say(request, _("Say why: the reason stays written down."))
        return _page(request, number, form, status=400)
    reason = form.cleaned_data["reason"]
    try:
        if form.cleaned_data["state"] is IncidentState.WITHDRAWN:
            notice_publication.withdraw(number, reason, out, act=now, pack=pack())
        else:
            new = form.notice(NoticeKind.RETRACTION)
            notice_publication.retract(number, new, reason, out, act=now, pack=pack())
    except DalelError as error:
        say(request, *explained(error))
        return _page(request, number, form, status=400)
    say(request, _("Done; the site is built anew before all else, the channels follow at once."))
    return HttpResponseRedirect(_address(number))


def _page(request: HttpRequest, number: str, form: Form, *, status: int = 200) -> HttpResponse:
    row, member = incident_row(number), act(request).member
    context = {
        "number": row.number,
        "state": IncidentState(row.state),
        "notices": notices.notices(row.number),
        "kinds": WRITTEN,
        "form": form.data,
        "key": form.data.get("key") or uuid4(),
        "posts": messages.posts_about(row.number),
        "may_write": may(member, Action.WRITE),
        "may_approve": may(member, Action.APPROVE),
        "may_release": may(member, Action.RELEASE),
        "member": member,
        "is_alone": is_alone(),
    }
    return render(request, "releases/notices.html", context, status=status)


def _address(number: str) -> str:
    return reverse("incident-notices", args=[number])
