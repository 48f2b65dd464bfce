"""What does the newsroom see of its members, and how are accounts closed and opened?"""

from functools import wraps
from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from dalel.desk.access import Action, View, allowed
from dalel.desk.forms import MemberForm
from dalel.desk.ground import act
from dalel.domain.membership import AccountBarredError, Bar
from dalel.store.acting import NotFoundError
from dalel.store.people import members, suspending
from dalel.store.people.invitations import link_for


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
    try:
        members.change(username, **form.cleaned_data, act=act(request))
    except ValidationError as error:
        form.add_error(None, error)
        return _shown(request, username, form=form)
    return redirect("member", username=username)


@require_POST
@allowed(Action.SUSPEND)
@told
def suspend(request: HttpRequest, username: str) -> HttpResponse:
    """Close an account at once."""
    suspending.suspend(username, request.POST.get("reason", "").strip(), act(request))
    return redirect("member", username=username)


@require_POST
@allowed(Action.RESTORE)
@told
def ask(request: HttpRequest, username: str) -> HttpResponse:
    """Ask that a closed account be opened again."""
    suspending.ask_restoring(username, act(request))
    return redirect("member", username=username)


@require_POST
@allowed(Action.RESTORE)
@told
def confirm(request: HttpRequest, username: str) -> HttpResponse:
    """Open it again as the second person, and show the link by which its owner comes in."""
    now = act(request)
    suspending.confirm_restoring(username, now)
    return _with_link(request, username)


@require_POST
@allowed(Action.RUN_ACCOUNTS)
@told
def reset(request: HttpRequest, username: str) -> HttpResponse:
    """Take the second factors away, as when a phone is lost."""
    members.reset_factors(username, act(request))
    return redirect("member", username=username)


@require_POST
@allowed(Action.RUN_ACCOUNTS)
@told
def link(request: HttpRequest, username: str) -> HttpResponse:
    """Make a link by which the member chooses a new password."""
    if not members.colleague(username).is_active:
        raise AccountBarredError(Bar.ALREADY_CLOSED)
    return _with_link(request, username)


def _with_link(request: HttpRequest, username: str) -> HttpResponse:
    """The member's page with a new link; it is shown only now, so the page is not led away from."""
    return _shown(request, username, secret=link_for(username, act(request)))


def _shown(
    request: HttpRequest,
    username: str,
    *,
    bar: Bar | None = None,
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
    return {"name": found.name, "role": found.role, "reads": list(found.reads)}
