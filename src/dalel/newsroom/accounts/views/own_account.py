"""Views of a member's own account and its open sessions."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from dalel.newsroom.accounts.actions.newsroom import lacks_factor
from dalel.newsroom.accounts.actions.sessions import (
    end_other_sessions,
    end_session,
    has_factor,
    sessions,
)
from dalel.newsroom.accounts.known_browsers import own_token
from dalel.newsroom.accounts.queries.current_member import act
from dalel.newsroom.frame.permissions import Action, allowed


@require_safe
@allowed(Action.OWN_ACCOUNT)
def shown(request: HttpRequest) -> HttpResponse:
    """The own name, role, ways in, and the browsers that stand open."""
    member = act(request).member
    context = {
        "has_factor": has_factor(member),
        "lacks_factor": lacks_factor(member),
        "own_door": reverse("own-door", kwargs={"token": own_token(member)}),
        "sessions": sessions(member, request.session.session_key or ""),
    }
    return render(request, "accounts/account.html", context)


@require_POST
@allowed(Action.OWN_ACCOUNT)
def end(request: HttpRequest, key: int) -> HttpResponse:
    """Sign out of one browser."""
    now = act(request)
    if end_session(now.member, key):
        now.note("ended a session", now.member.username)
    return redirect("account")


@require_POST
@allowed(Action.OWN_ACCOUNT)
def end_others(request: HttpRequest) -> HttpResponse:
    """Sign out of every browser but this one."""
    now = act(request)
    count = end_other_sessions(now.member, request.session.session_key or "")
    now.note("ended other sessions", now.member.username, str(count))
    return redirect("account")
