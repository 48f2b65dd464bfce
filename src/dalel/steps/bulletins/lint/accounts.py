"""Lint rule on accounts: a blocked one and its replacement under the same handle."""

import re
from collections.abc import Iterator
from typing import Final

from dalel.domain.concern import Concern, Weight
from dalel.domain.evidence import TextSpan
from dalel.language.handles import Handle, find_handles
from dalel.language.terms import Phrases
from dalel.steps.bulletins.lint.sheet import LintPassage, LintSheet, passages_of

#: How far before its name an account may be called a reserve one, in characters.
_REACH = 60
#: The ending of a handle and the two words after it.
_NEXT_WORDS: Final = re.compile(r"\S*(?:\s+[^\s@.!?]+){0,2}")


def handle_same(sheet: LintSheet) -> Iterator[Concern]:
    """One handle for the blocked account and for the one that readers are sent to."""
    blocked = sheet.phrases(sheet.pack.lint.blocked)
    reserve = sheet.phrases(sheet.pack.lint.reserve)
    platforms = {name: Phrases(forms) for name, forms in sheet.pack.lint.platforms.items()}
    for entry in sheet.bulletin.entries:
        found = [(p, h) for p in passages_of(entry) for h in find_handles(p.text)]
        lost = [(p, h) for p, h in found if _is_lost(p, h, blocked, reserve)]
        for passage, handle in found:
            if not _is_reserve(passage, handle, reserve):
                continue
            where = _platform(passage, handle, platforms)
            if any(
                other.name.casefold() == handle.name.casefold()
                and _may_be_one(where, _platform(place, other, platforms))
                for place, other in lost
                if other is not handle
            ):
                yield sheet.concern_at(
                    "handle_same",
                    Weight.ERROR,
                    passage,
                    handle.start,
                    handle.end,
                    handle=f"@{handle.name}",
                )
                break


def _may_be_one(platform: str | None, other: str | None) -> bool:
    """Whether two accounts of one name may be one; on two platforms they are two."""
    return platform is None or other is None or platform == other


def _is_lost(passage: LintPassage, handle: Handle, blocked: Phrases, reserve: Phrases) -> bool:
    sentence = passage.sentence_at(handle.start)
    return blocked.stand_in(passage.text, sentence.start, sentence.end) and not _is_reserve(
        passage, handle, reserve
    )


def _is_reserve(passage: LintPassage, handle: Handle, reserve: Phrases) -> bool:
    """Whether a word for a reserve account stands before the handle, no other handle between."""
    return reserve.stand_in(passage.text, _before(passage, handle).start, handle.start)


def _before(passage: LintPassage, handle: Handle) -> TextSpan:
    """The stretch before a handle that is about it: up to the handle before, in its sentence."""
    sentence = passage.sentence_at(handle.start)
    earlier = [other.end for other in find_handles(passage.text) if other.end <= handle.start]
    start = max([sentence.start, handle.start - _REACH, *earlier[-1:]])
    return TextSpan(start=start, end=handle.start)


def _platform(passage: LintPassage, handle: Handle, platforms: dict[str, Phrases]) -> str | None:
    """The platform on which an account is: named right after the handle, or else before it."""
    after = _NEXT_WORDS.match(passage.text, handle.end)
    before = _before(passage, handle)
    for start, end in (after.span() if after else (0, 0), (before.start, before.end)):
        named = [
            (span.start, name)
            for name, phrases in platforms.items()
            for span in phrases.find(passage.text, start, end)
        ]
        if named:
            return max(named)[1]
    return None
