"""Holds texts against what somebody told the newsroom, sentence by sentence.

The words bear out only a sentence that says that they are this source's. They take doubts away and
never add one: an entry with notes has no more doubts than without.
"""

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from dalel.domain.concern import Concern, Weight
from dalel.domain.evidence import TextSpan
from dalel.language.facts.quoting import SPEECH
from dalel.language.stems import stem
from dalel.steps.check.facts.findings import CheckedClaim, ClaimVerdict
from dalel.steps.check.passages import Passage

#: The rule of every concern about a conversation.
RULE: Final = "conversation"
_WORD: Final = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
#: A shorter word calls nobody.
_SHORTEST: Final = 4
_PARTED: Final = re.compile(r"\n\s*\n")


@dataclass(frozen=True, kw_only=True)
class SpokenPassage:
    """What is left of the findings about a passage; ``alone`` is what only a note bears out."""

    findings: tuple[CheckedClaim, ...]
    alone: tuple[TextSpan, ...]


def attributed(passage: Passage, described: str) -> tuple[TextSpan, ...]:
    """The sentences that tell something as said by a source that is called so."""
    called = frozenset(_stems(described, passage.language))
    speech = SPEECH.get(passage.language)
    if speech is None:
        return ()
    return tuple(
        span
        for span in passage.sentences
        if speech.search(passage.text, span.start, span.end) and called & _told(passage, span)
    )


def borne_out(
    without: Sequence[CheckedClaim], spoken: Sequence[CheckedClaim], within: Collection[TextSpan]
) -> SpokenPassage:
    """The findings of a passage, where in some sentences words of a conversation count as evidence.

    ``without`` is what the articles alone say of the passage, ``spoken`` what articles and words
    say together, ``within`` the sentences that tell them as their source's. A doubt goes only
    where the words bear out what was doubted.
    """
    borne = [one for one in spoken if one.verdict is ClaimVerdict.SUPPORTED]
    doubts = [one.span for one in spoken if one.verdict is not ClaimVerdict.SUPPORTED]
    kept: list[CheckedClaim] = []
    for one in without:
        is_told = any(span.meets(one.span) for span in within)
        is_borne = any(each.span.meets(one.span) for each in borne)
        is_doubted = any(each.meets(one.span) for each in doubts)
        if one.verdict is ClaimVerdict.SUPPORTED or not is_told or not is_borne or is_doubted:
            kept.append(one)
    known = [one.span for one in kept]
    new = [
        one
        for one in borne
        if any(span.meets(one.span) for span in within)
        and not any(each.meets(one.span) for each in known)
    ]
    alone = tuple(span for span in within if any(span.meets(one.span) for one in new))
    return SpokenPassage(findings=(*kept, *new), alone=alone)


def told_alone(
    spoken: Sequence[CheckedClaim], within: Collection[TextSpan]
) -> tuple[TextSpan, ...]:
    """Where there are no articles: the sentences that words of a conversation bear out wholly."""
    doubts = [one.span for one in spoken if one.verdict is not ClaimVerdict.SUPPORTED]
    return tuple(span for span in within if not any(each.meets(span) for each in doubts))


def repeats(passage: Passage, span: TextSpan, said: str) -> bool:
    """Whether at least half of a sentence's words are of something that was said."""
    told = _told(passage, span)
    return len(told & frozenset(_stems(said, passage.language))) * 2 >= len(told) > 0


def concerns_of(passage: Passage, alone: Sequence[TextSpan]) -> Iterator[Concern]:
    """One question for each stretch of sentences that stand on a conversation alone."""
    for span in _joined(passage.text, alone):
        yield passage.concern(RULE, Weight.WARNING, span, of="alone")


def withdrawn(passage: Passage, is_withdrawn: Callable[[str], bool]) -> Iterator[Concern]:
    """The sentences of a passage whose source took its words back hold it back."""
    for span in passage.sentences:
        if is_withdrawn(passage.text[span.start : span.end]):
            yield passage.concern(RULE, Weight.ERROR, span, of="withdrawn")


def _joined(text: str, spans: Sequence[TextSpan]) -> Iterator[TextSpan]:
    """Sentences that follow one another in a paragraph as one stretch."""
    start = end = -1
    for span in sorted(spans, key=_start):
        if (
            end >= 0
            and not text[end : span.start].strip()
            and not _PARTED.search(text, end, span.start)
        ):
            end = span.end
            continue
        if end >= 0:
            yield TextSpan(start=start, end=end)
        start, end = span.start, span.end
    if end >= 0:
        yield TextSpan(start=start, end=end)


def _start(span: TextSpan) -> int:
    return span.start


def _told(passage: Passage, span: TextSpan) -> frozenset[str]:
    return frozenset(_stems(passage.text[span.start : span.end], passage.language))


def _stems(text: str, language: str) -> Iterator[str]:
    for word in _WORD.findall(text):
        if len(word) >= _SHORTEST:
            yield stem(word, language)
