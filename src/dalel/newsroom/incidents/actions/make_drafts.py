"""Makes drafts, by model or by rule, and puts their sentences into incident texts."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from threading import Event
from typing import Final
from zoneinfo import ZoneInfo

from django.conf import settings
from django.urls import reverse

from dalel.domain.draft import Draft, DraftSentence, Maker
from dalel.domain.errors import DalelError, NotFoundError
from dalel.domain.evidence import EvidenceClass, TextSpan
from dalel.domain.incident import IncidentText
from dalel.domain.model_policy import ModelChoice, may_see
from dalel.newsroom.accounts.act import Act
from dalel.newsroom.frame import row_claims
from dalel.newsroom.frame.item_failure import Flaw, ItemWork
from dalel.newsroom.frame.long_works import LongWork, LongWorkState, under_way
from dalel.newsroom.frame.pack_in_force import lexicon_at, pack_at
from dalel.newsroom.incidents.actions import draft_queue, name_memory, sealed_names
from dalel.newsroom.incidents.actions import texts as editing
from dalel.newsroom.incidents.actions.ask_model import (
    LimitReachedError,
    Modeller,
    NoModelError,
    NothingToShowError,
    modeller,
    name_of,
)
from dalel.newsroom.incidents.actions.sealed_names import words_of
from dalel.newsroom.incidents.actions.translate_drafts import DraftTranslator, says_the_same
from dalel.newsroom.incidents.actions.write import recheck
from dalel.newsroom.incidents.draft_doubts import differences_by, doubts_of
from dalel.newsroom.incidents.models import DraftJob, DraftRow
from dalel.newsroom.incidents.queries import translation_memory
from dalel.newsroom.incidents.queries.draft_material import Material, material
from dalel.newsroom.incidents.queries.known_names import known_names
from dalel.outside.language_models.chat import (
    BadAnswerError,
    BusyError,
    ChatError,
    RefusedError,
    StoppedError,
)
from dalel.pack import Pack
from dalel.steps.draft import Doubts, Drafter, Prompter, Translator, UnusableAnswerError

#: So many new stories are drafted in a pass, and so many drafts are made before others have a turn.
_NEW: Final = 20
_AT_ONCE: Final = 5
#: So often somebody who waits is looked after, in seconds.
_LOOK: Final = 2.0
#: So many examples of the newsroom's own translations are shown.
_EXAMPLES: Final = 6
#: By which code a row remembers what went wrong.
_CODES: Final[dict[type[DalelError], str]] = {
    LimitReachedError: "limit", NothingToShowError: "nothing_to_show", NoModelError: "no_model",
    BusyError: "busy", ChatError: "no_answer", RefusedError: "refused",
    BadAnswerError: "bad_answer", UnusableAnswerError: "bad_answer", NotFoundError: "no_text",
}  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Drafting:
    """How this newsroom drafts: by which model, if any, and whether that drafts unasked."""

    pack: Pack
    now: Callable[[], datetime]
    model: Modeller | None = None
    drafts_new: bool = False
    translator: DraftTranslator | None = None


def drafting_of(
    pack: Pack,
    choice: ModelChoice | None,
    now: Callable[[], datetime],
    *,
    drafts_new: bool = False,
    translator: DraftTranslator | None = None,
) -> Drafting:
    """How a newsroom with these settings drafts."""
    asks = modeller(choice, ZoneInfo(pack.zone), now) if choice is not None else None
    if translator is not None:
        translator = replace(translator, model=asks)
    return Drafting(pack=pack, now=now, model=asks, drafts_new=drafts_new, translator=translator)


def draft_what_waits(this: Drafting, worker: str) -> int:
    """Make drafts that are asked for, and those of stories that are taken or likely to be.

    Of these a model drafts only where that is wanted: it takes its time, and may cost.
    """
    with_model = this.drafts_new and this.model is not None
    draft_queue.prepare(this.now(), _NEW, with_model=with_model)
    try:
        return _all_that_wait(this, worker)
    finally:
        if this.translator is not None:
            this.translator.close()


def _all_that_wait(this: Drafting, worker: str) -> int:
    done = 0
    while draft_queue.waiting().exists() and (
        rows := row_claims.claim(draft_queue.waiting(), worker, this.now(), _AT_ONCE)
    ):
        for row in rows:
            make(row, this)
        done += len(rows)
    return done


def draft_on(this: Drafting, worker: str, stop: Event) -> None:
    """Make drafts beside other work, looking every few seconds, until ``stop`` is set."""
    while not stop.is_set():
        with ItemWork("A round of drafts"):
            draft_what_waits(this, worker)
        stop.wait(_LOOK)


def make(row: DraftRow, this: Drafting) -> None:
    """Make one draft. What a model cannot do is done without one, and the draft says why."""
    if row.member_id is None or row.incident is None or not row.with_model:
        _make(row, this)
        return
    parts = {"number": row.incident.number}
    with under_way(
        settings.DALEL.home,
        LongWork.DRAFT,
        member=row.member_id,
        link=f"{reverse('incident-edit', kwargs=parts)}#drafts",
        cancel_at=reverse("draft-cancel", kwargs={**parts, "key": row.pk}),
    ) as work:
        work.end(_make(row, this))


def _make(row: DraftRow, this: Drafting) -> LongWorkState:
    try:
        with ItemWork(f"Draft {row.pk}", passing=(DalelError,)) as item:
            if row.job == DraftJob.TRANSLATE:
                _translate(row, this)
            else:
                _draft(row, this)
    except StoppedError:
        return LongWorkState.CANCELLED
    except DalelError as error:
        draft_queue.fail(row, told(error), this.now())
        return LongWorkState.FAILED
    if item.failed:
        draft_queue.fail(row, told(item.flaw), this.now())
        return LongWorkState.FAILED
    return LongWorkState.DONE


def told(error: DalelError | Flaw) -> str:
    """What went wrong, as a row keeps it: a code that the desk has words for, and the detail."""
    if isinstance(error, Flaw):
        return f"failed|{error.reason}"
    code = next((code for kind, code in _CODES.items() if isinstance(error, kind)), "failed")
    return f"{code}|{error}"


def take_sentences(
    number: str,
    key: int,
    language: str,
    chosen: Collection[int],
    *,
    titled: bool,
    act: Act,
    pack: Pack,
) -> None:
    """Add sentences of a draft to an incident's text as a version, begun by what made the draft.

    ``chosen`` counts sentences from 1. Unless ``titled`` the title stays as it is, or unwritten.

    :raises NotFoundError: when there is no such draft, or it has none in this language.
    """
    _take(number, key, language, chosen, titled=titled, act=act, pack=pack)
    recheck(number, pack, now=act.time)


def take_into_empty(
    number: str, wanted: Mapping[tuple[int, str], Collection[int]], *, act: Act, pack: Pack
) -> None:
    """Add what is ticked in drafts to the texts that have no sentence yet, by draft and language.

    Places are as in ``take_sentences``, 0 is the title; one that somebody wrote stays. Texts that
    say something already stay as they are.

    :raises NotFoundError: when there is no such draft, or it has none in this language.
    """
    standing = {language: translation_memory.newest(number, language) for _, language in wanted}
    for (key, language), places in wanted.items():
        newest = standing[language]
        text = newest.text if newest else None
        if text is not None and text.paragraphs:
            continue
        titled = 0 in places and not (text and text.title)
        chosen = frozenset(places) - {0}
        if not chosen and not titled:
            continue
        _take(number, key, language, chosen, titled=titled, act=act, pack=pack)


def _take(
    number: str,
    key: int,
    language: str,
    chosen: Collection[int],
    *,
    titled: bool,
    act: Act,
    pack: Pack,
) -> None:
    row = draft_queue.one(number, key)
    draft = draft_queue.of_language(row, language)
    kept = [each.text for at, each in enumerate(draft.sentences, start=1) if at in chosen]
    standing = translation_memory.newest(number, language)
    before = (
        standing.text if standing else IncidentText(language=language, title=None, paragraphs=())
    )
    text = IncidentText(
        language=language,
        title=(draft.title or None) if titled else before.title,
        paragraphs=(*before.paragraphs, *([" ".join(kept)] if kept else [])),
    )
    sealed_names.refuse(number, words_of(text), act)
    editing.save_text(
        number,
        text,
        seen=standing.number if standing else 0,
        act=act,
        note=f"draft: {draft.by}",
        model=_begun_by(draft, chosen),
    )
    draft_queue.answer(number, key, language, pack.languages)


def _begun_by(draft: Draft, chosen: Collection[int]) -> str:
    """The model that began what was chosen; of a translated draft, only where it did."""
    used = any(one.translated for at, one in enumerate(draft.sentences, start=1) if at in chosen)
    return draft.model if draft.by is not Maker.TRANSLATION or used else ""


@lru_cache(maxsize=4)
def drafter_at(folder: Path) -> Drafter:
    """What drafts without a model in the country of the pack in a folder."""
    return Drafter(pack_at(folder), lexicon_at(folder))


def _draft(row: DraftRow, this: Drafting) -> None:
    pack = this.pack
    found = material(row, pack)
    name_memory.learn_from_articles(found.matter.articles, found.versions)
    found = found.knowing(known_names(pack, number=row.incident.number if row.incident else ""))
    doubts = doubts_of(found.matter.articles, lexicon_at(pack.folder))
    made: tuple[Draft, ...] = ()
    message = ""
    model, translator = this.model, this.translator
    if row.with_model and model is not None and pack.prompts.version:
        made, message = _tried(
            f"Draft {row.pk} by a model", lambda: _by_model(row, found, doubts, this, model)
        )
    if not made:
        plain = made = drafter_at(pack.folder).draft(
            found.matter, doubts, differences_by(lexicon_at(pack.folder))
        )
        if translator is not None and translator.choice.is_on:
            made, problem = _tried(
                f"Draft {row.pk} by a translator",
                lambda: (translator.fill(row, found, plain, doubts), ""),
                instead=plain,
                code="translator",
            )
            message = message or problem
    draft_queue.keep(row, made, found.versions, message, this.now())


def _tried(
    name: str,
    work: Callable[[], tuple[tuple[Draft, ...], str]],
    *,
    instead: tuple[Draft, ...] = (),
    code: str = "",
) -> tuple[tuple[Draft, ...], str]:
    """Drafts and a word on them; of work that fails, what there is instead, and what went wrong.

    ``code`` is for errors of what does the work, else each kind has its own.
    """
    try:
        with ItemWork(name, passing=(DalelError,)) as item:
            return work()
        return instead, told(item.flaw)
    except StoppedError:
        raise
    except DalelError as error:
        return instead, f"{code}|{error}" if code else told(error)


def _by_model(
    row: DraftRow, found: Material, doubts: Doubts, this: Drafting, model: Modeller
) -> tuple[tuple[Draft, ...], str]:
    """Drafts of the model, from what it may see; and a word on what was left out of its answer."""
    pack = this.pack
    matter = replace(
        found.matter,
        articles=tuple(
            article for article in found.matter.articles if found.may_show(model.choice, article.id)
        ),
    )
    if not matter.articles:
        raise NothingToShowError
    prompter = Prompter(
        ask=model.asker(
            row.job,
            lambda letters: draft_queue.go_on(row, letters),
            subject=found.matter.story,
            versions=[found.versions[article.id] for article in matter.articles],
        ),
        model=name_of(model.choice, pack),
        prompts=pack.prompts,
        glossary=pack.glossary,
        lexicon=lexicon_at(pack.folder),
    )
    result = prompter.draft(matter, pack.languages, doubts)
    dropped = [text for texts in result.dropped.values() for text in texts]
    return result.drafts, f"left_out|{chr(10).join(dropped)}" if dropped else ""


def _translate(row: DraftRow, this: Drafting) -> None:
    """A translation of what was approved in another language."""
    model, pack = this.model, this.pack
    if model is None or row.incident is None:
        raise NoModelError
    approved, published = translation_memory.approved(row.incident.number, row.source)
    if not may_see(
        model.choice,
        EvidenceClass.PUBLIC if published else EvidenceClass.NEWSROOM,
        published=published,
    ):
        raise NothingToShowError
    translator = Translator(
        ask=model.asker(
            row.job,
            lambda letters: draft_queue.go_on(row, letters),
            subject=row.incident.number or "",
        ),
        model=name_of(model.choice, pack),
        prompts=pack.prompts,
        glossary=pack.glossary,
        names=known_names(pack, number=row.incident.number),
    )
    pairs = translation_memory.pairs_like(approved, row.language, _EXAMPLES)
    made = translator.translate(approved, row.language, pairs)
    missing = ", ".join(term.labels[row.language] for term in made.lacking)
    message = f"terms|{missing}" if missing else ""
    draft = _as_draft(row, made.text, approved, model, pack)
    draft_queue.keep(row, [draft], {}, message, this.now())


def _as_draft(
    row: DraftRow, text: IncidentText, approved: IncidentText, model: Modeller, pack: Pack
) -> Draft:
    """A translation as a draft; a paragraph that says otherwise than the approved one is marked."""
    own = dict(enumerate(approved.paragraphs))
    lexicon = lexicon_at(pack.folder)
    return Draft(
        story=str(row.pk),
        language=text.language,
        title=text.title or "",
        sentences=tuple(
            DraftSentence(
                text=paragraph,
                article="",
                span=TextSpan(start=0, end=0),
                doubted=not says_the_same(
                    (own.get(at, ""), approved.language), (paragraph, text.language), lexicon
                ),
            )
            for at, paragraph in enumerate(text.paragraphs)
        ),
        by=Maker.MODEL,
        model=name_of(model.choice, pack),
    )
