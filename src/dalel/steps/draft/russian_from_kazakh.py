"""The Russian draft of a story that only Kazakh articles tell."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from dalel.domain.draft import Draft, DraftMatter, DraftSentence, Maker, SentencePlace
from dalel.language.from_kazakh.claim_telling import RussianSaying
from dalel.steps.draft.choosing import choose
from dalel.steps.draft.extracting import Doubts, doubted_in
from dalel.steps.draft.reading import NewsSentence, StoryReading
from dalel.steps.draft.telling_kazakh import SOURCE, TARGET, KazakhTeller

#: Sentences of one claim are short: so many of them make an entry.
_LONGEST: Final = 7
#: How often sentences that the evidence does not bear out give way to others.
_ROUNDS: Final = 6


def write(
    teller: KazakhTeller,
    matter: DraftMatter,
    reading: StoryReading,
    source: Draft,
    doubts: Doubts | None = None,
) -> Draft:
    """What can be told surely, and beside it the sentences of the Kazakh draft with their words."""
    texts = teller.read(matter.articles, matter.names)
    tellings = {(text.article.id, each.span): each for text in texts for each in teller.tell(text)}
    sure = {place: each for place, each in tellings.items() if each.sure}
    told = _told(matter.story, reading, sure, doubts)
    said = {place: each.text for place, each in tellings.items()}
    beside = teller.beside(texts, source.sentences, said)
    return replace(told, beside=beside)


def _told(
    story: str,
    reading: StoryReading,
    sayings: Mapping[SentencePlace, RussianSaying],
    doubts: Doubts | None,
) -> Draft:
    """A draft of the sayings that tell most of the story; an empty one without any.

    A saying that the evidence does not bear out gives way to another.
    """
    by_passage = _as_passages(reading, sayings)
    refused: set[NewsSentence] = set()
    for _ in range(_ROUNDS):
        left = tuple(one for one in by_passage if one not in refused)
        chosen = choose(replace(reading, passages=left), SOURCE, longest=_LONGEST)
        if not chosen:
            break
        pieces = [by_passage[one] for one in chosen]
        wrong = doubted_in([pieces[0].title, *(one.text for one in pieces)], TARGET, doubts)
        if not wrong:
            return Draft(
                story=story,
                language=TARGET,
                title=pieces[0].title,
                sentences=tuple(
                    DraftSentence(
                        text=by_passage[one].text,
                        article=one.article.id,
                        span=one.span,
                        doubted=True,
                    )
                    for one in chosen
                ),
                by=Maker.CLAIMS,
            )
        refused |= {chosen[max(0, at - 1)] for at in wrong}
    return Draft(story=story, language=TARGET, title="", sentences=(), by=Maker.CLAIMS)


def _as_passages(
    reading: StoryReading, sayings: Mapping[SentencePlace, RussianSaying]
) -> dict[NewsSentence, RussianSaying]:
    """The sentences that can be told, as they are chosen from."""
    found: dict[NewsSentence, RussianSaying] = {}
    for (article, span), each in sayings.items():
        passage: Sequence[NewsSentence] = [
            one for one in reading.passages if one.article.id == article and one.span.meets(span)
        ]
        if passage:
            # What is said names everything: it leans on no sentence before it.
            found[replace(passage[0], text=each.text, points_back=False)] = each
    return found
