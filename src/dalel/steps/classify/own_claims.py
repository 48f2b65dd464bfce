"""The claims of an article that tell the happening it reports.

A text also tells of other cases, of what may come and of what was long ago. What it reports stands
in its title and its first sentences, as something that was done.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from dalel.domain.claim import Claim, Mention, Mode, Polarity
from dalel.domain.evidence import TextSpan
from dalel.domain.lexicon import Lexicon
from dalel.language.claims.reading import read_claims
from dalel.language.sentences import sentences
from dalel.steps.classify.article_reader import ClassifiedReading

#: So many sentences of the text, beside the title, tell what it reports.
_LEAD: Final = 2
_HAPPENED: Final = frozenset({Mode.DONE, Mode.ONGOING})
#: What was done longer before the day of publication is told as history.
_NEWS: Final = timedelta(days=60)
_DAY: Final = len("2026-01-31")


@dataclass(frozen=True, kw_only=True)
class OwnClaim:
    """A claim about the happening itself, with ``start``, where the part begins that it is read of.

    ``in_title``: the title tells it.
    """

    claim: Claim
    start: int
    in_title: bool

    def place(self, span: TextSpan) -> TextSpan:
        """A place of the claim in the whole text."""
        return TextSpan(start=self.start + span.start, end=self.start + span.end)

    def words(self, whole: str, *mentions: Mention | None) -> str:
        """What the text says from the deed to those mentioned, where they share its sentence."""
        sentence, told = self.claim.sentence, [self.claim.trigger]
        told += [one.span for one in mentions if one is not None and one.span.meets(sentence)]
        start, end = min(one.start for one in told), max(one.end for one in told)
        return whole[self.start + start : self.start + end]


def own_claims(reading: ClassifiedReading, lexicon: Lexicon) -> tuple[OwnClaim, ...]:
    """What the title and the first sentences of an article tell as done, in order."""
    title, break_, text = reading.text.partition("\n\n")
    spans = sentences(text)[:_LEAD]
    lead = text[: spans[-1].end] if spans else ""
    parts = ((title, 0), (lead, len(title) + len(break_)))
    return tuple(
        OwnClaim(claim=claim, start=start, in_title=start == 0)
        for part, start in parts
        for claim in _happened(part, reading, lexicon)
    )


def _happened(part: str, reading: ClassifiedReading, lexicon: Lexicon) -> Iterator[Claim]:
    for claim in read_claims(part, reading.language, lexicon, reading.day):
        if (
            claim.polarity is Polarity.DONE
            and claim.mode in _HAPPENED
            and not claim.unsure & {"mode", "polarity"}
            and not _is_history(claim, reading.day)
        ):
            yield claim


def _is_history(claim: Claim, published: date | None) -> bool:
    told = claim.when.iso if claim.when else None
    if told is None or published is None:
        return False
    if len(told) == _DAY:
        return date.fromisoformat(told) < published - _NEWS
    return told[:4].isdigit() and int(told[:4]) < (published - _NEWS).year
