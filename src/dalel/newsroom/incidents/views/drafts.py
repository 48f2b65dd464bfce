"""Views of machine drafts: asking for them, taking their sentences, dropping them."""

from collections.abc import Collection
from datetime import UTC, datetime
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from dalel.domain.draft import Draft
from dalel.domain.model_policy import ModelChoice
from dalel.domain.states import DraftState
from dalel.newsroom.accounts.queries.current_member import act
from dalel.newsroom.frame.context import pack
from dalel.newsroom.frame.feedback import back_to, say, told_back
from dalel.newsroom.frame.forms import answers
from dalel.newsroom.frame.permissions import Action, allowed
from dalel.newsroom.incidents.actions import draft_queue as kept
from dalel.newsroom.incidents.actions import make_drafts, revise_draft
from dalel.newsroom.incidents.actions.ask_model import Modeller
from dalel.newsroom.incidents.draft_labels import proposals, suggested_terms
from dalel.newsroom.incidents.forms.drafts import (
    AskDraftForm,
    ReviseDraftForm,
    TakeDraftsForm,
    TakeSentencesForm,
)
from dalel.newsroom.incidents.forms.review import TextLanguageForm
from dalel.newsroom.incidents.models import DraftJob, DraftRow
from dalel.newsroom.incidents.queries.incident_rows import incident_row
from dalel.newsroom.incidents.queries.sent_texts import latest_sent
from dalel.steps.draft import RevisionWish

#: What is said where a draft stays as it is.
_NOTHING_ELSE: Final[dict[RevisionWish, Promise | str]] = {
    RevisionWish.SHORTER: gettext_lazy("It cannot be shorter."),
    RevisionWish.LONGER: gettext_lazy(
        "The articles have nothing more to tell, or no room is left."
    ),
    RevisionWish.OTHER: gettext_lazy("The articles have no other sentence for this place."),
}
#: The same of a sentence that a machine wrote.
_NO_WORDING: Final[Promise | str] = gettext_lazy(
    "No other wording came that says the same and that the articles bear out."
)


@require_safe
@allowed(Action.WRITE)
@told_back
def drafts(request: HttpRequest, number: str) -> HttpResponse:
    """What is proposed, and how far a model has come; asked again while somebody waits."""
    number = incident_row(number).number
    told = proposals(number)
    return render(
        request,
        "incidents/drafts.html",
        # While a machine writes, what it made before stays as it is, with what is ticked there.
        {"proposed": told, "number": number, "is_part": not told.is_waiting},
    )


@require_safe
@allowed(Action.WRITE)
@told_back
def memory(request: HttpRequest, number: str) -> HttpResponse:
    """Which words of approved texts may be terms."""
    incident_row(number)
    return render(request, "incidents/memory.html", {"likely_terms": suggested_terms()})


@require_safe
@allowed(Action.WRITE)
def sent(request: HttpRequest) -> HttpResponse:
    """What was sent to language models on somebody else's machine."""
    return render(request, "incidents/sent.html", {"rows": latest_sent()})


@require_POST
@allowed(Action.WRITE)
@told_back
def ask(request: HttpRequest, number: str) -> HttpResponse:
    """Have texts drafted or translated: at once without a model, by a worker with one."""
    number = incident_row(number).number
    wanted = answers(AskDraftForm(request.POST))
    with_model = wanted.pop("model") and settings.DALEL.model is not None
    is_translation = wanted["job"] is DraftJob.TRANSLATE
    row = kept.ask(number, **wanted, act=act(request), with_model=with_model or is_translation)
    chosen = settings.DALEL
    by_nobody = chosen.model is None if row.with_model else not chosen.translator_choice.is_on
    if by_nobody:
        _made_at_once(row)
    return _back(request, number)


@require_POST
@allowed(Action.WRITE)
@told_back
def cancel(request: HttpRequest, number: str, key: int) -> HttpResponse:
    """Nobody waits for it any more."""
    kept.cancel(number, key, act(request))
    return _back(request, number)


