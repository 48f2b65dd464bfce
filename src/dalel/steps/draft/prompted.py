"""Drafts by a language model: prompting, judging and repairing them.

A model sees the story as JSON and nothing else. What it answers is judged like anybody's text:
sentences that rest on nothing, or that nobody asked for, fall away; what the evidence does not bear
out is put to it once more, and what remains then is left to a person, marked.
"""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Final

from dalel.domain.draft import Draft, DraftMatter, DraftSentence, Maker
from dalel.domain.evidence import TextSpan
from dalel.domain.lexicon import Lexicon
from dalel.pack.glossary import GlossaryTerm
from dalel.pack.prompts import Prompts
from dalel.steps.draft.answers import (
    SENTENCE,
    DraftAnswer,
    UnusableAnswerError,
    WrittenDraft,
    WrittenSentence,
    draft_schema,
    read_answer,
)
from dalel.steps.draft.extracting import Doubts, doubted_in
from dalel.steps.draft.hostile import speaks_to_machines, visible
from dalel.steps.draft.reading import NewsSentence, StoryReading, read_story, stems_of
from dalel.steps.draft.terms import used
from dalel.steps.draft.told_names import told_names, unsure_in

#: Puts a question to a model: rules, material, schema; gives its answer.
Ask = Callable[[str, str, Mapping[str, Any]], str]

#: So many characters of a story are shown.
_MOST: Final = 16_000
#: Less than this share of known words, and a sentence tells of something else.
_KNOWN: Final = 0.4
#: So many words in a row that are those of the rules are no news.
_LEAK: Final = 8
_WORD: Final = re.compile(r"\w+")
_ADDRESS: Final = re.compile(r"(?:https?://|www\.)\S+|[\w.+-]+@[\w-]+\.\w+", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class Prompted:
    """What came of a model: drafts, and sentences that were left out, by language."""

    drafts: tuple[Draft, ...]
    dropped: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, kw_only=True)
class Prompter:
    """What puts stories to a model.

    ``model`` is the name that stands on what it begins; ``glossary`` are the terms to be used.
    """

    ask: Ask
    model: str
    prompts: Prompts
    glossary: Sequence[GlossaryTerm]
    lexicon: Lexicon

    def draft(self, matter: DraftMatter, languages: Sequence[str], doubts: Doubts) -> Prompted:
        """Drafts in these languages.

        :raises UnusableAnswerError: when nothing of the answer can be used.
        """
        story = _Story(read_story(matter.articles, self.lexicon))
        if not story.numbered:
            raise UnusableAnswerError("the story says nothing that a model could be shown")
        names = told_names(story.texts, languages, matter.names)
        asked = json.dumps(self._question(story, languages) | {"names": names}, ensure_ascii=False)
        schema = draft_schema(languages, list(story.names))
        best = self._judged(
            self.ask(self.prompts.draft, asked, schema), matter, story, languages, doubts
        )
        if best.doubted:
            again = json.dumps(
                {"story": json.loads(asked), "written": best.written, "unproven": best.unproven},
                ensure_ascii=False,
            )
            rules = f"{self.prompts.draft}\n{self.prompts.repair}"
            with suppress(UnusableAnswerError):
                second = self._judged(
                    self.ask(rules, again, schema), matter, story, languages, doubts
                )
                best = second if second.doubted <= best.doubted else best
        return _marked(best.result, names)

    def _question(self, story: "_Story", languages: Sequence[str]) -> dict[str, Any]:
        terms = {
            term.id: {language: term.labels[language] for language in languages}
            for language, text in story.texts.items()
            for term in used(text, language, self.glossary)
        }
        return {
            "languages": list(languages),
            "articles": story.shown,
            "terms": list(terms.values()),
        }

    def _judged(
        self,
        answer: str,
        matter: DraftMatter,
        story: "_Story",
        languages: Sequence[str],
        doubts: Doubts,
    ) -> "_Judged":
        written = read_answer(answer, DraftAnswer)
        drafts, dropped, unproven = [], {}, []
        doubted = 0
        for language in languages:
            own = next((each for each in written.drafts if each.language == language), None)
            if own is None:
                raise UnusableAnswerError(f"the answer has no draft in {language}")
            kept, left_out = self._usable(own, story)
            dropped[language] = left_out
            title = visible(own.title).strip().rstrip(".")
            if self._is_foreign(title, story):
                title = ""
            pieces = [title, *(each.text for each in kept)]
            doubtful = doubted_in(pieces, language, doubts)
            doubted += len(doubtful)
            unproven += [{"language": language, "text": pieces[at]} for at in sorted(doubtful)]
            drafts.append(
                Draft(
                    story=matter.story,
                    language=language,
                    title=title,
                    sentences=tuple(
                        replace(each, doubted=at in doubtful)
                        for at, each in enumerate(kept, start=1)
                    ),
                    by=Maker.MODEL,
                    model=self.model,
                )
            )
        if not any(draft.sentences for draft in drafts):
            raise UnusableAnswerError("no sentence of the answer rests on the articles")
        return _Judged(
            result=Prompted(drafts=tuple(drafts), dropped=dropped),
            written=[_told(draft) for draft in drafts],
            unproven=unproven,
            doubted=doubted + sum(map(len, dropped.values())),
        )

    def _usable(
        self, own: WrittenDraft, story: "_Story"
    ) -> tuple[list[DraftSentence], tuple[str, ...]]:
        kept: list[DraftSentence] = []
        dropped: list[str] = []
        for each in own.sentences:
            text = " ".join(visible(each.text).split())[:SENTENCE]
            resting = story.rests(each)
            strange = self._is_foreign(text, story) or story.is_strange(text, own.language)
            if resting is None or not text or strange:
                dropped.append(text)
            else:
                kept.append(DraftSentence(text=text, article=resting[0], span=resting[1]))
        return kept, tuple(dropped)

    def _is_foreign(self, text: str, story: "_Story") -> bool:
        """Whether it gives orders, gives the rules away, or leads where no article does."""
        rules = f"{self.prompts.draft} {self.prompts.repair}"
        return (
            speaks_to_machines(text)
            or bool(_runs(text) & _runs(rules))
            or any(match[0] not in story.whole for match in _ADDRESS.finditer(text))
        )


