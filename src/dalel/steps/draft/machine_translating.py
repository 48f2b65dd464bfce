"""Machine translation of a draft's sentences into a language in which no article is.

Every sentence is translated by itself, with what must not change fenced, and has to pass: all
fences back once each, the same claims, the check of parity against its source and the check of
facts against the evidence. What fails is what it was before: the claim's own wording, or nothing.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from dalel.domain.draft import Draft, DraftMatter, DraftSentence, Maker, SentencePlace
from dalel.domain.lexicon import Lexicon
from dalel.language.dates import ANY_DAY
from dalel.language.identify import identify
from dalel.steps.draft.extracting import Doubts, doubted_in
from dalel.steps.draft.fenced_words import WordFencer
from dalel.steps.draft.fencing import (
    MARKS,
    Fence,
    LostFenceError,
    Unfenced,
    fence,
    is_free_of,
    unfence,
)
from dalel.steps.draft.foreign_names import adds_a_name
from dalel.steps.draft.hostile import speaks_to_machines, visible
from dalel.steps.draft.reading import read_story
from dalel.steps.draft.same_claims import unlike

#: Puts texts to a model: texts, from, into; gives as many, None for what it could not translate.
TranslationEngine = Callable[[Sequence[str], str, str], Sequence[str | None]]
#: Whether two texts, each with its language, say the same.
Equal = Callable[[tuple[str, str], tuple[str, str]], bool]

#: A longer sentence is not translated: models lose the thread.
_LONGEST: Final = 500
#: So many times the words of its source a translation has at least, and at most.
_LEAST, _MOST = 0.4, 2.0
_SHORT: Final = 4
_TRIES: Final = 2


@dataclass(frozen=True, kw_only=True)
class MachineTranslator:
    """What translates drafts; ``model`` is the name that stands on what it begins.

    ``marks`` are the forms of placeholders to try, ``is_equal`` the check of parity.
    """

    engine: TranslationEngine
    model: str
    words: WordFencer
    lexicon: Lexicon
    is_equal: Equal
    marks: tuple[str, ...] = MARKS

    def fill(
        self,
        matter: DraftMatter,
        drafts: Sequence[Draft],
        doubts: Doubts,
        may_send: Callable[[str], bool] = lambda _article: True,
    ) -> tuple[Draft, ...]:
        """The drafts, with sentences translated where a language has no articles of its own.

        ``may_send`` tells of which articles sentences may be put to the model. Raises what the
        engine raises.
        """
        source = next((one for one in drafts if one.by is Maker.EXTRACT and one.sentences), None)
        if source is None:
            return tuple(drafts)
        return tuple(
            self._filled(matter, source, one, doubts, may_send) if _is_wanting(one) else one
            for one in drafts
        )

    def translated(
        self,
        texts: Sequence[str],
        source: str,
        target: str,
        day: date,
        known: Sequence[Sequence[tuple[str, str]]] = (),
    ) -> tuple[str | None, ...]:
        """Each text in the other language, or None where it cannot be had truly."""
        jobs = [
            _Job(text=text, fences=self.words.fences(text, source, target, day, pairs))
            for text, pairs in zip(texts, known or [()] * len(texts), strict=True)
            if text
        ]
        waiting = [one for one in jobs if _is_translatable(one.text)]
        for mark in self.marks[:_TRIES]:
            asked = [one for one in waiting if is_free_of(one.text, mark)]
            answers = (
                self.engine([fence(one.text, one.fences, mark) for one in asked], source, target)
                if asked
                else ()
            )
            for one, answer in zip(asked, answers, strict=True):
                self._judge(one, answer, mark, (source, target), day)
            waiting = [one for one in waiting if one.is_open]
        by_text = {one.text: one.said for one in jobs}
        return tuple(by_text.get(text) for text in texts)

    def _judge(
        self, job: "_Job", answer: str | None, mark: str, languages: tuple[str, str], day: date
    ) -> None:
        """Keep an answer that says what its source says; one that lost a fence is asked again."""
        source, target = languages
        if answer is None:
            return
        try:
            put = unfence(" ".join(visible(answer).split()), job.fences, mark, target)
        except LostFenceError:
            return
        job.is_open = False
        spans = [one.span for one in job.fences]
        mine, theirs = (job.text, source, spans), (put.text, target, put.spans)
        sound = (
            _is_sound(job.text, put, target)
            and not adds_a_name(mine, theirs)
            and not unlike(mine, theirs, self.lexicon, day)
            and self.is_equal((job.text, source), (put.text, target))
        )
        job.said = put.text if sound else None

    def _filled(
        self,
        matter: DraftMatter,
        source: Draft,
        draft: Draft,
        doubts: Doubts,
        may_send: Callable[[str], bool],
    ) -> Draft:
        sent = [one for one in source.sentences if may_send(one.article)]
        days = [one.day for one in matter.articles if one.day is not None]
        day = max(days, default=ANY_DAY)
        titled = all(may_send(one.article) for one in source.sentences)
        title = source.title if titled else ""
        known = {one.place: one.words for one in draft.beside}
        said = self.translated(
            [title and f"{title}.", *(one.text for one in sent)],
            source.language,
            draft.language,
            day,
            [(), *(known.get(one.place, ()) for one in sent)],
        )
        new = {
            one.place: replace(one, text=text, doubted=True, translated=True)
            for one, text in zip(sent, said[1:], strict=True)
            if text and not doubts(text, draft.language)
        }
        if not new:
            return draft
        leaning = _leaning(matter, self.lexicon)
        sentences = tuple(_merged(source.sentences, draft.sentences, new, leaning))
        own_title = (said[0] or "").rstrip(".")
        if not own_title or doubts(own_title, draft.language):
            own_title = draft.title
        wrong = doubted_in([own_title, *(one.text for one in sentences)], draft.language, doubts)
        kept = tuple(
            one
            for at, one in enumerate(sentences, start=1)
            if at not in wrong or not one.translated
        )
        if not any(one.translated for one in kept):
            return draft
        told = {one.place for one in kept if one.translated}
        return replace(
            draft,
            title="" if 0 in wrong else own_title,
            sentences=kept,
            by=Maker.TRANSLATION,
            model=self.model,
            beside=tuple(one for one in draft.beside if one.place not in told),
        )


@dataclass(kw_only=True)
class _Job:
    """A text on its way."""

    text: str
    fences: tuple[Fence, ...]
    is_open: bool = True
    said: str | None = None


def _is_wanting(draft: Draft) -> bool:
    """Whether a draft says less than the articles' own sentences would."""
    return draft.by is Maker.CLAIMS


