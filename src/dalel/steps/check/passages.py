"""In which parts of a text do checks look, and how do they report what they find?"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from dalel.domain.concern import Concern, Weight
from dalel.domain.evidence import Span
from dalel.domain.facts import Fact
from dalel.domain.incident import IncidentText
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
    def sentences(self) -> tuple[Span, ...]:
        """The sentences."""
        return sentences(self.text)

    @cached_property
    def quotations(self) -> tuple[Span, ...]:
        """What stands in quotation marks."""
        return quotations(self.text)

    def is_quoted(self, span: Span) -> bool:
        """Whether a stretch is somebody else's words, or a title."""
        return is_within(self.quotations, span.start, span.end)

    def sentence_at(self, position: int) -> Span:
        """The sentence in which a character stands."""
        return next(
            (span for span in self.sentences if position < span.end),
            Span(start=0, end=len(self.text)),
        )

    def concern(
        self,
        rule: str,
        weight: Weight,
        span: Span | None = None,
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


def passages_of(text: IncidentText) -> Iterator[Passage]:
    """The title, if there is one, and the summary."""
    if text.title:
        yield Passage(text.language, TITLE, text.title)
    if text.paragraphs:
        yield Passage(text.language, SUMMARY, text.summary)
