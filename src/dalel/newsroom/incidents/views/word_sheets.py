"""Views of sheets as Word files: entries that leave, and what comes back of them."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override
from django.views.decorators.http import require_http_methods, require_POST

from dalel.domain.errors import DalelError
from dalel.domain.identity import is_provisional
from dalel.domain.word_sheet import MOST_ENTRIES
from dalel.newsroom.accounts.queries.current_member import act
from dalel.newsroom.frame.context import pack
from dalel.newsroom.frame.feedback import told_back
from dalel.newsroom.frame.forms import answers, refusal
from dalel.newsroom.frame.labels import explained
from dalel.newsroom.frame.long_works import LongWork, WorkCancelledError, under_way
from dalel.newsroom.frame.permissions import Action, allowed
from dalel.newsroom.incidents.actions.word_sheets import KeptSheet, keep_sheet, take_sheet
from dalel.newsroom.incidents.filters import IncidentFilter
from dalel.newsroom.incidents.forms.texts import too_long
from dalel.newsroom.incidents.forms.word_sheets import (
    ReturnedSheetForm,
    SheetChoiceForm,
    TakeSheetForm,
)
from dalel.newsroom.incidents.number_labels import called
from dalel.newsroom.incidents.queries.returned_sheets import offered, open_sheet
from dalel.newsroom.incidents.queries.word_sheets import entries_for_sheet

_DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Action.WRITE)
def page(request: HttpRequest) -> HttpResponse:
    """What may be taken out; after a file was sent, what it would change. It is not kept."""
    if request.method != "POST":
        return _shown(request)
    form = ReturnedSheetForm(request.POST, request.FILES)
    if not form.is_valid():
        return _shown(request, wrong=(refusal(form),))
    try:
        sheet = open_sheet(form.sent())
    except DalelError as error:
        return _shown(request, wrong=explained(error))
    return _shown(request, told={"offered": offered(sheet, pack().languages)})


@require_POST
@allowed(Action.WRITE)
@told_back
def take(request: HttpRequest) -> HttpResponse:
    """The Word file of the entries that were ticked."""
    now = act(request)
    numbers = answers(TakeSheetForm(request.POST))["entries"]
    site = " · ".join(dict.fromkeys(pack().profile.title[one] for one in pack().languages))
    made = take_sheet(numbers, pack(), site=site, heading=_heading, act=now)
    response = HttpResponse(made, content_type=_DOCX)
    day = pack().day_of(now.time).isoformat()
    response["Content-Disposition"] = f'attachment; filename="entries-{day}.docx"'
    return response


@require_POST
@allowed(Action.WRITE)
def keep(request: HttpRequest) -> HttpResponse:
    """Keep what was ticked of a file that was looked at; then what is left of it."""
    form = ReturnedSheetForm(request.POST, request.FILES)
    if not form.is_valid():
        return _shown(request, wrong=(refusal(form),))
    chosen = form.cleaned_data["take"]
    try:
        now = act(request)
        with under_way(settings.DALEL.home, LongWork.WORD, member=now.member.pk) as work:
            work.go_on("reading")
            sheet = open_sheet(form.sent())
            kept = keep_sheet(
                offered(sheet, pack().languages),
                chosen,
                act=now,
                pack=pack(),
                amiss=too_long,
            )
    except WorkCancelledError:
        cancelled = _("It was cancelled: what was kept before stays. Look at the file again.")
        return _shown(request, wrong=(cancelled,))
    except DalelError as error:
        return _shown(request, wrong=explained(error))
    told = {"offered": offered(sheet, pack().languages), "kept": _kept(kept), "left": True}
    return _shown(request, wrong=_not_kept(kept, chosen), told=told)


def _heading(number: str) -> str:
    """How an entry is headed on its sheet: its number, or that it has none yet in each language."""
    if not is_provisional(number):
        return number
    names = []
    for language in pack().languages:
        with override(language):
            names.append(called(number))
    return " · ".join(names)


def _kept(kept: KeptSheet) -> tuple[str, ...]:
    """What was kept, in words."""
    told = []
    if kept.texts:
        told.append(
            ngettext(
                "%(count)d text has a new version, as a draft.",
                "%(count)d texts have a new version, as drafts.",
                kept.texts,
            )
            % {"count": kept.texts}
        )
    if kept.remarks:
        told.append(
            ngettext(
                "%(count)d comment stands at its entry.",
                "%(count)d comments stand at their entries.",
                kept.remarks,
            )
            % {"count": kept.remarks}
        )
    return tuple(told)


def _not_kept(kept: KeptSheet, chosen: tuple[str, ...]) -> tuple[str, ...]:
    """What was not kept and why, in words."""
    told = [f"{called(number, begins=True)}: {why}" for number, why in kept.refused]
    overtaken = _("%(number)s: somebody changed it in the meantime. Look at what stands now.")
    told += [overtaken % {"number": called(one, begins=True)} for one in kept.overtaken]
    if not chosen:
        told.append(_("Nothing was ticked: nothing was kept."))
    elif not told and not kept.texts and not kept.remarks:
        told.append(_("Nothing was kept: the file or the texts are others now. Look again."))
    return tuple(told)


def _shown(
    request: HttpRequest,
    *,
    wrong: tuple[str, ...] = (),
    told: Mapping[str, Any] = MappingProxyType({}),
) -> HttpResponse:
    choice = answers(SheetChoiceForm(request.GET))
    chosen = IncidentFilter.of(request.GET, pack().codebook)
    edition = choice["edition"]
    context = {
        "lines": entries_for_sheet(chosen, edition=edition, numbers=choice["number"]),
        "chosen": chosen,
        "edition": edition,
        "numbers": choice["number"],
        "is_preset": bool(choice["number"]) or edition is not None,
        "most": MOST_ENTRIES,
        "wrong": wrong,
        "offered": None,
        "kept": (),
        "left": False,
    }
    # A page that is put in by script has no other status: the browser would drop it.
    is_put_in = request.headers.get("HX-Request") == "true"
    status = 422 if wrong and not is_put_in else 200
    return render(request, "incidents/word.html", {**context, **told}, status=status)
