"""Runs of words that form one name, and the roles that stand before them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from dalel.domain.evidence import TextSpan
from dalel.domain.facts import FactKind
from dalel.language.notions import roles
from dalel.language.spans import Spans
from dalel.steps.check.facts.reading import CheckedText, PlacedWord

_TAKEN: Final = frozenset(
    {
        FactKind.DATE, FactKind.MONEY, FactKind.STATUTE, FactKind.HOST, FactKind.HANDLE,
        FactKind.PLACE, FactKind.ORGANISATION, FactKind.OUTCOME, FactKind.PERCENT,
    }
)  # fmt: skip
_JOIN: Final = re.compile(r"[ \u00a0]|-")
_ROMAN: Final = re.compile(r"[IVXLC]+")


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one name that stand side by side."""

    words: tuple[PlacedWord, ...]

    @property
    def span(self) -> TextSpan:
        """From the first word to the last."""
        return TextSpan(start=self.words[0].start, end=self.words[-1].end)


@lru_cache(64)
def runs(reading: CheckedText) -> tuple[Run, ...]:
    """The names of a text in order."""
    return tuple(_runs(reading))


def _runs(reading: CheckedText) -> Iterator[Run]:
    taken = Spans(s.fact.span for s in reading.statements if s.fact.kind in _TAKEN)
    named = reading.lexicon.months.get(reading.language, {}).values()
    months = {month for names in named for month in names}
    run: list[PlacedWord] = []
    for word in reading.words:
        if (
            not reads_as_name(word)
            or word.text.lower() in months
            or taken.meet(word.start, word.end)
        ):
            if run:
                yield Run(tuple(run))
            run = []
            continue
        if run and not is_joined(reading.text, run[-1], word):
            yield Run(tuple(run))
            run = []
        run.append(word)
    if run:
        yield Run(tuple(run))


def is_joined(text: str, before: PlacedWord, word: PlacedWord) -> bool:
    """Whether nothing but a space or a hyphen stands between two words."""
    return _JOIN.fullmatch(text, before.end, word.start) is not None


def reads_as_name(word: PlacedWord) -> bool:
    """Whether a word has the capital of a name."""
    first = word.text[0]
    return first.isupper() and not _ROMAN.fullmatch(word.text)


def role_before(run: Run, reading: CheckedText) -> frozenset[str]:
    """The roles that stand directly before a name: журналист Антон Рысев."""
    found: set[str] = set()
    first = run.words[0]
    place = reading.place_from(first.start)
    for word in reversed(reading.words[max(0, place - 2) : place]):
        if word.clause != first.clause or word.sentence != first.sentence:
            break
        if reads_as_name(word) and not word.opens and not word.notions:
            continue
        found |= word.notions & roles()
    return frozenset(found)


@lru_cache(64)
def bearers(reading: CheckedText) -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    """The names before which roles stand: their skeletons and the roles."""
    return tuple(_bearers(reading))


def _bearers(reading: CheckedText) -> Iterator[tuple[frozenset[str], frozenset[str]]]:
    for run in runs(reading):
        named = [word for word in run.words if not word.notions]
        found = role_before(run, reading) | _own_roles(run)
        if named and found:
            yield frozenset(word.key for word in named), found


def _own_roles(run: Run) -> frozenset[str]:
    """A role that itself has a capital: Адвокат Зара Селимова."""
    return frozenset().union(*(word.notions & roles() for word in run.words))
