"""What needs attention now, and what do editors do with it?"""

from datetime import UTC, datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from dalel.desk.access import Action, allowed
from dalel.desk.ground import act, pack
from dalel.desk.measuring import words_of
from dalel.domain.attention import Choice
from dalel.flow.public.measuring import needing_attention
from dalel.publish.figures.views import line_view
from dalel.store.incidents import reading
from dalel.store.public import judging_measures
from dalel.store.public.judging_measures import ReasonMissingError
from dalel.store.public.snapshots import newest


@require_safe
@allowed(Action.READ_RECORD)
def page(request: HttpRequest) -> HttpResponse:
    """The list as the record stands now, each line with its rule and its entries."""
    return _page(request)


def _page(request: HttpRequest, *, wrong: str = "", status: int = 200) -> HttpResponse:
    now = datetime.now(UTC)
    incidents = newest()
    ends = [edition.period_end for edition in reading.editions()]
    changes, lines = needing_attention(pack(), incidents, ends, now)
    words = words_of(pack(), incidents, now)
    context = {
        "lines": [line_view(line, words) for line in lines],
        "why_not": words.because(changes.why_not) if changes.why_not else "",
        "limits": words.limits,
        "typed": request.POST,
        "wrong": wrong,
    }
    return render(request, "desk/attention.html", context, status=status)


@require_POST
@allowed(Action.APPROVE)
def choose(request: HttpRequest) -> HttpResponse:
    """Pin or dismiss a line, or take that back."""
    key, chosen = request.POST.get("key", "")[:128], request.POST.get("choice", "")
    try:
        judging_measures.choose(
            key, Choice(chosen) if chosen else None, request.POST.get("why", ""), act(request)
        )
    except (ReasonMissingError, ValueError):
        return _page(request, wrong=_("Say why you pin or dismiss it."), status=422)
    return redirect("attention")
