"""Views of the attention list: showing it, and proposing to pin or dismiss lines."""

from datetime import UTC, datetime

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from dalel.domain.public_change import ChangeKind, ChooseLine
from dalel.newsroom.accounts.queries.current_member import act
from dalel.newsroom.figures.forms import ChooseLineForm, words_of
from dalel.newsroom.figures.queries.measures import needing_attention
from dalel.newsroom.frame.context import pack
from dalel.newsroom.frame.permissions import Action, allowed
from dalel.newsroom.incidents.proposal_forms import of_kinds, propose
from dalel.newsroom.incidents.queries import incidents as reading
from dalel.newsroom.incidents.queries.snapshot import newest
from dalel.publish.figures.views import line_view


@require_safe
@allowed(Action.READ_RECORD)
def page(request: HttpRequest) -> HttpResponse:
    """The list as the record stands now, each line with its rule and its entries."""
    return _page(request)


def _page(request: HttpRequest, form: Form | None = None, wrong: str = "") -> HttpResponse:
    """The list; ``form``: what was sent to it and is refused."""
    now = datetime.now(UTC)
    incidents = newest()
    ends = [edition.period_end for edition in reading.editions()]
    changes, lines = needing_attention(pack(), incidents, ends, now)
    words = words_of(pack(), incidents, now)
    context = {
        "lines": [line_view(line, words) for line in lines],
        "why_not": words.because(changes.why_not) if changes.why_not else "",
        "limits": words.limits,
        "typed": form.data if form else {},
        "wrong": wrong,
        "proposals": of_kinds(ChangeKind.ATTENTION),
    }
    return render(request, "figures/attention.html", context, status=422 if form else 200)


@require_POST
@allowed(Action.WRITE)
def choose(request: HttpRequest) -> HttpResponse:
    """Propose to pin or dismiss a line, or to take that back."""
    form = ChooseLineForm(request.POST)
    if not form.is_valid():
        return _page(request, form, _("Say why you pin or dismiss it."))
    told = form.cleaned_data
    change = ChooseLine(line=told["key"], choice=told["choice"] or None, reason=told["why"])
    propose(request, change, act(request))
    return redirect("attention")