@dataclass(frozen=True, kw_only=True)
class _Judged:
    result: Prompted
    written: list[dict[str, Any]]
    unproven: list[dict[str, str]]
    #: How much of it is doubtful or fell away.
    doubted: int


class _Story:
    """A story under the names and numbers that a model is given for it."""

    def __init__(self, reading: StoryReading) -> None:
        self.numbered: dict[tuple[str, int], NewsSentence] = {}
        self.names: dict[str, str] = {}
        left = _MOST
        for passage in reading.passages:
            left -= len(passage.text)
            if left < 0:
                break
            name = self.names.setdefault(passage.article.id, f"A{len(self.names) + 1}")
            self.numbered[name, passage.place + 1] = passage
        self.names = {name: article for article, name in self.names.items()}

    @property
    def shown(self) -> list[dict[str, Any]]:
        """The articles as they are shown: no address, no sentence that speaks to machines."""
        shown = []
        for name in self.names:
            own = {number: each for (of, number), each in self.numbered.items() if of == name}
            article = next(iter(own.values())).article
            title = visible(article.title)
            shown.append(
                {
                    "id": name,
                    "language": article.language,
                    "published": article.day.isoformat() if article.day else "",
                    "title": "" if speaks_to_machines(title) else title,
                    "sentences": {str(number): visible(each.text) for number, each in own.items()},
                }
            )
        return shown

    @property
    def texts(self) -> dict[str, str]:
        """By language all that is shown."""
        texts: dict[str, str] = {}
        for passage in self.numbered.values():
            language = passage.article.language
            texts[language] = f"{texts.get(language, '')} {passage.text}"
        return texts

    @property
    def whole(self) -> str:
        """All that is shown."""
        return " ".join(passage.text for passage in self.numbered.values())

    def is_strange(self, text: str, language: str) -> bool:
        """Whether a sentence hardly has a word of the articles in its language."""
        known = self._known.get(language, frozenset())
        said = stems_of(text, language)
        return bool(known) and len(said & known) < _KNOWN * len(said)

    @cached_property
    def _known(self) -> dict[str, frozenset[str]]:
        return {language: stems_of(text, language) for language, text in self.texts.items()}

    def rests(self, written: WrittenSentence) -> tuple[str, TextSpan] | None:
        """Article and stretch that a sentence rests on: of the first article it names rightly."""
        for rest in written.rests:
            found = [self.numbered.get((rest.article, number)) for number in rest.sentences]
            spans = [each.span for each in found if each is not None]
            if spans:
                whole = TextSpan(start=min(s.start for s in spans), end=max(s.end for s in spans))
                return self.names[rest.article], whole
        return None


def _marked(made: Prompted, names: Sequence[Mapping[str, Any]]) -> Prompted:
    """The drafts, with what tells a name by rule alone left to a person."""
    return replace(
        made,
        drafts=tuple(
            replace(
                draft,
                sentences=tuple(
                    replace(one, doubted=one.doubted or unsure_in(one.text, draft.language, names))
                    for one in draft.sentences
                ),
            )
            for draft in made.drafts
        ),
    )


def _runs(text: str) -> frozenset[tuple[str, ...]]:
    words = [match[0].lower() for match in _WORD.finditer(text)]
    return frozenset(tuple(words[at : at + _LEAK]) for at in range(len(words) - _LEAK + 1))


def _told(draft: Draft) -> dict[str, Any]:
    return {
        "language": draft.language,
        "title": draft.title,
        "sentences": [sentence.text for sentence in draft.sentences],
    }
