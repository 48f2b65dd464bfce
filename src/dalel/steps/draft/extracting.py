"""Which sentences and which title of its articles make an entry of a story?"""

import re
from collections.abc import Callable, Sequence
from typing import Final

from dalel.domain.draft import Draft, DraftSentence, Maker
from dalel.steps.draft.choosing import choose, value
from dalel.steps.draft.reading import Headline, Passage, StoryReading
from dalel.steps.draft.trimming import headline

#: Whether the evidence fails to bear out something in a text of a language.
Doubts = Callable[[str, str], bool]

#: A title of more characters is no title any more.
_LONGEST: Final = 120
_LESS: Final = 3.0
_ROUNDS: Final = 3
_SPOKEN: Final = re.compile(r"^[^:]{2,60}:\s")
_QUESTION: Final = re.compile(r"[?!…]|«[^«»]+»$")


def extract(
    story: str, reading: StoryReading, language: str, doubts: Doubts | None = None
) -> Draft | None:
    """An entry of the articles' own sentences; None where the language has none.

    A sentence that the evidence does not bear out, taken together, is left for another one.
    """
    refused: list[Passage] = []
    chosen = choose(reading, language)
    for _ in range(_ROUNDS):
        doubted = [each for each in chosen if doubts and doubts(each.text, language)]
        if not doubted:
            break
        refused += doubted
        chosen = choose(reading, language, refused)
    if not chosen:
        return None
    return Draft(
        story=story,
        language=language,
        title=_title(reading, language, chosen, doubts),
        sentences=tuple(
            DraftSentence(text=each.text, article=each.article.id, span=each.span)
            for each in chosen
        ),
        by=Maker.EXTRACT,
    )


def _title(
    reading: StoryReading, language: str, chosen: Sequence[Passage], doubts: Doubts | None
) -> str:
    """The title that says most of what the entry says, and no more."""
    ranked = sorted(
        (each for each in reading.headlines_in(language) if each.article.title),
        key=lambda each: -_fit(each, reading, chosen),
    )
    for each in ranked:
        title = headline(each.article.title, language)
        if title and not (doubts and doubts(title, language)):
            return title
    return ""


def _fit(each: Headline, reading: StoryReading, chosen: Sequence[Passage]) -> float:
    told = frozenset().union(*(passage.states for passage in chosen))
    stems = frozenset().union(*(passage.stems for passage in chosen))
    title = each.article.title
    common = len(each.stems & stems) / max(1, len(each.stems))
    more = value(each.states - told, reading)
    fit = value(each.states & told, reading) + _LESS * common - more
    fit -= _LESS if _SPOKEN.match(title) else 0.0
    fit -= _LESS if _QUESTION.search(title) else 0.0
    return fit - (_LESS if len(title) > _LONGEST else 0.0)
