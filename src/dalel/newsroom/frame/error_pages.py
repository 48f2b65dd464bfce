"""Error pages: not taken, not found, forbidden, refused, broken."""

import sys
from typing import Final

from django.core.exceptions import TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from dalel.domain.machine_fault import MachineFault, fault_of
from dalel.newsroom.frame.permissions import RULES, Action
from dalel.newsroom.frame.roles import Role

#: Our own mistake: what happened, and what to do.
_OURS: Final = (
    gettext_noop("Something broke on our side."),
    gettext_noop(
        "Try again. If it stays so, tell whoever looks after the desk's computer: the details are "
        "in its log."
    ),
)
_DATABASE_AWAY: Final = (
    gettext_noop("The database does not answer."),
    gettext_noop(
        "Wait a minute and try again. If it stays so, tell whoever looks after the desk's "
        "computer: the database server has to be started."
    ),
)
_DAMAGED: Final = (
    gettext_noop("The disk or the database of the desk's computer is damaged."),
    gettext_noop(
        "Stop working and tell whoever looks after the computer: the last backup may have to be "
        "brought back."
    ),
)
_NOT_WRITABLE: Final = (
    gettext_noop("The desk's computer does not let anything be saved."),
    gettext_noop(
        "Tell whoever looks after it: the folder in which the desk keeps everything cannot be "
        "written."
    ),
)
_BUSY: Final = (
    gettext_noop("The desk's computer has too much to do at once."),
    gettext_noop("Wait a minute and try again. If it stays so, tell whoever looks after it."),
)
_WORDS: Final[dict[MachineFault | None, tuple[str, str]]] = {
    MachineFault.DISK_FULL: (
        gettext_noop("The disk of the desk's computer is full: nothing can be saved now."),
        gettext_noop(
            "Tell whoever looks after the computer. When there is room again, send the form again."
        ),
    ),
    MachineFault.DATABASE_LOCKED: (
        gettext_noop("The database is busy with something else: nothing could be saved now."),
        gettext_noop("Wait a minute and try again."),
    ),
    MachineFault.DATABASE_GONE: _DATABASE_AWAY,
    MachineFault.DATABASE_REFUSES: _DATABASE_AWAY,
    MachineFault.DATABASE_DAMAGED: _DAMAGED,
    MachineFault.DISK_BROKEN: _DAMAGED,
    MachineFault.READ_ONLY: _NOT_WRITABLE,
    MachineFault.NOT_ALLOWED: _NOT_WRITABLE,
    MachineFault.NO_MEMORY: _BUSY,
    MachineFault.TOO_MANY_FILES: _BUSY,
}


def not_taken(request: HttpRequest, exception: Exception) -> HttpResponse:
    """What was sent is no form of ours, or more than any of them."""
    if isinstance(exception, TooManyFieldsSent | TooManyFilesSent):
        reason = _("That is too much at once: nothing was saved.")
        advice = _(
            "Go back in the browser: what you typed and ticked stands there. "
            "Send less at once, then the rest."
        )
        return _fault(request, 400, reason, advice)
    reason = _("The desk cannot take what was sent; nothing was saved.")
    advice = _(
        "Go back in the browser: what you typed stands there. If it is very long, shorten it."
    )
    if not hasattr(request, "user"):
        # A wrong host, say, which is turned away before anybody is asked who he is.
        return _bare(request, 400, reason, advice)
    return _fault(request, 400, reason, advice)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The address leads nowhere."""
    reason = str(exception.args[0]) if exception.args and isinstance(exception.args[0], str) else ""
    return _fault(request, 404, reason or _("There is no page at this address."))


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The member may not do this."""
    who = exception.args[0] if exception.args else None
    if isinstance(who, Action):
        roles = ", ".join(str(role.label) for role in Role if role in RULES.get(who, ()))
        if roles:
            told = _("Your role does not allow this. It is open to: %(roles)s.")
            return _fault(request, 403, told % {"roles": roles})
    return _fault(request, 403, _("Your role does not allow this. Ask an administrator."))


def refused(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form came without the mark that shows it was ours; ``reason`` is for the log only."""
    return _fault(
        request,
        403,
        _("This form is out of date; nothing was saved. Go back, reload and try again."),
    )


def broken(request: HttpRequest) -> HttpResponse:
    """Something failed: the machine, and then it can be said what to do, or we ourselves."""
    error = sys.exc_info()[1]
    reason, advice = _WORDS.get(fault_of(error) if error else None, _OURS)
    status = 500 if reason == _OURS[0] else 503
    with translation.override(_language(request)):
        answer = _bare(request, status, _(reason), _(advice))
    if status == 503:
        answer["Retry-After"] = "60"
    return answer


def _language(request: HttpRequest) -> str:
    """The language of this page, also where nobody got as far as to ask for the member's."""
    return getattr(request, "LANGUAGE_CODE", "") or translation.get_language_from_request(request)


def _bare(request: HttpRequest, status: int, reason: str, advice: str) -> HttpResponse:
    """A page without anything out of the database."""
    words = {
        "reason": reason,
        "advice": advice,
        "code": status,
        "is_sent": request.method == "POST",
    }
    return render(request, "frame/unavailable.html", words, status=status)


def _fault(request: HttpRequest, status: int, reason: str, advice: str = "") -> HttpResponse:
    words = {"reason": reason, "advice": advice, "code": status}
    return render(request, "frame/fault.html", words, status=status)
