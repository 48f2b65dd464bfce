"""Finds wrong words in text by the rules of the lexicon."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from dalel.domain.evidence import TextSpan
from dalel.domain.lexicon import TermRule
from dalel.language.phrases import compile_phrases
from dalel.language.quotes import is_within, quotations
from dalel.language.sentences import sentences

#: How far before a word a phrase may begin after which it is right.
_REACH: Final = 200


class Phrases:
    """Phrases to look for; an empty list finds nothing."""

    def __init__(self, patterns: tuple[str, ...], number_words: tuple[str, ...] = ()) -> None:
        self._expression = compile_phrases(patterns, number_words)

    def find(self, text: str, start: int = 0, end: int | None = None) -> Iterator[TextSpan]:
        """Where they stand in a text, or in a stretch of it."""
        if self._expression is not None:
            stop = len(text) if end is None else end
            for match in self._expression.finditer(text, start, stop):
                yield TextSpan(start=match.start(), end=match.end())

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

    def find(self, text: str) -> Iterator[TextSpan]:
        """Where a wrong word stands wrongly; somebody else's words are left alone."""
        wrong, near, unless, after = self._lists
        found = tuple(wrong.find(text))
        quoted, within = (quotations(text), sentences(text)) if found else ((), ())
        starts = [sentence.start for sentence in within]
        for span in found:
            if is_within(quoted, span.start, span.end):
                continue
            bounds = within[bisect_right(starts, span.start) - 1]
            if self.rule.near and not near.stand_in(text, bounds.start, bounds.end):
                continue
            if unless.stand_in(text, bounds.start, bounds.end):
                continue
            reach = max(0, span.start - _REACH)
            if not any(s.end >= span.start - 1 for s in after.find(text, reach, span.start)):
                yield span


def wrong_words(rules: Iterable[TermRule]) -> tuple[WrongWords, ...]:
    """The finders of these rules."""
    return tuple(WrongWords(rule) for rule in rules)
