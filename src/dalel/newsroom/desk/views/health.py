"""The health address for uptime monitors: ok or not ok, without a sign-in and without details.

What is wrong is for ``dalel doctor --json``, on the machine itself.
"""

from datetime import UTC, datetime

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import Error
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from dalel.newsroom.frame import worker_lives, worker_pulse


@login_not_required
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """200 when the database answers and the worker was seen lately, else 503."""
    is_well = worker_pulse.lives(settings.DALEL.home, datetime.now(UTC)) and _database_answers()
    return HttpResponse(
        "ok\n" if is_well else "not ok\n",
        status=200 if is_well else 503,
        content_type="text/plain; charset=utf-8",
    )


def _database_answers() -> bool:
    try:
        worker_lives.is_at_work()
    except Error:
        return False
    return True
