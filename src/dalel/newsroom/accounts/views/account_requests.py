"""What members ask of accounts that gives power: told to all, confirmed or stopped by others."""

from datetime import UTC, datetime

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from dalel.domain.errors import NotFoundError
from dalel.domain.membership import AccountBarredError, MembershipBar
from dalel.newsroom.accounts.act import Act
from dalel.newsroom.accounts.actions import account_requests, recovery_code
from dalel.newsroom.accounts.forms import AccountRequestForm
from dalel.newsroom.accounts.opens_here import opens_here_only
from dalel.newsroom.accounts.queries.current_member import act
from dalel.newsroom.frame.feedback import say
from dalel.newsroom.frame.forms import answers
from dalel.newsroom.frame.permissions import Action, allowed, may


@require_safe
@allowed(Action.OWN_ACCOUNT)
def listing(request: HttpRequest) -> HttpResponse:
    """All that is asked for and not done: every member sees it, and may stop it."""
    return _page(request)


@require_POST
@allowed(Action.OWN_ACCOUNT)
def decide(request: HttpRequest, key: int) -> HttpResponse:
    """Stand behind it, stop it, give the paper code, or carry it out."""
    now, sent = act(request), answers(AccountRequestForm(request.POST))
    try:
        if sent["do"] == "stop":
            account_requests.stop(key, now)
            say(request, _("Stopped; nothing was changed."))
        elif sent["do"] == "confirm":
            _confirm(key, now)
        elif sent["do"] in {"code", "carry-out"}:
            code = sent["code"] if sent["do"] == "code" else None
            if code is not None and not sent["here"] and _is_lost(request, key):
                return _page(request, unknowing=key, status=400)
            return _carry_out(request, key, now, code)
    except AccountBarredError as error:
        return _page(request, bar=error.bar, status=400)
    except NotFoundError as error:
        raise Http404(_("There is no such thing in the record.")) from error
    return redirect("account-requests")


def _confirm(key: int, now: Act) -> None:
    if not (may(now.member, Action.APPROVE) or may(now.member, Action.RUN_ACCOUNTS)):
        raise PermissionDenied
    account_requests.confirm(key, now)


def _carry_out(request: HttpRequest, key: int, now: Act, code: str | None) -> HttpResponse:
    """Do it; a link is shown only now, so the page is not led away from."""
    if not may(now.member, Action.RUN_ACCOUNTS):
        raise PermissionDenied
    if code is None:
        secret = account_requests.carry_out(key, now)
    else:
        secret = account_requests.carry_out_with_code(key, code, now)
    if secret:
        return _page(request, secret=secret)
    say(request, _("Done."))
    return redirect("account-requests")


def _is_lost(request: HttpRequest, key: int) -> bool:
    """Whether a code would be spent on a link that opens on this computer only."""
    asked = (one.makes_link for one in account_requests.waiting() if one.pk == key)
    return opens_here_only(request) and any(asked)


def _page(
    request: HttpRequest,
    *,
    bar: MembershipBar | None = None,
    secret: str = "",
    unknowing: int = 0,
    status: int = 200,
) -> HttpResponse:
    now, member = datetime.now(UTC), act(request).member
    waiting, done = account_requests.news(member, now)
    requests = [(one, one.is_ready(now)) for one in waiting]
    context = {
        "requests": requests,
        "asks_for_code": any(one.by_id == member.pk and not is_ready for one, is_ready in requests),
        "done": done,
        "bar": bar,
        "secret": secret,
        "unknowing": unknowing,
        "has_code": recovery_code.is_held(),
        "may_confirm": may(member, Action.APPROVE) or may(member, Action.RUN_ACCOUNTS),
    }
    return render(request, "accounts/account_requests.html", context, status=status)
