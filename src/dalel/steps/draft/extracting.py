"""Extractive drafts: an entry of the title and sentences of a story's articles."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from dalel.domain.draft import Draft, DraftSentence, Maker
from dalel.domain.evidence import TextSpan
from dalel.steps.draft.choosing import choose, value
from dalel.steps.draft.hostile import speaks_to_machines
from dalel.steps.draft.listing import phrases
from dalel.steps.draft.reading import Headline, NewsSentence, StoryReading, told_texts
from dalel.steps.draft.trimming import headline

#: What of a text in a language the story's evidence does not bear out.
Doubts = Callable[[str, str], Sequence[TextSpan]]

#: What joins a title and the sentences, so that the title ends as a sentence.
_JOINT: Final = ".\n\n"
#: A title of more characters is no title any more.
_LONGEST: Final = 120
_LESS: Final = 3.0
_SAME_ARTICLE: Final = 2.0
_ROUNDS: Final = 4
_SPOKEN: Final = re.compile(r"^[^:]{2,60}:\s")
_QUESTION: Final = re.compile(r"[?!…]|«[^«»]+»$")


def extract(
    story: str, reading: StoryReading, language: str, doubts: Doubts | None = None
) -> Draft | None:
    """An entry of the articles' own sentences; None where the language has none.

    A title or sentence that the evidence, taken together, does not bear out gives way to another.
    """
    refused: list[NewsSentence] = []
    wrong: list[str] = []
    title, chosen = _proposed(reading, language, refused, wrong)
    for _ in range(_ROUNDS):
        doubted = doubted_in([title, *told_texts(chosen)], language, doubts)
        if not doubted:
            break
        wrong += [title] if 0 in doubted else []
        refused += [chosen[at - 1] for at in doubted if at]
        title, chosen = _proposed(reading, language, refused, wrong)
    if not chosen:
        return None
    return draft_of(story, language, title, chosen)


def draft_of(story: str, language: str, title: str, chosen: Sequence[NewsSentence]) -> Draft:
    """A draft of sentences as they stand in their articles."""
    return Draft(
        story=story,
        language=language,
        title=title,
        sentences=tuple(
            DraftSentence(text=text, article=each.article.id, span=each.span)
            for each, text in zip(chosen, told_texts(chosen), strict=True)
        ),
        by=Maker.EXTRACT,
    )


def _proposed(
    reading: StoryReading, language: str, refused: Sequence[NewsSentence], wrong: Sequence[str]
) -> tuple[str, tuple[NewsSentence, ...]]:
    chosen = choose(reading, language, refused)
    return next(titles(reading, language, chosen, wrong), "") if chosen else "", chosen


def doubted_in(pieces: Sequence[str], language: str, doubts: Doubts | None) -> frozenset[int]:
    """Which of a title and its sentences, read as one text, hold something doubtful."""
    if doubts is None:
        return frozenset()
    found = doubts(pieces_as_text(pieces), language)
    return frozenset(piece_at(pieces, span.start) for span in found)


def pieces_as_text(pieces: Sequence[str]) -> str:
    """A title and sentences as one text; there may be no title."""
    return (pieces[0] + _JOINT if pieces[0] else "") + " ".join(pieces[1:])


def piece_at(pieces: Sequence[str], place: int) -> int:
    """Which of a title and its sentences stands at a place of their text; 0 is the title."""
    start = len(pieces[0]) + len(_JOINT) if pieces[0] else 0
    if place < start:
        return 0
    for at, piece in enumerate(pieces[1:], start=1):
        start += len(piece) + 1
        if place < start:
            return at
    return len(pieces) - 1


def titles(
    reading: StoryReading,
    language: str,
    chosen: Sequence[NewsSentence],
    wrong: Sequence[str] = (),
) -> Iterator[str]:
    """Titles, the first says most of what the entry says, and no more."""
    titled = [each for each in reading.headlines_in(language) if each.article.title]
    for each in sorted(titled, key=lambda each: -_fit(each, reading, chosen)):
        title = headline(each.article.title, language)
        if title and title not in wrong and not speaks_to_machines(title):
            yield title


def _fit(each: Headline, reading: StoryReading, chosen: Sequence[NewsSentence]) -> float:
    told = frozenset().union(*(passage.states for passage in chosen))
    stems = frozenset().union(*(passage.stems for passage in chosen))
    title = each.article.title
    common = len(each.stems & stems) / max(1, len(each.stems))
    fit = value(each.states & told, reading) + _LESS * common - value(each.states - told, reading)
    fit += _SAME_ARTICLE if each.article.id == chosen[0].article.id else 0.0
    faults = (
        _SPOKEN.match(title) is not None,
        _QUESTION.search(title) is not None,
        len(title) > _LONGEST,
    )
    ours = 2 * _LESS if phrases("ours", each.article.language).stand_in(title.lower()) else 0.0
    return fit - _LESS * sum(faults) - ours
