"""The welcome of a new newsroom: what it says of itself, each answer saved by itself."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from dalel.domain.bulletin_rhythm import Rhythm
from dalel.newsroom.accounts.actions import welcome
from dalel.newsroom.accounts.queries.current_member import act, member_of
from dalel.newsroom.accounts.queries.newsroom_settings import contact, stated
from dalel.newsroom.accounts.queries.welcome_steps import open_steps, rhythm
from dalel.newsroom.desk.forms import NewsroomNameForm, RhythmForm, WelcomeStepForm
from dalel.newsroom.desk.queries import today
from dalel.newsroom.evidence.queries.first_watch import is_sample
from dalel.newsroom.frame.context import pack
from dalel.newsroom.frame.feedback import back_to, say, way_back
from dalel.newsroom.frame.forms import answers, refusal
from dalel.newsroom.frame.permissions import Action, allowed

#: The first story that is offered came in over so long.
_LATELY: Final = timedelta(days=3)


@require_safe
@allowed(Action.STATE_IMPRINT)
def page(request: HttpRequest) -> HttpResponse:
    """All steps, done and open."""
    return _page(request, stated(pack().profile.imprint).fields.get("publisher", {}))


def _page(request: HttpRequest, names: Mapping[str, str], *, lacking: str = "") -> HttpResponse:
    """The steps; ``lacking`` is why the typed names are not kept."""
    now = datetime.now(UTC)
    came, _put_off = today.stories(now - _LATELY)
    context = {
        "open": open_steps(member_of(request), pack().profile.imprint, now),
        "names": names,
        "lacking": lacking,
        "contact": contact(),
        "rhythm": rhythm(),
        "rhythms": list(Rhythm),
        "has_printed": today.has_printed(),
        "is_sample": is_sample(),
        "first": came.cards[0] if came.cards else None,
    }
    return render(request, "desk/welcome.html", context, status=422 if lacking else 200)


@require_POST
@allowed(Action.STATE_IMPRINT)
def name(request: HttpRequest) -> HttpResponse:
    """Say what the newsroom is called; it is the publisher of the imprint."""
    form = NewsroomNameForm(request.POST)
    if not form.is_valid():
        typed = {one: form.data.get(f"name-{one}", "").strip() for one in pack().languages}
        return _page(request, typed, lacking=refusal(form))
    welcome.state_publisher(form.cleaned_data["name"], act(request))
    say(request, _("Saved."))
    return redirect("welcome")


@require_POST
@allowed(Action.STATE_IMPRINT)
def keep_rhythm(request: HttpRequest) -> HttpResponse:
    """Say how often the bulletin comes out."""
    welcome.state_rhythm(answers(RhythmForm(request.POST))["rhythm"], act(request))
    say(request, _("Saved."))
    return redirect("welcome")


@require_POST
@allowed(Action.STATE_IMPRINT)
def put_aside(request: HttpRequest) -> HttpResponse:
    """Have a step no longer shown as open."""
    welcome.put_aside(answers(WelcomeStepForm(request.POST))["step"], act(request))
    return back_to(request, way_back(request))
