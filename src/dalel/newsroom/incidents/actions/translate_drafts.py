"""Translates drafts with what the newsroom chose: a model in the home, or a server."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from dalel.domain.draft import Draft
from dalel.domain.evidence import EvidenceClass
from dalel.domain.lexicon import Lexicon
from dalel.domain.translator_choice import TranslatorChoice, TranslatorWay
from dalel.newsroom.frame.pack_in_force import lexicon_at
from dalel.newsroom.incidents.actions import draft_queue
from dalel.newsroom.incidents.actions.ask_model import Modeller, NoModelError
from dalel.newsroom.incidents.models import DraftJob, DraftRow
from dalel.newsroom.incidents.queries.draft_material import Material
from dalel.outside.language_models.local_translator import LocalTranslator
from dalel.outside.language_models.translator_folder import cards
from dalel.pack import Pack
from dalel.steps.check.parity import LanguageVersion, check_parity
from dalel.steps.draft import (
    MARKS,
    Doubts,
    MachineTranslator,
    TranslationEngine,
    UnusableAnswerError,
    WordFencer,
)
from dalel.steps.draft.answers import TranslationAnswer, read_answer, translation_schema
from dalel.steps.draft.translating import translation_question

#: So many sentences are put to a server at once.
_AT_ONCE: Final = 6


@dataclass(kw_only=True)
class DraftTranslator:
    """What fills the languages of drafts in which no article is.

    ``room`` holds the models of the home; ``model`` is who is asked on a server.
    """

    choice: TranslatorChoice
    pack: Pack
    room: Path
    model: Modeller | None = None
    _local: LocalTranslator | None = None

    def fill(
        self, row: DraftRow, found: Material, drafts: Sequence[Draft], doubts: Doubts
    ) -> tuple[Draft, ...]:
        """The drafts with what could be translated truly.

        :raises LocalTranslatorError: when the model does not work. Raises as ``Chat.ask``.
        """
        lexicon = lexicon_at(self.pack.folder)

        def may_send(article: str) -> bool:
            return (
                self.choice.way is not TranslatorWay.HOSTED
                or found.classes.get(article) is EvidenceClass.PUBLIC
            )

        engine, marks = self._engine(row, found)
        translator = MachineTranslator(
            engine=engine,
            model=f"{self.choice.name} · {self.pack.id} {self.pack.version}",
            words=WordFencer(self.pack, lexicon),
            lexicon=lexicon,
            is_equal=partial(says_the_same, lexicon=lexicon),
            marks=marks,
        )
        return translator.fill(found.matter, drafts, doubts, may_send)

    def close(self) -> None:
        """Free what a model takes in memory."""
        if self._local is not None:
            self._local.close()
            self._local = None

    def _engine(self, row: DraftRow, found: Material) -> tuple[TranslationEngine, tuple[str, ...]]:
        if self.choice.way is not TranslatorWay.LOCAL:
            return self._served(row, found), MARKS
        card = next((one for one in cards(self.room) if one.name == self.choice.name), None)
        family = self.pack.translators.families.get(card.family) if card else None
        if card is None or family is None:
            raise NoModelError
        if self._local is None:
            self._local = LocalTranslator(self.room / card.name, card, family)
        return self._local.translate, card.marks or MARKS

    def _served(self, row: DraftRow, found: Material) -> TranslationEngine:
        model = self.model
        if model is None:
            raise NoModelError
        ask = model.asker(
            DraftJob.TRANSLATE,
            lambda letters: draft_queue.go_on(row, letters),
            subject=found.matter.story,
            versions=tuple(found.versions.values()),
        )
        rules = f"{self.pack.prompts.translate}\n{self.pack.prompts.marks}"

        def translate(texts: Sequence[str], source: str, target: str) -> list[str | None]:
            said: list[str | None] = []
            for at in range(0, len(texts), _AT_ONCE):
                part = texts[at : at + _AT_ONCE]
                asked = translation_question(part, source, target)
                material = json.dumps(asked, ensure_ascii=False)
                try:
                    schema = translation_schema(len(part))
                    told = read_answer(ask(rules, material, schema), TranslationAnswer).sentences
                except UnusableAnswerError:
                    told = ()
                said += told if len(told) == len(part) else [None] * len(part)
            return said

        return translate


def says_the_same(one: tuple[str, str], other: tuple[str, str], lexicon: Lexicon) -> bool:
    """Whether the check of parity finds no difference between two texts, each with its language."""
    first = LanguageVersion(language=one[1], text=one[0])
    second = LanguageVersion(language=other[1], text=other[0])
    return not check_parity(first, second, lexicon).mismatches
