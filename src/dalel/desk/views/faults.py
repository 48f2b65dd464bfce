"""What does a person see when something is not there, not allowed or broken?"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The address leads nowhere."""
    reason = str(exception.args[0]) if exception.args and isinstance(exception.args[0], str) else ""
    return _fault(request, 404, reason or _("There is no page at this address."))


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The member may not do this."""
    return _fault(request, 403, _("Your role does not allow this. Ask an administrator."))


def refused(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form came without the mark that shows it was ours; ``reason`` is for the log only."""
    return _fault(
        request,
        403,
        _("This form is out of date; nothing was saved. Go back, reload and try again."),
    )


def broken(request: HttpRequest) -> HttpResponse:
    """Our own mistake."""
    return _fault(request, 500, _("Something broke on our side. What you typed was not saved."))


def _fault(request: HttpRequest, status: int, reason: str) -> HttpResponse:
    return render(request, "desk/fault.html", {"reason": reason, "code": status}, status=status)
