"""What has changed, who threatens rights, and which official figures are there, as of now?"""

from datetime import UTC, datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from markupsafe import Markup

from dalel.desk.access import Action, allowed
from dalel.desk.ground import pack
from dalel.desk.measuring import words_of
from dalel.domain.measures import Levels
from dalel.domain.measuring import Board, LeftOut
from dalel.flow.public.measuring import needing_attention, threats
from dalel.flow.public.telling import official_now
from dalel.publish.figures.charts import svg
from dalel.publish.figures.described import table
from dalel.publish.figures.official import official_views
from dalel.publish.figures.values import change_values, course, threat_values
from dalel.publish.figures.views import MeasureViews
from dalel.publish.figures.words import Words
from dalel.store.incidents import reading
from dalel.store.public.snapshots import newest


@require_safe
@allowed(Action.READ_RECORD)
def change(request: HttpRequest) -> HttpResponse:
    """How the last whole months compare with those before."""
    now, incidents = datetime.now(UTC), newest()
    ends = [edition.period_end for edition in reading.editions()]
    changes, _ = needing_attention(pack(), incidents, ends, now)
    views = _views(words_of(pack(), incidents, now), now)
    drawn = course(changes, views.words)
    context = {
        **change_values(changes, views),
        "chart": Markup(svg(drawn, views.words.wording)) if drawn else "",  # noqa: S704 - ours
        "figures": drawn and table(drawn, views.words.wording),
        "limits": views.words.limits,
    }
    return render(request, "desk/change.html", context)


@require_safe
@allowed(Action.READ_RECORD)
def threat(request: HttpRequest) -> HttpResponse:
    """Who narrows rights, whose, by what means."""
    now, incidents = datetime.now(UTC), newest()
    found, names = threats(pack(), incidents, pack().day_of(now))
    views = _views(words_of(pack(), incidents, now), now)
    context = {**threat_values(found, names, views), "limits": views.words.limits}
    return render(request, "desk/threats.html", context)


@require_safe
@allowed(Action.READ_RECORD)
def official(request: HttpRequest) -> HttpResponse:
    """Official figures of entries and of all articles behind them, with what is doubtful."""
    now, incidents = datetime.now(UTC), newest()
    figures, doubts = official_now(pack(), incidents, pack().day_of(now))
    words = words_of(pack(), incidents, now)
    context = {"official": official_views(figures, doubts, words, inside=True)}
    return render(request, "desk/official.html", context)


def _views(words: Words, now: datetime) -> MeasureViews:
    """Views that show entries and words; no board is asked of them."""
    empty = Board(cells={}, left_out=LeftOut(), as_of=pack().day_of(now))
    return MeasureViews(Levels(board=empty), words)
