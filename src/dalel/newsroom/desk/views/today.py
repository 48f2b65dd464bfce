"""The start page of the desk: what came in, what waits, and what is due."""

from datetime import UTC, date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from dalel.domain.demand import Pressure
from dalel.domain.states import DiaryState
from dalel.newsroom.accounts.actions import own_desk
from dalel.newsroom.accounts.actions.wrong_tries import tried
from dalel.newsroom.accounts.models import Member
from dalel.newsroom.accounts.queries.current_member import member_of
from dalel.newsroom.accounts.queries.persons import lacking
from dalel.newsroom.accounts.queries.welcome_steps import WelcomeStep, open_steps
from dalel.newsroom.desk.queries import today
from dalel.newsroom.evidence.queries import source_health
from dalel.newsroom.evidence.queries.first_watch import is_sample
from dalel.newsroom.evidence.queries.watch_lacks import watch_lack
from dalel.newsroom.frame import pending_builds, resting, worker_lives
from dalel.newsroom.frame.context import is_alone, pack
from dalel.newsroom.frame.permissions import Action, allowed, may
from dalel.newsroom.frame.sparkline import line
from dalel.newsroom.incidents.actions import diary, proposals, sealed_names
from dalel.newsroom.incidents.change_labels import told
from dalel.newsroom.incidents.models import DemandRow
from dalel.newsroom.incidents.queries import demand_register, second_codings
from dalel.newsroom.incidents.queries.holders import asked_by, counted, entries_in_work, holders
from dalel.newsroom.incidents.queries.inquiries import due_inquiries
from dalel.newsroom.incidents.queries.legal_advice import legal_turns
from dalel.newsroom.releases.actions.output_places import mirrors
from dalel.newsroom.stories.queries import arriving
from dalel.newsroom.worker.actions.daily_look import DatabaseLook, last_look

#: Who was never here before is shown what came in over so long.
_FIRST: Final = timedelta(days=3)
#: A confirmed day stands out when it is so near.
_SOON: Final = timedelta(days=3)


@require_safe
@allowed(Action.READ_RECORD)
def page(request: HttpRequest) -> HttpResponse:
    """What came in, what waits, what holds back, what comes next."""
    now = datetime.now(UTC)
    member = member_of(request)
    zone = ZoneInfo(pack().zone)
    day = now.astimezone(zone).date()
    arrival = own_desk.arrive(member, now)
    steps = _open_steps(member, now)
    if arrival.is_first and steps and not Member.objects.exclude(pk=member.pk).exists():
        return redirect("welcome")
    came, put_off = today.stories(arrival.left or now - _FIRST)
    trend = today.trend(day, zone)
    highest = max(*trend.came, *trend.taken, 1)
    questioned, held = today.concerns(member)
    held_by = holders(entries_in_work(), zone)
    edition, has_printed = today.editions(now, zone)
    coming = diary.coming(day, {DiaryState.CONFIRMED: 8, DiaryState.PROPOSED: 4})
    context = {
        "left": arrival.left,
        "is_first": arrival.is_first,
        "vacancy": None if is_alone() else lacking(),
        "welcome_open": steps,
        "is_sample": is_sample(),
        "came": came,
        "has_printed": has_printed,
        "put_off": put_off,
        "reviews": today.reviews(member),
        "proposals": [told(one) for one in proposals.waiting()],
        "on_whom": counted(held_by),
        "asked": asked_by(held_by, member.pk),
        "today": day,
        "questioned": questioned,
        "pressing": _pressing(member, day),
        "unanswered": due_inquiries(pack(), day) if may(member, Action.WRITE) else (),
        "legal": legal_turns(member, now),
        "tried": tried() if may(member, Action.RUN_ACCOUNTS) else (),
        "guessing": sealed_names.held_back(member, now),
        "doubles": second_codings.waiting(member),
        "held": held,
        "damage": _damage(),
        **arriving.progress(now),
        "late_since": pending_builds.late_since(now),
        "mirrors": tuple(one for one in mirrors().standings() if one.needs_a_look),
        "lack": watch_lack(),
        "quiet": source_health.alarms(now),
        "resting": resting.count_resting(),
        "worker": worker_lives.deaths(now),
        "edition": edition,
        "confirmed": coming[DiaryState.CONFIRMED],
        "proposed": coming[DiaryState.PROPOSED],
        "soon": day + _SOON,
        "note": own_desk.note(),
        "trend": trend,
        "lines": {"came": line(trend.came, highest), "taken": line(trend.taken, highest)},
    }
    return render(request, "desk/today.html", context)


@require_safe
@allowed(Action.READ_RECORD)
def watched(request: HttpRequest) -> HttpResponse:
    """How far the watch of the sample press is; at its end the page shows what came in."""
    far = arriving.progress(datetime.now(UTC))
    response = render(request, "stories/watching.html", far)
    if far["watching"] is None:
        response["HX-Refresh"] = "true"
    return response


def _pressing(member: Member, day: date) -> list[tuple[DemandRow, Pressure]]:
    """The demands that are to be answered soon or should have been, for who answers them."""
    if not may(member, Action.KEEP_DEMANDS):
        return []
    found = [(one, one.pressure(day)) for one in demand_register.demands(day)]
    return [(one, pressure) for one, pressure in found if pressure is not Pressure.NONE]


def _open_steps(member: Member, now: datetime) -> tuple[WelcomeStep, ...]:
    """What is open of the welcome, for who may answer it."""
    if not may(member, Action.STATE_IMPRINT):
        return ()
    return open_steps(member, pack().profile.imprint, now)


def _damage() -> DatabaseLook | None:
    """What is wrong with the database, as the last daily look found; None where it was sound."""
    look = last_look(settings.DALEL.home)
    return look if look is not None and look.problems else None
