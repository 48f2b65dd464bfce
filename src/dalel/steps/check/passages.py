"""Passages that checks look at (title and summary), and the reporting of concerns."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from operator import attrgetter
from typing import Final

from dalel.domain.concern import Concern, Weight
from dalel.domain.evidence import TextSpan
from dalel.domain.facts import Fact
from dalel.domain.incident import IncidentText
from dalel.language.long_words import without_long_words
from dalel.language.quotes import is_within, quotations
from dalel.language.sentences import sentences

#: The facts of a text, by its field.
Facts = Mapping[str, Sequence[Fact]]

TITLE: Final = "title"
SUMMARY: Final = "summary"


@dataclass(frozen=True)
class Passage:
    """A title or the whole summary of a text."""

    language: str
    field: str
    text: str

    @cached_property
    def sentences(self) -> tuple[TextSpan, ...]:
        """The sentences."""
        return sentences(self.text)

    @cached_property
    def quotations(self) -> tuple[TextSpan, ...]:
        """What stands in quotation marks."""
        return quotations(self.text)

    def is_quoted(self, span: TextSpan) -> bool:
        """Whether a stretch is somebody else's words, or a title."""
        return is_within(self.quotations, span.start, span.end)

    def sentence_at(self, position: int) -> TextSpan:
        """The sentence in which a character stands."""
        at = bisect_right(self.sentences, position, key=attrgetter("end"))
        after = self.sentences[at : at + 1]
        return after[0] if after else TextSpan(start=0, end=len(self.text))

    def concern(
        self,
        rule: str,
        weight: Weight,
        span: TextSpan | None = None,
        suggestion: str | None = None,
        **values: str,
    ) -> Concern:
        """A concern about a stretch of the passage, or about all of it."""
        return Concern(
            rule=rule,
            weight=weight,
            excerpt=self.text[span.start : span.end] if span else "",
            field=self.field,
            language=self.language,
            values=values,
            suggestion=suggestion,
        )


def readable(text: IncidentText) -> IncidentText:
    """A text as checks read it, without runs of letters that are no words."""
    return replace(
        text,
        title=without_long_words(text.title) if text.title else text.title,
        paragraphs=tuple(map(without_long_words, text.paragraphs)),
    )


def passages_of(text: IncidentText) -> Iterator[Passage]:
    """The title, if there is one, and the summary."""
    if text.title:
        yield Passage(text.language, TITLE, text.title)
    if text.paragraphs:
        yield Passage(text.language, SUMMARY, text.summary)
