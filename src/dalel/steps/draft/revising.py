"""The reviser: a draft that is shorter, longer, or has another sentence in the place of one.

Sentences are those of the same ranked choice as the draft's own: the articles' for a draft cut from
them, tellings for one that the machine said. Where both languages say the same clauses they change
together.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from dalel.domain.draft import Draft, DraftMatter, DraftSentence, Maker, SentencePlace
from dalel.domain.lexicon import Lexicon
from dalel.pack import Pack
from dalel.steps.draft.bilingual import as_passages
from dalel.steps.draft.choosing import longer, others_for, shorter
from dalel.steps.draft.extracting import Doubts, doubted_in
from dalel.steps.draft.reading import NewsSentence, StoryReading, read_story
from dalel.steps.draft.telling import Teller, ToldSentence

#: How often sentences that the evidence does not bear out give way to others.
_ROUNDS: Final = 6


class RevisionWish(StrEnum):
    """What somebody wants of a draft."""

    SHORTER = "shorter"
    LONGER = "longer"
    OTHER = "other"


@dataclass(frozen=True, kw_only=True)
class _Choice:
    """What a draft is chosen from: sentences, and how each is said in each language and as title.

    Sentences that an article says itself have no title.
    """

    reading: StoryReading
    told: Mapping[NewsSentence, ToldSentence]

    def place(self, passage: NewsSentence) -> SentencePlace:
        telling = self.told.get(passage)
        return passage.article.id, telling.span if telling is not None else passage.span

    def is_said_in(self, passage: NewsSentence, language: str) -> bool:
        """Whether a language has it: nothing is translated here."""
        return passage in self.told or passage.article.language == language

    def text(self, passage: NewsSentence, language: str) -> str:
        telling = self.told.get(passage)
        return telling.texts[language] if telling is not None else passage.text

    def title(self, passage: NewsSentence, draft: Draft) -> str:
        telling = self.told.get(passage)
        return telling.titles[draft.language] if telling is not None else draft.title


class Reviser:
    """What revises the drafts of a country's stories, prepared once."""

    def __init__(self, pack: Pack, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._teller = Teller(pack, lexicon)

    def revise(
        self,
        matter: DraftMatter,
        drafts: Mapping[str, Draft],
        language: str,
        wish: RevisionWish,
        *,
        at: int = 0,
        refused: Collection[SentencePlace] = (),
        first: SentencePlace | None = None,
        doubts: Doubts | None = None,
    ) -> Mapping[str, Draft]:
        """The drafts that change, by language; none where nothing else can be said.

        ``at`` is the place of the sentence in whose place another one is wanted, ``refused`` what
        somebody did not want there. Where ``first`` is given only that may come into its place.
        """
        draft = drafts[language]
        changing = _together(drafts, language)
        choice = self._choice(matter, draft)
        chosen = [_find(choice, each) for each in draft.sentences]
        known = [each for each in chosen if each is not None]
        if len(known) < len(chosen) or not known:
            return {}
        unwanted = {
            each
            for each in choice.reading.passages
            if not choice.is_said_in(each, language)
            or (choice.place(each) in refused if first is None else choice.place(each) != first)
        }
        for _ in range(_ROUNDS):
            wanted = _wanted(wish, known, at, choice.reading, unwanted)
            if wanted is None:
                return {}
            made = {each.language: _made(each, wanted, choice) for each in changing}
            new = {each for each in wanted if each not in known}
            wrong = {
                wanted[place]
                for each in made.values()
                for place in _doubted(each, doubts)
                if wanted[place] in new
            }
            if not wrong:
                return made
            unwanted |= wrong
        return {}

    def _choice(self, matter: DraftMatter, draft: Draft) -> _Choice:
        reading = read_story(matter.articles, self._lexicon)
        if draft.by is not Maker.CLAIMS:
            return _Choice(reading=reading, told={})
        tellings = [
            one for one in self._teller.knowing(matter.names).tell(matter.articles) if one.plain
        ]
        told = as_passages(reading, tellings)
        return _Choice(reading=replace(reading, passages=tuple(told)), told=told)


def _together(drafts: Mapping[str, Draft], language: str) -> list[Draft]:
    """A draft with those of other languages that say the same clauses."""
    one = drafts[language]
    places = [each.place for each in one.sentences]
    return [
        each
        for each in drafts.values()
        if each is one
        or (each.by is one.by is Maker.CLAIMS and [s.place for s in each.sentences] == places)
    ]


def _find(choice: _Choice, sentence: DraftSentence) -> NewsSentence | None:
    """The sentence of a draft among those that it was chosen from."""
    return next(
        (
            each
            for each in choice.reading.passages
            if each.article.id == sentence.article and choice.place(each) == sentence.place
        ),
        None,
    )


def _wanted(
    wish: RevisionWish,
    chosen: Sequence[NewsSentence],
    at: int,
    reading: StoryReading,
    unwanted: Collection[NewsSentence],
) -> tuple[NewsSentence, ...] | None:
    """The sentences as they are wanted; None where they cannot be had."""
    if wish is RevisionWish.OTHER:
        return _other(chosen, at, reading, unwanted)
    is_shorter = wish is RevisionWish.SHORTER
    found = shorter(chosen, reading) if is_shorter else longer(chosen, reading, unwanted)
    return found if len(found) != len(chosen) else None


def _other(
    chosen: Sequence[NewsSentence],
    at: int,
    reading: StoryReading,
    unwanted: Collection[NewsSentence],
) -> tuple[NewsSentence, ...] | None:
    """Another sentence in the place of one, and without what leaned on it."""
    if not 0 <= at < len(chosen):
        return None
    old = chosen[at]
    leaning = {
        each
        for each in chosen
        if each.leans and (each.article.id, each.place - 1) == (old.article.id, old.place)
    }
    rest = [each for each in chosen if each is not old and each not in leaning]
    new = next((each for each in others_for(old, rest, reading) if each not in unwanted), None)
    if new is None:
        return None
    return tuple(new if each is old else each for each in chosen if each not in leaning)


def _made(draft: Draft, chosen: Sequence[NewsSentence], choice: _Choice) -> Draft:
    """The draft with these sentences; those that it has already stay as they are."""
    kept = {each.place: each for each in draft.sentences}
    sentences = []
    for each in chosen:
        article, span = choice.place(each)
        new = DraftSentence(
            text=choice.text(each, draft.language),
            article=article,
            span=span,
            doubted=draft.by is Maker.CLAIMS,
        )
        sentences.append(kept.get((article, span), new))
    return replace(draft, title=choice.title(chosen[0], draft), sentences=tuple(sentences))


def _doubted(draft: Draft, doubts: Doubts | None) -> frozenset[int]:
    pieces = [draft.title, *(each.text for each in draft.sentences)]
    return frozenset(max(0, at - 1) for at in doubted_in(pieces, draft.language, doubts))
