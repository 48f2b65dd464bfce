"""What does a member see first?"""

from datetime import UTC, date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dalel.desk.access import Action, allowed, may
from dalel.desk.ground import mirrors, pack
from dalel.desk.lines import line
from dalel.desk.members import member_of
from dalel.domain.demand import Pressure
from dalel.domain.states import DiaryState
from dalel.store import releases
from dalel.store.inbox import diary
from dalel.store.incidents import demands, second_coding
from dalel.store.incidents.demands import Demand
from dalel.store.models import Member
from dalel.store.people import own_desk, today
from dalel.store.watch import health

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
    left = own_desk.arrive(member, now)
    came, put_off = today.stories(left or now - _FIRST)
    trend = today.trend(day, zone)
    highest = max(*trend.came, *trend.taken, 1)
    context = {
        "left": left,
        "came": came,
        "put_off": put_off,
        "reviews": today.reviews(member),
        "questioned": today.questioned(member),
        "pressing": _pressing(member, day),
        "doubles": second_coding.waiting(member),
        "held": today.held(),
        "late_since": releases.late_since(now),
        "mirrors": tuple(one for one in mirrors().standings() if one.needs_a_look),
        "quiet": health.alarms(now),
        "edition": today.next_edition(now, zone),
        "confirmed": diary.entries(day, DiaryState.CONFIRMED, limit=8),
        "proposed": diary.entries(day, DiaryState.PROPOSED, limit=4),
        "soon": day + _SOON,
        "note": own_desk.note(),
        "trend": trend,
        "lines": {"came": line(trend.came, highest), "taken": line(trend.taken, highest)},
    }
    return render(request, "desk/today.html", context)


def _pressing(member: Member, day: date) -> tuple[Demand, ...]:
    """The demands that are to be answered soon or should have been, for who answers them."""
    if not may(member, Action.KEEP_DEMANDS):
        return ()
    return tuple(one for one in demands.demands(day) if one.pressure is not Pressure.NONE)