def _is_translatable(text: str) -> bool:
    return len(text) <= _LONGEST and not speaks_to_machines(text)


def _is_sound(source: str, put: Unfenced, language: str) -> bool:
    """Whether an answer is a sentence of its language, of a fitting length, and no order."""
    mine, theirs = len(source.split()), len(put.text.split())
    fits = _LEAST * mine <= theirs <= max(_MOST * mine, mine + _SHORT)
    ends = put.text[-1:] in ".!»" and not put.text[:1].islower()
    return fits and ends and not speaks_to_machines(put.text) and identify(put.text) == language


def _leaning(matter: DraftMatter, lexicon: Lexicon) -> frozenset[SentencePlace]:
    """Which sentences cannot be read without the one before."""
    passages = read_story(matter.articles, lexicon).passages
    return frozenset((one.article.id, one.span) for one in passages if one.leans)


def _merged(
    source: Sequence[DraftSentence],
    own: Sequence[DraftSentence],
    new: Mapping[SentencePlace, DraftSentence],
    leaning: Collection[SentencePlace],
) -> Iterator[DraftSentence]:
    """In the order of the source: what was translated, else how it was said before, else nothing.

    What leans on a sentence that is not told is not told either.
    """
    left = list(own)
    is_told = True
    for one in source:
        before = [each for each in left if _rests_on_same(each, one)]
        left = [each for each in left if each not in before]
        translated = new.get(one.place) if is_told or one.place not in leaning else None
        yield from [translated] if translated is not None else before
        is_told = translated is not None or bool(before)
    yield from left


def _rests_on_same(one: DraftSentence, other: DraftSentence) -> bool:
    return one.article == other.article and one.span.meets(other.span)
