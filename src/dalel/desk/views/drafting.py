"""What does a machine propose for an incident's texts, and which sentences does a person take?"""

from datetime import UTC, datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from dalel.desk.access import Action, allowed
from dalel.desk.ground import act, pack
from dalel.desk.proposing import proposals, said_before, suggested_terms
from dalel.desk.refusing import say, told_back
from dalel.domain.states import DraftState
from dalel.flow.incidents import drafting
from dalel.store.acting import incident_row
from dalel.store.inbox import drafts as kept
from dalel.store.incidents import editing
from dalel.store.models import DraftJob, DraftRow


@require_safe
@allowed(Action.WRITE)
@told_back
def drafts(request: HttpRequest, number: str) -> HttpResponse:
    """What is proposed, and how far a model has come; asked again while somebody waits."""
    number = incident_row(number).number
    return render(request, "desk/drafts.html", {"proposed": proposals(number), "number": number})


@require_safe
@allowed(Action.WRITE)
@told_back
def memory(request: HttpRequest, number: str) -> HttpResponse:
    """How approved texts said the like of an incident's before, and which words may be terms."""
    texts = editing.newest_texts(incident_row(number).number)
    context = {"before": said_before(tuple(texts.values())), "likely_terms": suggested_terms()}
    return render(request, "desk/memory.html", context)


@require_POST
@allowed(Action.WRITE)
@told_back
def ask(request: HttpRequest, number: str) -> HttpResponse:
    """Have texts drafted or translated: at once without a model, by a worker with one."""
    number = incident_row(number).number
    languages = pack().languages
    source, language = request.POST.get("source", ""), request.POST.get("language", "")
    is_translation = request.POST.get("job") == DraftJob.TRANSLATE
    if is_translation and (source == language or not {source, language} <= set(languages)):
        return HttpResponseBadRequest("no such languages")
    with_model = settings.DALEL.model is not None and "model" in request.POST
    row = kept.ask(
        number,
        DraftJob.TRANSLATE if is_translation else DraftJob.DRAFT,
        act(request),
        with_model=with_model or is_translation,
        source=source if is_translation else "",
        language=language if is_translation else "",
    )
    if not row.with_model or settings.DALEL.model is None:
        _made_at_once(row)
    return _back(number)


@require_POST
@allowed(Action.WRITE)
@told_back
def cancel(request: HttpRequest, number: str, key: int) -> HttpResponse:
    """Nobody waits for it any more."""
    kept.cancel(number, key, act(request))
    return _back(number)


@require_POST
@allowed(Action.WRITE)
@told_back
def take(request: HttpRequest, number: str, key: int) -> HttpResponse:
    """Add the chosen sentences to the text of a language, as a version."""
    number = incident_row(number).number
    chosen = frozenset(int(at) for at in request.POST.getlist("sentence") if at.isdecimal())
    titled = "title" in request.POST
    if not chosen and not titled:
        say(request, _("No sentence was chosen; nothing was added."))
        return _back(number)
    drafting.take_sentences(
        number,
        key,
        request.POST.get("language", ""),
        chosen,
        titled=titled,
        act=act(request),
        pack=pack(),
    )
    say(request, _("Added to the text. Read every sentence before you send it to review."))
    return _back(number)


@require_POST
@allowed(Action.WRITE)
@told_back
def drop(request: HttpRequest, number: str, key: int) -> HttpResponse:
    """Put a draft away; it stays in the record and is shown no more."""
    if kept.one(number, key).state == DraftState.FAILED:
        kept.dismiss(number, key)
    else:
        kept.answer(number, key, request.POST.get("language", ""), pack().languages)
    return _back(number)


def _made_at_once(row: DraftRow) -> None:
    this = drafting.drafting_of(pack(), None, lambda: datetime.now(UTC))
    drafting.make(row, this)


def _back(number: str) -> HttpResponse:
    return HttpResponseRedirect(reverse("incident-edit", args=[number]) + "#drafts")
