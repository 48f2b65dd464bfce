"""The page of work that does not succeed, with a button that has it tried again."""

from datetime import UTC, datetime

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from dalel.domain.errors import NotFoundError
from dalel.newsroom.accounts.act import Act
from dalel.newsroom.accounts.actions.try_again import try_again
from dalel.newsroom.accounts.queries.current_member import member_of
from dalel.newsroom.desk.forms import TryAgainForm
from dalel.newsroom.frame import resting, worker_lives
from dalel.newsroom.frame.forms import answers
from dalel.newsroom.frame.permissions import Action, allowed, may


@require_safe
@allowed(Action.READ_RECORD)
def listing(request: HttpRequest) -> HttpResponse:
    """What rests and what fails repeatedly, and how workers ended lately."""
    context = {
        "worn": resting.worn(),
        "worker": worker_lives.deaths(datetime.now(UTC)),
        "may_change": may(member_of(request), Action.CHANGE_SOURCES),
    }
    return render(request, "desk/resting.html", context)


@require_POST
@allowed(Action.CHANGE_SOURCES)
def again(request: HttpRequest) -> HttpResponse:
    """Have one piece of work tried again now; what has succeeded meanwhile stays as it is."""
    wanted = answers(TryAgainForm(request.POST))
    try:
        act = Act(member=member_of(request), time=datetime.now(UTC))
        try_again(wanted["work"], wanted["key"], act)
    except NotFoundError:
        pass  # the same button again, or it succeeded: there is nothing left to do
    return HttpResponseRedirect(reverse("resting"))
