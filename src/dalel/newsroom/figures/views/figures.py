"""Views of change over time, of threats and of official figures."""

from datetime import UTC, datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from markupsafe import Markup

from dalel.domain.count_board import Board, Uncounted
from dalel.domain.measures import RightLevels
from dalel.newsroom.figures.forms import words_of
from dalel.newsroom.figures.queries.figure_proofs import official_now
from dalel.newsroom.figures.queries.measures import needing_attention, threats
from dalel.newsroom.frame.context import pack
from dalel.newsroom.frame.permissions import Action, allowed
from dalel.newsroom.incidents.queries import incidents as reading
from dalel.newsroom.incidents.queries.snapshot import newest
from dalel.publish.figures.chart_figures import ChartFigures, table
from dalel.publish.figures.charts import svg_apart
from dalel.publish.figures.official import official_views
from dalel.publish.figures.values import change_values, course, threat_values
from dalel.publish.figures.views import MeasureViews
from dalel.publish.figures.words import MeasureWords
from dalel.publish.own_process import NotMadeError


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
        "chart": _chart(drawn, views.words),
        "figures": drawn and table(drawn, views.words.wording),
        "limits": views.words.limits,
    }
    return render(request, "figures/change.html", context)


@require_safe
@allowed(Action.READ_RECORD)
def threat(request: HttpRequest) -> HttpResponse:
    """Who narrows rights, whose, by what means."""
    now, incidents = datetime.now(UTC), newest()
    found, names = threats(pack(), incidents, pack().day_of(now))
    views = _views(words_of(pack(), incidents, now), now)
    context = {**threat_values(found, names, views), "limits": views.words.limits}
    return render(request, "figures/threats.html", context)


@require_safe
@allowed(Action.READ_RECORD)
def official(request: HttpRequest) -> HttpResponse:
    """Official figures of entries and of all articles behind them, with what is doubtful."""
    now, incidents = datetime.now(UTC), newest()
    figures, doubts = official_now(pack(), incidents, pack().day_of(now))
    words = words_of(pack(), incidents, now)
    context = {"official": official_views(figures, doubts, words, inside=True)}
    return render(request, "figures/official.html", context)


def _chart(drawn: ChartFigures | None, words: MeasureWords) -> str:
    """The picture; nothing where it cannot be drawn: the table beside it says the same."""
    if drawn is None:
        return ""
    try:
        return Markup(svg_apart(drawn, words.wording.language))  # noqa: S704 - ours
    except NotMadeError:
        return ""


def _views(words: MeasureWords, now: datetime) -> MeasureViews:
    """Views that show entries and words; no board is asked of them."""
    empty = Board(cells={}, left_out=Uncounted(), as_of=pack().day_of(now))
    return MeasureViews(RightLevels(board=empty), words)
