"""Views of members: listing, changing, suspending, restoring and resetting accounts."""

from functools import wraps
from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from dalel.domain.errors import NotFoundError
from dalel.domain.membership import AccountBarredError, MembershipBar
from dalel.newsroom.accounts.actions import account_requests, members
from dalel.newsroom.accounts.actions.invitations import link_for
from dalel.newsroom.accounts.forms import MemberForm
from dalel.newsroom.accounts.queries.current_member import act
from dalel.newsroom.desk.actions import suspension
from dalel.newsroom.desk.forms import SuspendForm
from dalel.newsroom.frame.feedback import say
from dalel.newsroom.frame.forms import answers
from dalel.newsroom.frame.permissions import Action, View, allowed


@require_safe
@allowed(Action.SEE_MEMBERS)
def listing(request: HttpRequest) -> HttpResponse:
    """All members, those at work first."""
    return render(request, "desk/members.html", {"colleagues": members.colleagues()})


@require_safe
@allowed(Action.SEE_MEMBERS)
def one(request: HttpRequest, username: str) -> HttpResponse:
    """A member: role, languages, second factor, and when the account was closed."""
    return _shown(request, username)


def told(view: View) -> View:
    """What may not be done is told on the member's page; who is not there is not found."""

    @wraps(view)
    def tell(request: HttpRequest, username: str) -> HttpResponseBase:
        try:
            return view(request, username)
        except AccountBarredError as error:
            return _shown(request, username, bar=error.bar)
        except NotFoundError as error:
            raise Http404(_("There is no member of this name.")) from error

    return tell


@require_POST
@allowed(Action.RUN_ACCOUNTS)
@told
def change(request: HttpRequest, username: str) -> HttpResponse:
    """What a member is called, does and reads."""
    form = MemberForm(request.POST)
    if not form.is_valid():
        return _shown(request, username, form=form)
    wanted, now = form.cleaned_data, act(request)
    role = members.colleague(username).role
    try:
        members.change(username, name=wanted["name"], role=role, reads=wanted["reads"], act=now)
        members.let_advise(username, now, may_advise=wanted["may_advise"])
    except ValidationError as error:
        form.add_error(None, error)
        return _shown(request, username, form=form)
    if wanted["role"] != role and not account_requests.ask_role(username, wanted["role"], now):
        return _waits(request)
    return redirect("member", username=username)


@require_POST
@allowed(Action.SUSPEND)
@told
def suspend(request: HttpRequest, username: str) -> HttpResponse:
    """Close an account at once."""
    suspension.suspend(username, **answers(SuspendForm(request.POST)), act=act(request))
    return redirect("member", username=username)


@require_POST
@allowed(Action.RESTORE)
@told
def ask(request: HttpRequest, username: str) -> HttpResponse:
    """Ask that a closed account be opened again."""
    suspension.ask_restoring(username, act(request))
    return redirect("member", username=username)


@require_POST
@allowed(Action.RESTORE)
@told
def confirm(request: HttpRequest, username: str) -> HttpResponse:
    """Open it again as the second person, and show the link by which its owner comes in."""
    now = act(request)
    suspension.confirm_restoring(username, now)
    return _with_link(request, username)


@require_POST
@allowed(Action.RUN_ACCOUNTS)
@told
def reset(request: HttpRequest, username: str) -> HttpResponse:
    """Take the second factors away, as when a phone is lost."""
    if not account_requests.ask_reset(username, act(request)):
        return _waits(request)
    return redirect("member", username=username)


@require_POST
@allowed(Action.RUN_ACCOUNTS)
@told
def link(request: HttpRequest, username: str) -> HttpResponse:
    """Make a link by which the member chooses a new password."""
    secret = account_requests.ask_link(username, act(request))
    return _shown(request, username, secret=secret) if secret else _waits(request)


@require_POST
@allowed(Action.SUSPEND)
@told
def vouch(request: HttpRequest, username: str) -> HttpResponse:
    """Say as a second member that an account is of a person of its own."""
    account_requests.vouch(username, act(request))
    return redirect("member", username=username)


def _waits(request: HttpRequest) -> HttpResponse:
    say(request, _("It waits for a second member; all members are told."))
    return redirect("account-requests")


def _with_link(request: HttpRequest, username: str) -> HttpResponse:
    """The member's page with a new link; it is shown only now, so the page is not led away from."""
    return _shown(request, username, secret=link_for(username, act(request)))


def _shown(
    request: HttpRequest,
    username: str,
    *,
    bar: MembershipBar | None = None,
    form: MemberForm | None = None,
    secret: str = "",
) -> HttpResponse:
    try:
        found = members.colleague(username)
    except NotFoundError as error:
        raise Http404(_("There is no member of this name.")) from error
    context: dict[str, Any] = {
        "found": found,
        "past": members.past_suspensions(username),
        "form": form or MemberForm(initial=_initial(found)),
        "bar": bar,
        "secret": secret,
    }
    is_wrong = bar is not None or form is not None
    return render(request, "desk/member.html", context, status=400 if is_wrong else 200)


def _initial(found: members.Colleague) -> dict[str, object]:
    return {
        "name": found.name,
        "role": found.role,
        "reads": list(found.reads),
        "may_advise": found.may_advise,
    }
