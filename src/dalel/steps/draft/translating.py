"""Translation of approved texts by a language model, with the glossary's terms."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dalel.domain.incident import IncidentText
from dalel.domain.names import NO_NAMES, KnownNames
from dalel.language.sentences import sentences
from dalel.pack.glossary import GlossaryTerm
from dalel.pack.prompts import Prompts
from dalel.steps.draft.answers import (
    TranslationAnswer,
    UnusableAnswerError,
    read_answer,
    translation_schema,
)
from dalel.steps.draft.hostile import speaks_to_machines, visible
from dalel.steps.draft.prompted import Ask
from dalel.steps.draft.terms import lacking, used
from dalel.steps.draft.told_names import told_names


@dataclass(frozen=True, kw_only=True)
class TranslationPair:
    """A sentence and how this newsroom said it in the other language."""

    source: str
    target: str


@dataclass(frozen=True, kw_only=True)
class Translation:
    """A translated text, and the terms of the glossary that it should have used."""

    text: IncidentText
    lacking: tuple[GlossaryTerm, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Translator:
    """What puts texts to a model; ``model`` is the name that stands on what it begins."""

    ask: Ask
    model: str
    prompts: Prompts
    glossary: Sequence[GlossaryTerm]
    names: KnownNames = NO_NAMES

    def translate(
        self, text: IncidentText, language: str, examples: Sequence[TranslationPair] = ()
    ) -> Translation:
        """The text in another language; terms that it leaves out are asked for once more.

        :raises UnusableAnswerError: when nothing of the answer can be used.
        """
        split = [
            [part[span.start : span.end] for span in sentences(part)] for part in text.paragraphs
        ]
        parts = [sentence for paragraph in split for sentence in paragraph]
        if not parts:
            raise UnusableAnswerError("the text has no sentence")
        terms = used(f"{text.title or ''} {text.summary}", text.language, self.glossary)
        said = {text.language: f"{text.title or ''}\n{text.summary}"}
        names = told_names(said, [language], self.names)
        asked = translation_question(
            parts, text.language, language, title=text.title or "", terms=terms, examples=examples
        )
        asked["names"] = names
        first = self._translated(self.prompts.translate, asked, len(parts), language)
        missing = lacking(_all(first), language, terms)
        if missing:
            wanted = [term.labels[language] for term in missing]
            again = {**asked, "written": list(first.sentences), "use_these_terms": wanted}
            rules = f"{self.prompts.translate}\n{self.prompts.repair}"
            try:
                second = self._translated(rules, again, len(parts), language)
            except UnusableAnswerError:
                second = first
            left = lacking(_all(second), language, terms)
            if len(left) < len(missing):
                first, missing = second, left
        return Translation(text=_text(first, split, text, language), lacking=missing)

    def _translated(
        self, rules: str, asked: Mapping[str, Any], count: int, language: str
    ) -> TranslationAnswer:
        material = json.dumps(asked, ensure_ascii=False)
        answer = read_answer(
            self.ask(rules, material, translation_schema(count)), TranslationAnswer
        )
        if len(answer.sentences) != count:
            raise UnusableAnswerError(f"{len(answer.sentences)} sentences for {count}")
        if any(map(speaks_to_machines, (answer.title, *answer.sentences))):
            raise UnusableAnswerError("the answer speaks to machines")
        return answer


def translation_question(
    parts: Sequence[str],
    source: str,
    target: str,
    *,
    title: str = "",
    terms: Sequence[GlossaryTerm] = (),
    examples: Sequence[TranslationPair] = (),
) -> dict[str, Any]:
    """What a model is asked: sentences by number, and what is known of how to say them."""
    return {
        "from": source,
        "into": target,
        "title": title,
        "sentences": {str(number): part for number, part in enumerate(parts, start=1)},
        "terms": [{source: term.labels[source], target: term.labels[target]} for term in terms],
        "examples": [{source: pair.source, target: pair.target} for pair in examples],
    }


def _all(answer: TranslationAnswer) -> str:
    return " ".join((answer.title, *answer.sentences))


def _text(
    answer: TranslationAnswer, split: Sequence[Sequence[str]], text: IncidentText, language: str
) -> IncidentText:
    """The answer in the paragraphs of the text."""
    left = iter(" ".join(visible(each).split()) for each in answer.sentences)
    paragraphs = tuple(" ".join(next(left) for _ in part) for part in split)
    title = visible(answer.title).strip().rstrip(".")
    return IncidentText(
        language=language,
        title=(title or None) if text.title else None,
        paragraphs=tuple(part for part in paragraphs if part),
    )
