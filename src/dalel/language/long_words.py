"""Runs of letters that are no words, parted so that they stop no reader."""

import re
from typing import Final

#: No word of ours is as long; what parts an address parts words here, too.
LONGEST_WORD: Final = 200
_LONG_WORD: Final = re.compile(r"([^\s/%?&=]{200})[^\s/%?&=]")
#: No address is as long.
_LONG_RUN: Final = re.compile(r"(\S{2000})\S")


def has_long_word(text: str) -> bool:
    """Whether a text has a run of letters that is no word."""
    return _LONG_WORD.search(text) is not None


def without_long_words(text: str) -> str:
    """The text, every letter in its place, but that a space stands wherever a run gets too long.

    What looks for words tries each letter of a run as the beginning of one: of a run that never
    ends it makes hours.
    """
    return _LONG_RUN.sub(r"\1 ", _LONG_WORD.sub(r"\1 ", text))
