"""What comes next, and who says that it is so?"""

from datetime import UTC, date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from dalel.desk.access import Action, allowed, may
from dalel.desk.ground import pack
from dalel.desk.ical import Event, calendar
from dalel.desk.labels import label
from dalel.desk.members import member_of
from dalel.domain.diary import DiaryKind
from dalel.domain.errors import ForbiddenMoveError
from dalel.domain.states import DiaryState
from dalel.store.acting import Act, NotFoundError
from dalel.store.inbox import diary
from dalel.store.inbox.diary import Entry

_MOST_WORDS: Final = 500
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
    day, kind, words = _day(request), _kind(request), _words(request)
    if day is None or not words:
        return _page(request, wrong=_("A day needs a date and some words."))
    try:
        incident = request.POST.get("incident", "").strip()
        diary.write(day, kind, words, incident, _act(request))
    except NotFoundError:
        return _page(request, wrong=_("There is no incident of this number."))
    return HttpResponseRedirect(reverse("diary"))


@require_POST
@allowed(Action.KEEP_DIARY)
def decide(request: HttpRequest, key: int) -> HttpResponse:
    """Confirm a day as it is or mended, or dismiss it."""
    day = _day(request)
    try:
        if request.POST.get("do") == "dismiss":
            diary.dismiss(key, _act(request))
        elif day is None:
            return _page(request, wrong=_("This date does not exist; nothing was saved."))
        else:
            diary.confirm(key, day, _kind(request), _words(request), _act(request))
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
        content = calendar(name, [_event(one) for one in listed])
    return HttpResponse(content, content_type="text/calendar; charset=utf-8")


def _event(entry: Entry) -> Event:
    number = f"{entry.incident}: " if entry.incident else ""
    return Event(
        uid=f"diary-{entry.key}@dalel",
        day=entry.day,
        name=f"{number}{label(entry.kind)}",
        note=entry.text,
        stamp=datetime.now(UTC),
    )


def _page(request: HttpRequest, *, wrong: str = "", feed: str = "") -> HttpResponse:
    day = datetime.now(ZoneInfo(pack().zone)).date()
    context = {
        "confirmed": diary.entries(day, DiaryState.CONFIRMED),
        "proposed": diary.entries(day, DiaryState.PROPOSED, limit=50),
        "dismissed": diary.entries(day, DiaryState.DISMISSED, limit=20),
        "kinds": list(DiaryKind),
        "wrong": wrong,
        "feed": feed,
        "typed": request.POST if wrong else {},
    }
    return render(request, "desk/diary.html", context, status=422 if wrong else 200)


def _act(request: HttpRequest) -> Act:
    return Act(member=member_of(request), time=datetime.now(UTC))


def _day(request: HttpRequest) -> date | None:
    try:
        return date.fromisoformat(request.POST.get("day", ""))
    except ValueError:
        return None


def _kind(request: HttpRequest) -> DiaryKind:
    kind = request.POST.get("kind", "")
    return DiaryKind(kind) if kind in list(DiaryKind) else DiaryKind.OTHER


def _words(request: HttpRequest) -> str:
    return request.POST.get("words", "").strip()[:_MOST_WORDS]
