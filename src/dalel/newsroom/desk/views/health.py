"""The health address for uptime monitors: ok, locked or not ok, without a sign-in or details.

What is wrong is for ``dalel doctor --json``, on the machine itself.
"""

from datetime import UTC, datetime
from typing import Final

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import Error
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from dalel.newsroom.frame import worker_lives, worker_pulse
from dalel.newsroom.frame.locked_desk import answers_while_locked
from dalel.newsroom.frame.newsroom_key import is_open

_WELL: Final = "ok"


@answers_while_locked
@login_not_required
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """200 when the database answers and the worker was seen lately, else 503.

    A desk that waits for its passphrase is a service that is not available until somebody comes
    (RFC 9110, section 15.6.4): a monitor has to call that person, and reads which way it is.
    """
    state = _state()
    return HttpResponse(
        f"{state}\n",
        status=200 if state == _WELL else 503,
        content_type="text/plain; charset=utf-8",
    )


def _state() -> str:
    if not _database_answers():
        return "not ok"
    if not is_open():
        return "locked"
    return _WELL if worker_pulse.lives(settings.DALEL.home, datetime.now(UTC)) else "not ok"


def _database_answers() -> bool:
    try:
        worker_lives.is_at_work()
    except Error:
        return False
    return True
