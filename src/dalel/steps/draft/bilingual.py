"""Bilingual drafts: the same clauses of a story, said in every language."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from dalel.domain.draft import Draft, DraftSentence, Maker
from dalel.steps.draft.choosing import choose
from dalel.steps.draft.extracting import Doubts, doubted_in
from dalel.steps.draft.reading import NewsSentence, StoryReading, stems_of
from dalel.steps.draft.telling import SOURCE, ToldSentence

#: How often sentences that the evidence does not bear out give way to others.
_ROUNDS: Final = 6
#: Sentences of one clause are short: so many of them make an entry.
_LONGEST: Final = 7


def write(
    story: str,
    reading: StoryReading,
    tellings: Sequence[ToldSentence],
    doubts: Doubts | None = None,
) -> dict[str, Draft]:
    """A draft in each language of the tellings that tell most of the story; none without any.

    What the evidence does not bear out in one language is left out in all.
    """
    by_passage = as_passages(reading, tellings)
    refused: set[NewsSentence] = set()
    for _ in range(_ROUNDS):
        passages = _standing([one for one in by_passage if one not in refused])
        chosen = choose(replace(reading, passages=tuple(passages)), SOURCE, longest=_LONGEST)
        told = [by_passage[one] for one in chosen]
        if not told:
            return {}
        # No entry begins with what nobody can know: the document, the company.
        wrong = frozenset({0}) if told[0].bare else _doubted(told, doubts)
        if not wrong:
            return {language: _draft(story, language, told) for language in told[0].texts}
        refused |= {chosen[at] for at in wrong}
    return {}


def as_passages(
    reading: StoryReading, tellings: Sequence[ToldSentence]
) -> dict[NewsSentence, ToldSentence]:
    """The sentences that can be told, as they are chosen from: with what they state."""
    found = {}
    for each in tellings:
        passage = next(
            (
                one
                for one in reading.passages
                if one.article.id == each.article.id and one.span.meets(each.span)
            ),
            None,
        )
        if passage is not None:
            text = each.texts[SOURCE]
            told = replace(passage, text=text, stems=stems_of(text, SOURCE), points_back=each.leans)
            found[told] = each
    return found


def _standing(passages: Sequence[NewsSentence]) -> list[NewsSentence]:
    """The sentences that can be read: alone, or after those before them that can."""
    found: dict[tuple[str, int], NewsSentence] = {}
    for one in sorted(passages, key=lambda each: (each.article.id, each.place)):
        if not one.leans or (one.article.id, one.place - 1) in found:
            found[one.article.id, one.place] = one
    return list(found.values())


def _doubted(told: Sequence[ToldSentence], doubts: Doubts | None) -> frozenset[int]:
    """Which of the tellings hold something doubtful, in whatever language."""
    found: set[int] = set()
    for language in told[0].texts:
        pieces = [told[0].titles[language], *(one.texts[language] for one in told)]
        found |= {max(0, at - 1) for at in doubted_in(pieces, language, doubts)}
    return frozenset(found)


def _draft(story: str, language: str, told: Sequence[ToldSentence]) -> Draft:
    return Draft(
        story=story,
        language=language,
        title=told[0].titles[language],
        sentences=tuple(
            DraftSentence(
                text=one.texts[language], article=one.article.id, span=one.span, doubted=True
            )
            for one in told
        ),
        by=Maker.CLAIMS,
    )
