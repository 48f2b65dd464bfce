"""Wording of machine drafts on screen, with suggested terms."""

from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from dalel.domain.draft import Maker
from dalel.domain.states import DraftState
from dalel.domain.translator_choice import TranslatorChoice
from dalel.newsroom.frame.context import pack
from dalel.newsroom.incidents.actions import draft_queue
from dalel.newsroom.incidents.actions.draft_queue import Shown
from dalel.newsroom.incidents.queries import translation_memory
from dalel.steps.draft.suggesting import SuggestedTerm, suggest

#: So many likely terms are offered.
_TERMS: Final = 10
#: What went wrong or was left out, by the code that a row keeps.
MESSAGES: Final[dict[str, Promise | str]] = {
    "limit": gettext_lazy("The language model has reached today's limit."),
    "nothing_to_show": gettext_lazy(
        "Nothing of this evidence may be shown to a language model on somebody else's machine."
    ),
    "no_model": gettext_lazy("No language model is set up, and without one nothing is translated."),
    "busy": gettext_lazy("The language model is busy. Try again later."),
    "no_answer": gettext_lazy("The language model did not answer, or broke off."),
    "refused": gettext_lazy("The language model refused."),
    "bad_answer": gettext_lazy("The language model did not answer what it was asked."),
    "no_text": gettext_lazy("There is no approved text to translate."),
    "translator": gettext_lazy("The translation model does not work, so nothing was translated:"),
    "left_out": gettext_lazy(
        "These sentences of the language model rest on nothing, and were left out:"
    ),
    "terms": gettext_lazy("The translation does not use these terms of the glossary:"),
    "failed": gettext_lazy("This draft could not be made."),
}
#: By whom a draft was made.
MAKERS: Final[dict[Maker, Promise | str]] = {
    Maker.EXTRACT: gettext_lazy("sentences of the articles"),
    Maker.CLAIMS: gettext_lazy("said by the machine from the articles of another language"),
    Maker.TRANSLATION: gettext_lazy("machine translation, and what the machine said itself"),
    Maker.MODEL: gettext_lazy("language model"),
}


@dataclass(frozen=True, kw_only=True)
class Proposals:
    """What stands in the room for drafts.

    ``can_translate`` are pairs of languages, from and into; ``is_waiting``: ask again soon.
    ``can_reword``: a language model can say a sentence in other words.
    """

    shown: tuple[Shown, ...]
    can_translate: tuple[tuple[str, str], ...]
    has_model: bool
    can_reword: bool
    translator: TranslatorChoice

    @property
    def is_waiting(self) -> bool:
        """Whether a machine is at work."""
        return any(one.state is DraftState.WAITING for one in self.shown)


def proposals(number: str) -> Proposals:
    """The drafts of an incident, and what can be asked for."""
    languages = pack().languages
    has_model = settings.DALEL.model is not None
    approved = translation_memory.approved_in(number) if has_model else frozenset()
    return Proposals(
        shown=draft_queue.shown(number),
        can_translate=tuple(
            (source, target)
            for source in languages
            for target in languages
            if source in approved and target != source
        ),
        has_model=has_model,
        can_reword=has_model and bool(pack().prompts.reword),
        translator=settings.DALEL.translator_choice,
    )


def message(text: str) -> tuple[Promise | str, str]:
    """What a row remembers, in words, and its detail; the codes' own sentences need none."""
    code, _, detail = text.partition("|")
    return MESSAGES.get(code, MESSAGES["failed"]), detail


def maker(by: Maker) -> Promise | str:
    """By whom a draft was made."""
    return MAKERS[by]


def suggested_terms() -> tuple[SuggestedTerm, ...]:
    """Words that approved texts translate always alike and that the glossary has not."""
    first, second = pack().languages[0], pack().languages[-1]
    if first == second:
        return ()
    pairs = translation_memory.pairs_of(first, second)
    return suggest(pairs, (first, second), pack().glossary)[:_TERMS]
