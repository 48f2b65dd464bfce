"""Drafts that a model or a translator wrote, revised: said shorter, longer, or in other words.

A sentence keeps the stretch of source it rests on. With a model each is put to it by itself, and
what comes back has to say the same: the check of parity against what it stands for, the same claims
and names, and the check of facts against the evidence. Without a model, or where nothing passes,
the sentence that can best be spared is left out, and one is added that an article has or the
machine can say itself.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from dalel.domain.draft import Draft, DraftMatter, DraftSentence, Maker, SentencePlace
from dalel.domain.lexicon import Lexicon
from dalel.language.dates import ANY_DAY
from dalel.language.identify import identify
from dalel.steps.draft.answers import (
    SENTENCE,
    TranslationAnswer,
    UnusableAnswerError,
    read_answer,
    translation_schema,
)
from dalel.steps.draft.choosing import value
from dalel.steps.draft.extracting import Doubts
from dalel.steps.draft.foreign_names import adds_a_name
from dalel.steps.draft.hostile import speaks_to_machines, visible
from dalel.steps.draft.machine_translating import Equal
from dalel.steps.draft.prompted import Ask
from dalel.steps.draft.reading import NewsSentence, read_story
from dalel.steps.draft.revising import RevisionWish
from dalel.steps.draft.same_claims import unlike
from dalel.steps.draft.told_names import told_names

#: What the machine can say itself in a language of a matter: where it rests, and the words.
Tell = Callable[[DraftMatter, str], Sequence[tuple[SentencePlace, str]]]

#: No entry has more sentences.
_MOST: Final = 8
#: So many sentences of articles are tried until one passes.
_TRIED: Final = 3
_SAY: Final = "say"


@dataclass(frozen=True, kw_only=True)
class Rewriter:
    """What revises such drafts; ``ask`` is None where no model is set, ``rules`` what it is told.

    ``may_show`` tells of which articles sentences may be put to the model; sentences that rest on
    none stand under the empty name. ``is_equal`` is the check of parity.
    """

    lexicon: Lexicon
    is_equal: Equal
    tell: Tell
    ask: Ask | None = None
    rules: str = ""
    model: str = ""
    may_show: Callable[[str], bool] = lambda _article: True

    def revise(
        self, matter: DraftMatter, draft: Draft, wish: RevisionWish, doubts: Doubts, *, at: int = 0
    ) -> Draft | None:
        """The draft as it is wanted, or None; ``at`` is the place of the sentence to be reworded.

        Raises what the model's ``ask`` raises.
        """
        judged = _Judging(self, matter, draft.language, doubts)
        if wish is RevisionWish.OTHER:
            known = 0 <= at < len(draft.sentences)
            return self._reworded(draft, wish, judged, [at]) if known else None
        if wish is RevisionWish.SHORTER:
            everywhere = range(len(draft.sentences))
            return self._reworded(draft, wish, judged, everywhere) or _without_one(draft)
        return self._longer(matter, draft, judged)

    def _reworded(
        self, draft: Draft, wish: RevisionWish, judged: "_Judging", places: Sequence[int]
    ) -> Draft | None:
        shown = [at for at in places if self.may_show(draft.sentences[at].article)]
        old = [draft.sentences[at] for at in shown]
        said = self.said([one.text for one in old], draft.language, wish.value)
        new = {
            at: _as_said(draft, one, text)
            for at, one, text in zip(shown, old, said, strict=True)
            if text and _is_wanted(wish, one.text, text)
            if judged.is_same(one.text, draft.language, text)
        }
        if not new:
            return None
        sentences = tuple(new.get(at, one) for at, one in enumerate(draft.sentences))
        return replace(draft, sentences=sentences, model=self._named(draft))

    def _longer(self, matter: DraftMatter, draft: Draft, judged: "_Judging") -> Draft | None:
        if len(draft.sentences) >= _MOST:
            return None
        new, by_model = next(self._additions(matter, draft, judged), (None, False))
        if new is None:
            return None
        model = self._named(draft) if by_model else draft.model
        return replace(draft, sentences=(*draft.sentences, new), model=model)

    def _additions(
        self, matter: DraftMatter, draft: Draft, judged: "_Judging"
    ) -> Iterator[tuple[DraftSentence, bool]]:
        """What may be added, the best first, and whether the model said it.

        First what articles tell, then what the machine can say itself.
        """
        names: Mapping[str, Any] = {}
        left = _untold(matter, draft, self.lexicon)[:_TRIED]
        if left and self.ask is not None:
            texts = {one.article.language: one.text for one in left}
            names = {"names": told_names(texts, [draft.language], matter.names)}
        for one in left:
            is_own = one.article.language == draft.language
            new = DraftSentence(text=one.text, article=one.article.id, span=one.span, doubted=True)
            said = None
            if self.may_show(one.article.id):
                (said,) = self.said([one.text], draft.language, _SAY, names)
            if said and judged.is_same(one.text, one.article.language, said):
                # Said anew by a model, in whichever language: a person compares it.
                yield replace(new, text=said, translated=not is_own), True
            elif is_own and not judged.doubts(one.text, draft.language):
                yield replace(new, doubted=False), False
        told = [one.place for one in draft.sentences]
        for (article, span), text in self.tell(matter, draft.language):
            is_new = all(name != article or not span.meets(place) for name, place in told)
            if is_new and not judged.doubts(text, draft.language):
                yield DraftSentence(text=text, article=article, span=span, doubted=True), False

    def said(
        self,
        texts: Sequence[str],
        language: str,
        wish: str,
        beside: Mapping[str, Any] | None = None,
    ) -> Sequence[str | None]:
        """What the model makes of each text; None where it makes nothing that can be used."""
        nothing: list[str | None] = [None] * len(texts)
        orders = [speaks_to_machines(one) for one in texts]
        if self.ask is None or not self.rules or not texts or any(orders):
            return nothing
        numbered = {str(place): one for place, one in enumerate(texts, start=1)}
        asked = {"language": language, "wanted": wish, "sentences": numbered, **(beside or {})}
        answer = self.ask(
            self.rules, json.dumps(asked, ensure_ascii=False), translation_schema(len(texts))
        )
        try:
            told = read_answer(answer, TranslationAnswer).sentences
        except UnusableAnswerError:
            return nothing
        if len(told) != len(texts):
            return nothing
        return [" ".join(visible(one).split()) or None for one in told]

    def _named(self, draft: Draft) -> str:
        """The models that wrote it, each once."""
        return draft.model if self.model in draft.model else f"{draft.model}; {self.model}"


@dataclass(frozen=True)
class _Judging:
    """Whether words say what others say, and the evidence bears them out."""

    by: Rewriter
    matter: DraftMatter
    language: str
    doubts: Doubts

    def is_same(self, old: str, source: str, new: str) -> bool:
        """Whether the new words, in the language of the draft, say what the old ones say."""
        sound = (
            len(new) <= SENTENCE
            and new[-1:] in ".!»"
            and not new[:1].islower()
            and not speaks_to_machines(new)
            and identify(new) == self.language
        )
        mine, theirs = (old, source, ()), (new, self.language, ())
        return (
            sound
            and not adds_a_name(mine, theirs)
            and self.by.is_equal((old, source), (new, self.language))
            and self._tells_the_same(mine, theirs)
            and not self.doubts(new, self.language)
        )

    def _tells_the_same(
        self, one: tuple[str, str, tuple[()]], other: tuple[str, str, tuple[()]]
    ) -> bool:
        """Whether the claims are the same, where those of the first are understood at all."""
        is_read = not unlike(one, one, self.by.lexicon, self._day)
        return not is_read or not unlike(one, other, self.by.lexicon, self._day)

    @property
    def _day(self) -> date:
        days = [one.day for one in self.matter.articles if one.day is not None]
        return max(days, default=ANY_DAY)


def _is_wanted(wish: RevisionWish, old: str, new: str) -> bool:
    return new != old and (wish is not RevisionWish.SHORTER or len(new) < len(old))


def _as_said(draft: Draft, old: DraftSentence, text: str) -> DraftSentence:
    """The sentence in new words: what passed is no more in doubt, but for what is translated."""
    is_clear = draft.by is Maker.MODEL and not old.translated
    return replace(old, text=text, doubted=old.doubted and not is_clear)


def _without_one(draft: Draft) -> Draft | None:
    """The draft without the last of its doubted sentences, else its last one; the first stays."""
    places = range(1, len(draft.sentences))
    is_mixed = len({one.doubted for one in draft.sentences[1:]}) > 1
    spare = [at for at in places if draft.sentences[at].doubted or not is_mixed]
    if not spare:
        return None
    kept = (one for at, one in enumerate(draft.sentences) if at != spare[-1])
    return replace(draft, sentences=tuple(kept))


def _untold(matter: DraftMatter, draft: Draft, lexicon: Lexicon) -> list[NewsSentence]:
    """The sentences of the articles that the draft does not rest on, what tells most first.

    Those in the draft's own language come before others.
    """
    reading = read_story(matter.articles, lexicon)
    told = [one.place for one in draft.sentences]
    used = [
        one
        for one in reading.passages
        if any(name == one.article.id and place.meets(one.span) for name, place in told)
    ]
    stated = frozenset[str]().union(*(one.states for one in used))
    free = [
        one
        for one in reading.passages
        if one not in used and not one.leans and (one.states - stated or not one.states)
    ]
    return sorted(
        free,
        key=lambda one: (
            one.article.language != draft.language,
            -value(one.states - stated, reading),
        ),
    )
