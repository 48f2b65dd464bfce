"""Views of the diary: entering and confirming upcoming dates, and the calendar feed."""

from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from django.contrib.auth.decorators import login_not_required
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from dalel.domain.diary import DiaryKind
from dalel.domain.errors import ForbiddenMoveError, NotFoundError
from dalel.domain.public_change import ChangeKind, ShowDay
from dalel.domain.states import DiaryState
from dalel.newsroom.accounts.act import Act
from dalel.newsroom.accounts.queries.current_member import member_of
from dalel.newsroom.frame.context import pack
from dalel.newsroom.frame.forms import refusal
from dalel.newsroom.frame.permissions import Action, allowed, may
from dalel.newsroom.incidents.actions import diary, proposals
from dalel.newsroom.incidents.actions.proposals import NothingChangesError
from dalel.newsroom.incidents.forms.diary import ConfirmDayForm, DiaryDayForm, DismissDayForm
from dalel.newsroom.incidents.ical import calendar
from dalel.newsroom.incidents.proposal_forms import of_kinds

#: A calendar keeps what is past for so long.
_KEPT: Final = timedelta(days=60)


@require_safe
@allowed(Action.KEEP_DIARY)
def page(request: HttpRequest) -> HttpResponse:
    """The days to come: those that are sure, those to look at, those that were dismissed."""
    return _page(request)


@require_POST
@allowed(Action.KEEP_DIARY)
def write(request: HttpRequest) -> HttpResponse:
    """A person writes a day down."""
    form = DiaryDayForm(request.POST)
    if not form.is_valid():
        return _page(request, form, wrong=refusal(form, _("A day needs a date and some words.")))
    try:
        key = diary.write(**form.cleaned_data, act=_act(request))
        _ask_to_show(key, _act(request))
    except NotFoundError:
        return _page(request, form, wrong=_("There is no incident of this number."))
    return HttpResponseRedirect(reverse("diary"))


@require_POST
@allowed(Action.KEEP_DIARY)
def decide(request: HttpRequest, key: int) -> HttpResponse:
    """Confirm a day as it is or mended, or dismiss it."""
    form = ConfirmDayForm(request.POST)
    try:
        if DismissDayForm(request.POST).is_valid():
            diary.dismiss(key, _act(request))
        elif form.is_valid():
            diary.confirm(key, **form.cleaned_data, act=_act(request))
        else:
            return _page(request, form, wrong=refusal(form))
        _ask_to_show(key, _act(request))
    except NotFoundError as error:
        raise Http404(_("There is no such day in the diary.")) from error
    except ForbiddenMoveError:
        pass  # the same button again: it is so already
    return HttpResponseRedirect(reverse("diary"))


@require_POST
@allowed(Action.KEEP_DIARY)
def address(request: HttpRequest) -> HttpResponse:
    """Make a secret address for this member's calendar, and show it this once."""
    secret = diary.new_address(member_of(request), datetime.now(UTC))
    path = reverse("diary-feed", kwargs={"secret": secret})
    return _page(request, feed=request.build_absolute_uri(path))


@login_not_required
@require_safe
def feed(request: HttpRequest, secret: str) -> HttpResponse:
    """The confirmed days, for a calendar that knows the secret."""
    owner = diary.owner(secret)
    if owner is None or not may(owner, Action.KEEP_DIARY):
        raise Http404
    day = datetime.now(ZoneInfo(pack().zone)).date()
    listed = diary.entries(day - _KEPT, DiaryState.CONFIRMED)
    language = owner.language or pack().ui_languages[0]
    with translation.override(language):
        name = _("Dalel: what comes next")
        content = calendar(name, listed)
    return HttpResponse(content, content_type="text/calendar; charset=utf-8")


def _ask_to_show(key: int, now: Act) -> None:
    """What one person says of a day of an incident is ours; a second one lets the public see it."""
    one = diary.entry(key)
    if not one.incident:
        return
    day = one.day if one.state is DiaryState.CONFIRMED else None
    change = ShowDay(entry=key, incident=one.incident, day=day, day_kind=one.kind)
    with suppress(NothingChangesError):
        proposals.propose(change, now)


def _page(
    request: HttpRequest, form: Form | None = None, *, wrong: str = "", feed: str = ""
) -> HttpResponse:
    day = datetime.now(ZoneInfo(pack().zone)).date()
    context = {
        "confirmed": diary.entries(day, DiaryState.CONFIRMED),
        "proposed": diary.entries(day, DiaryState.PROPOSED, limit=50),
        "dismissed": diary.entries(day, DiaryState.DISMISSED, limit=20),
        "kinds": list(DiaryKind),
        "proposals": of_kinds(ChangeKind.DAY),
        "wrong": wrong,
        "feed": feed,
        "typed": form.data if form else {},
    }
    return render(request, "incidents/diary.html", context, status=422 if wrong else 200)


def _act(request: HttpRequest) -> Act:
    return Act(member=member_of(request), time=datetime.now(UTC))
