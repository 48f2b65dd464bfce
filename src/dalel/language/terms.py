"""Where does a text use a wrong word?"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from dalel.domain.evidence import Span
from dalel.domain.lexicon import TermRule
from dalel.language.phrases import compile_phrases
from dalel.language.quotes import is_within, quotations
from dalel.language.sentences import sentences


class Phrases:
    """Phrases to look for; an empty list finds nothing."""

    def __init__(self, patterns: tuple[str, ...], number_words: tuple[str, ...] = ()) -> None:
        self._expression = compile_phrases(patterns, number_words)

    def find(self, text: str, start: int = 0, end: int | None = None) -> Iterator[Span]:
        """Where they stand in a text, or in a stretch of it."""
        if self._expression is not None:
            stop = len(text) if end is None else end
            for match in self._expression.finditer(text, start, stop):
                yield Span(start=match.start(), end=match.end())

    def stand_in(self, text: str, start: int = 0, end: int | None = None) -> bool:
        """Whether any of them stands there."""
        return any(True for _span in self.find(text, start, end))


@dataclass(frozen=True)
class WrongWords:
    """What finds the wrong words of one rule."""

    rule: TermRule

    @cached_property
    def _lists(self) -> tuple[Phrases, Phrases, Phrases, Phrases]:
        rule = self.rule
        return Phrases(rule.wrong), Phrases(rule.near), Phrases(rule.unless), Phrases(rule.after)

    def find(self, text: str) -> Iterator[Span]:
        """Where a wrong word stands wrongly; somebody else's words are left alone."""
        wrong, near, unless, after = self._lists
        found = tuple(wrong.find(text))
        quoted, within = (quotations(text), sentences(text)) if found else ((), ())
        for span in found:
            if is_within(quoted, span.start, span.end):
                continue
            bounds = next(s for s in reversed(within) if s.start <= span.start)
            if self.rule.near and not near.stand_in(text, bounds.start, bounds.end):
                continue
            if unless.stand_in(text, bounds.start, bounds.end):
                continue
            if not any(s.end >= span.start - 1 for s in after.find(text, 0, span.start)):
                yield span


def wrong_words(rules: Iterable[TermRule]) -> tuple[WrongWords, ...]:
    """The finders of these rules."""
    return tuple(WrongWords(rule) for rule in rules)
