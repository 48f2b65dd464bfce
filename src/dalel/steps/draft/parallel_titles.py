"""Titles of drafts in two languages, of which each tells what both texts tell."""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from dalel.language.claims.compared_terms import terms_of
from dalel.steps.draft.extracting import titles
from dalel.steps.draft.listing import phrases
from dalel.steps.draft.reading import NewsSentence, StoryReading

#: So many titles a language, and so many pairs, are tried.
_TITLES: Final = 3
#: The share of a title's terms that its text has, and of those that both titles have.
_BORNE: Final = 0.4
_NEAR: Final = 0.2
#: A title that begins with somebody's words.
_SPEAKS: Final = re.compile(r"[«“\"]\S+ \S+ \S+")


def pairs_of_titles(
    reading: StoryReading, sentences: Mapping[str, Sequence[NewsSentence]]
) -> list[dict[str, str]]:
    """Titles by language, those first that have most in common; then one alone, at last none.

    A title tells what its text tells, asks nothing and keeps nothing back.
    """
    first, second = sentences
    fit = {
        each: [
            title
            for title in titles(reading, each, told)
            if _is_plain(title, each) and _borne(title, each, told) >= _BORNE
        ][:_TITLES]
        for each, told in sentences.items()
    }
    found = [{first: one, second: other} for one in fit[first] for other in fit[second]]

    def common(headed: Mapping[str, str]) -> float:
        mine, theirs = (terms_of(headed[each], each) for each in (first, second))
        return len(mine & theirs) / max(1, min(len(mine), len(theirs)))

    near = [each for each in found if common(each) >= _NEAR]
    near.sort(key=common, reverse=True)
    alone = [{**dict.fromkeys(sentences, ""), each: fit[each][0]} for each in fit if fit[each]]
    return [*near[:_TITLES], *alone, dict.fromkeys(sentences, "")]


def _is_plain(title: str, language: str) -> bool:
    ours = phrases("ours", language).stand_in(title.lower())
    teases = phrases("teases", language).stand_in(title.lower())
    return not (ours or teases or _SPEAKS.match(title) or title.endswith("?"))


def _borne(title: str, language: str, told: Sequence[NewsSentence]) -> float:
    """The share of a title's terms that its text has."""
    own = terms_of(title, language)
    text = frozenset[str]().union(*(terms_of(one.text, language) for one in told))
    return len(own & text) / max(1, len(own))
