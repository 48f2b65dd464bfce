"""What does the record come to, and where do editors say otherwise than the rule?"""

from datetime import UTC, datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from dalel.desk.access import Action, allowed
from dalel.desk.ground import act, pack
from dalel.desk.measuring import EffectForm, effect_of, place_of, words_of
from dalel.domain.measuring import Level, Period, Span
from dalel.flow.public import reporting
from dalel.flow.public.measuring import levels
from dalel.publish.figures.views import MeasureViews, subjects
from dalel.publish.figures.words import LEVELS
from dalel.store.acting import NotFoundError
from dalel.store.incidents import reading
from dalel.store.public import judging_measures
from dalel.store.public.judging_measures import ReasonMissingError
from dalel.store.public.snapshots import newest

_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@require_safe
@allowed(Action.READ_RECORD)
def page(request: HttpRequest) -> HttpResponse:
    """The board of a quarter as the record stands now."""
    return _page(request)


def _page(request: HttpRequest, *, wrong: str = "", status: int = 200) -> HttpResponse:
    now = datetime.now(UTC)
    day = pack().day_of(now)
    incidents = newest()
    made = levels(pack(), incidents, day)
    words = words_of(pack(), incidents, now)
    views = MeasureViews(made, words)
    quarters = made.board.periods(Span.QUARTER)
    asked = request.GET.get("quarter", "") or request.POST.get("period", "")
    period = next((one for one in quarters if one.name == asked), None) or (
        quarters[-1] if quarters else Period.of(day, Span.QUARTER)
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
        "typed": request.POST,
        "wrong": wrong,
    }
    return render(request, "desk/measures.html", context, status=status)


@require_POST
@allowed(Action.APPROVE)
def level(request: HttpRequest) -> HttpResponse:
    """Set a level in the place of the rule's, or give it back."""
    try:
        place = place_of(request.POST)
        chosen = Level(request.POST["level"]) if request.POST.get("level") else None
        judging_measures.set_level(place, chosen, request.POST.get("why", ""), act(request))
    except (ReasonMissingError, ValueError):
        return _page(request, wrong=_("Choose a level and say why."), status=422)
    return redirect(f"{reverse('measures')}?quarter={place[1].name}")


@require_POST
@allowed(Action.APPROVE)
def sentences(request: HttpRequest) -> HttpResponse:
    """Write the two sentences that stand above a right's figures."""
    try:
        place = place_of(request.POST)
    except ValueError:
        return _page(request, wrong=_("There is no such period."), status=422)
    texts = {language: request.POST.get(language, "") for language in pack().languages}
    judging_measures.set_sentences(place, texts, act(request))
    return redirect(f"{reverse('measures')}?quarter={place[1].name}")


@require_POST
@allowed(Action.WRITE)
def effect(request: HttpRequest, number: str) -> HttpResponse:
    """Record how many people an incident affected, and when it was put right."""
    form = EffectForm(request.POST)
    if not form.is_valid():
        return render(request, "desk/effect.html", {"number": number, "form": form}, status=422)
    try:
        judging_measures.record_effect(number, **effect_of(form), act=act(request))
    except NotFoundError as error:
        raise Http404(_("There is no incident of this number.")) from error
    return redirect("incident", number=number)


@require_safe
@allowed(Action.READ_RECORD)
def effect_form(request: HttpRequest, number: str) -> HttpResponse:
    """The form for it."""
    return render(request, "desk/effect.html", {"number": number, "form": EffectForm()})


@require_safe
@allowed(Action.READ_RECORD)
def report(request: HttpRequest, number: int, form: str) -> HttpResponse:
    """The report of an edition in the language of this screen."""
    language = get_language() or pack().languages[0]
    try:
        made = reporting.report(pack(), number, language, form)
    except NotFoundError as error:
        raise Http404(_("There is no such report.")) from error
    response = HttpResponse(made, content_type=_TYPES[form])
    name = f"{pack().id}-{number}-{language}.{form}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
