"""Views of the board of measures, and of proposals for levels, sentences and effects."""

from datetime import UTC, datetime

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from dalel.domain.count_board import Level, Period, PeriodLength
from dalel.domain.errors import NotFoundError
from dalel.domain.public_change import ChangeKind, SetLevel, StateEffect, WriteSentences
from dalel.newsroom.accounts.queries.current_member import act
from dalel.newsroom.figures.forms import EffectForm, LevelForm, SentencesForm, words_of
from dalel.newsroom.figures.queries import report as reporting
from dalel.newsroom.figures.queries.measures import levels
from dalel.newsroom.frame.context import pack
from dalel.newsroom.frame.feedback import told_back
from dalel.newsroom.frame.locale import tongue
from dalel.newsroom.frame.permissions import Action, allowed
from dalel.newsroom.incidents.proposal_forms import of_kinds, propose
from dalel.newsroom.incidents.queries import incidents as reading
from dalel.newsroom.incidents.queries.incident_rows import incident_row
from dalel.newsroom.incidents.queries.snapshot import newest
from dalel.publish.figures.views import MeasureViews, subjects
from dalel.publish.figures.words import LEVELS

_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@require_safe
@allowed(Action.READ_RECORD)
def page(request: HttpRequest) -> HttpResponse:
    """The board of a quarter as the record stands now."""
    return _page(request)


def _page(request: HttpRequest, form: Form | None = None, wrong: str = "") -> HttpResponse:
    """The board; ``form``: what was sent to it and is refused."""
    sent = form.data if form else {}
    now = datetime.now(UTC)
    day = pack().day_of(now)
    incidents = newest()
    made = levels(pack(), incidents, day)
    words = words_of(pack(), incidents, now)
    views = MeasureViews(made, words)
    quarters = made.board.periods(PeriodLength.QUARTER)
    asked = request.GET.get("quarter", "") or sent.get("period", "")
    period = next((one for one in quarters if one.name == asked), None) or (
        quarters[-1] if quarters else Period.of(day, PeriodLength.QUARTER)
    )
    context = {
        "period": period.name,
        "period_words": words.period(period),
        "quarters": [(one.name, words.period(one)) for one in reversed(quarters)],
        "rows": [(subject, views.cell(subject, period)) for subject in subjects(words)],
        "written": made.sentences,
        "now_period": period,
        "levels": [(level, words.gettext(LEVELS[level])) for level in Level],
        "editions": [edition.number for edition in reading.editions()],
        "limits": words.limits,
        "typed": sent,
        "wrong": wrong,
        "proposals": of_kinds(ChangeKind.LEVEL, ChangeKind.SENTENCES),
    }
    return render(request, "figures/measures.html", context, status=422 if form else 200)


@require_POST
@allowed(Action.WRITE)
def level(request: HttpRequest) -> HttpResponse:
    """Propose a level in the place of the rule's, or that it be given back."""
    form = LevelForm(request.POST)
    if not form.is_valid():
        return _page(request, form, _("Choose a level and say why."))
    chosen, why = form.cleaned_data["level"] or None, form.cleaned_data["why"]
    change = SetLevel(**form.row(), level=chosen, reason=why)
    propose(request, change, act(request))
    return redirect(f"{reverse('measures')}?quarter={change.period}")


@require_POST
@allowed(Action.WRITE)
def sentences(request: HttpRequest) -> HttpResponse:
    """Propose the two sentences that stand above a right's figures."""
    form = SentencesForm(pack().languages, request.POST)
    if not form.is_valid():
        return _page(request, form, _("There is no such period."))
    change = WriteSentences(**form.row(), texts=form.texts())
    propose(request, change, act(request))
    return redirect(f"{reverse('measures')}?quarter={change.period}")


@require_POST
@allowed(Action.WRITE)
def effect(request: HttpRequest, number: str) -> HttpResponse:
    """Propose how many people an incident affected, and when it was put right."""
    form = EffectForm(request.POST)
    if not form.is_valid():
        return render(request, "figures/effect.html", {"number": number, "form": form}, status=422)
    try:
        number = incident_row(number).number
        propose(request, StateEffect(incident=number, **form.cleaned_data), act(request))
    except NotFoundError as error:
        raise Http404(_("There is no incident of this number.")) from error
    return redirect("incident", number=number)


@require_safe
@allowed(Action.READ_RECORD)
def effect_form(request: HttpRequest, number: str) -> HttpResponse:
    """The form for it."""
    return render(request, "figures/effect.html", {"number": number, "form": EffectForm()})


@require_safe
@allowed(Action.READ_RECORD)
@told_back
def report(request: HttpRequest, number: int, form: str) -> HttpResponse:
    """The report of an edition in the language of this screen."""
    language = tongue()
    try:
        made = reporting.report(pack(), number, language, form)
    except NotFoundError as error:
        raise Http404(_("There is no such report.")) from error
    response = HttpResponse(made, content_type=_TYPES[form])
    name = f"{pack().id}-{number}-{language}.{form}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
