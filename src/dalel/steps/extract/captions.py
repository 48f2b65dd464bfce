"""Reads captions of videos (WebVTT, SubRip) as text.

WebVTT: A Candidate Recommendation of the W3C, 2019-04-04; SubRip has no standard.
"""

import re
from typing import Final

from dalel.domain.errors import UnreadableError
from dalel.domain.extraction import LONGEST_TEXT
from dalel.language.letters import decode

_TIMES: Final = re.compile(
    r"\s*(?:\d{1,3}:)?\d{1,2}:\d{2}[.,]\d{1,3}\s*-->\s*(?:\d{1,3}:)?\d{1,2}:\d{2}[.,]\d{1,3}"
)
_MARKUP: Final = re.compile(r"<[^<>]{0,200}>|\{\\[^{}]{0,100}\}")
_ENTITIES: Final = {"&amp;": "&", "&lt;": "<", "&gt;": ">", "&nbsp;": " ", "&lrm;": "", "&rlm;": ""}


def read_captions(content: bytes) -> str:
    """What is said, a line a caption; lines that automatic captions repeat as they roll stand once.

    :raises UnreadableError: when no caption is in it.
    """
    told: list[str] = []
    is_cue = False
    for line in decode(content)[0].splitlines():
        if _TIMES.match(line):
            is_cue = True
        elif not line.strip():
            is_cue = False
        elif is_cue:
            words = _plain(line)
            if words and words not in told[-2:]:
                told.append(words)
    if not told:
        raise UnreadableError("no captions are in it")
    return "\n".join(told)[:LONGEST_TEXT]


def _plain(line: str) -> str:
    text = _MARKUP.sub("", line)
    for entity, letter in _ENTITIES.items():
        text = text.replace(entity, letter)
    return " ".join(text.split())