@require_POST
@allowed(Action.WRITE)
@told_back
def take(request: HttpRequest, number: str, key: int) -> HttpResponse:
    """Add the chosen sentences to the text of a language, as a version."""
    number = incident_row(number).number
    wanted = answers(TakeSentencesForm(request.POST))
    if not wanted["sentence"] and not wanted["title"]:
        say(request, _("No sentence was chosen; nothing was added."))
        return _back(request, number)
    make_drafts.take_sentences(
        number,
        key,
        wanted["language"],
        frozenset(wanted["sentence"]),
        titled=wanted["title"],
        act=act(request),
        pack=pack(),
    )
    say(request, _("Added to the text. Read every sentence before you send it to review."))
    return _back(request, number)


@require_POST
@allowed(Action.WRITE)
@told_back
def take_together(request: HttpRequest, number: str) -> HttpResponse:
    """Add what is ticked in the drafts of all languages, each as a version of its text."""
    number = incident_row(number).number
    form = TakeDraftsForm(request.POST)
    answers(form)
    wanted, now = form.by_draft(), act(request)
    for (key, language), places in wanted.items():
        make_drafts.take_sentences(
            number, key, language, places - {0}, titled=0 in places, act=now, pack=pack()
        )
    if wanted:
        say(request, _("Added to the texts. Read every sentence before you send it to review."))
    else:
        say(request, _("No sentence was chosen; nothing was added."))
    return _back(request, number)


@require_POST
@allowed(Action.WRITE)
@told_back
def revise(request: HttpRequest, number: str, key: int) -> HttpResponse:
    """Make a draft shorter or longer, or put in another sentence; no text changes by it."""
    number = incident_row(number).number
    wanted = answers(ReviseDraftForm(request.POST))
    language, wish, at = wanted["language"], wanted["wish"], wanted["other"]
    before = kept.of_language(kept.one(number, key), language)
    done = revise_draft.revise(number, key, language, wish, pack(), at=at, model=_model())
    told = "" if done else str(_no_more(before, wish))
    if request.headers.get("HX-Request") != "true":
        say(request, *([told] if told else []))
        return _back(request, number)
    after = kept.of_language(kept.one(number, key), language)
    context = {
        "proposed": proposals(number),
        "number": number,
        "is_part": True,
        "told": told,
        "pressed": f"{at if wish is RevisionWish.OTHER else wish}-{key}-{language}",
        "ticks": {f"{key}-{language}": _ticks(before, after, wanted["sentence"], at)},
        "titled": wanted["title"],
    }
    return render(request, "incidents/drafts.html", context)


@require_POST
@allowed(Action.WRITE)
@told_back
def drop(request: HttpRequest, number: str, key: int) -> HttpResponse:
    """Put a draft away; it stays in the record and is shown no more."""
    if kept.one(number, key).state == DraftState.FAILED:
        kept.dismiss(number, key)
    else:
        language = answers(TextLanguageForm(request.POST))["language"]
        kept.answer(number, key, language, pack().languages)
    return _back(request, number)


def _ticks(before: Draft, after: Draft, ticked: Collection[int], at: int) -> frozenset[int]:
    """Which sentences are ticked after a draft was revised: as they were, a new one as its place.

    ``ticked`` and ``at`` count from 1, and so do the places given back. What the articles do not
    bear out, and what a machine worded, is ticked by nobody but a person.
    """
    was = {each.text: place in ticked for place, each in enumerate(before.sentences, start=1)}
    stood = not at or at in ticked
    return frozenset(
        place
        for place, each in enumerate(after.sentences, start=1)
        if was.get(each.text, stood and not each.doubted and not after.by.writes)
    )


def _model() -> Modeller | None:
    """Who is asked for other words, if anybody."""
    return _drafting(settings.DALEL.model).model


def _no_more(draft: Draft, wish: RevisionWish) -> Promise | str:
    """Why a draft stays as it is."""
    return _NO_WORDING if wish is RevisionWish.OTHER and draft.by.writes else _NOTHING_ELSE[wish]


def _made_at_once(row: DraftRow) -> None:
    make_drafts.make(row, _drafting(None))


def _drafting(choice: ModelChoice | None) -> make_drafts.Drafting:
    return make_drafts.drafting_of(pack(), choice, lambda: datetime.now(UTC))


def _back(request: HttpRequest, number: str) -> HttpResponse:
    return back_to(request, reverse("incident-edit", args=[number]), "drafts")
