"""Which words of a text stand together as names, and which roles stand before them?"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from dalel.domain.evidence import Span
from dalel.domain.facts import FactKind
from dalel.language.notions import roles
from dalel.language.spans import Spans
from dalel.steps.check.facts.reading import Reading, Word

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

    words: tuple[Word, ...]

    @property
    def span(self) -> Span:
        """From the first word to the last."""
        return Span(start=self.words[0].start, end=self.words[-1].end)


def runs(reading: Reading) -> Iterator[Run]:
    """The names of a text in order."""
    taken = Spans(s.fact.span for s in reading.statements if s.fact.kind in _TAKEN)
    named = reading.lexicon.months.get(reading.language, {}).values()
    months = {month for names in named for month in names}
    run: list[Word] = []
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


def is_joined(text: str, before: Word, word: Word) -> bool:
    """Whether nothing but a space or a hyphen stands between two words."""
    return _JOIN.fullmatch(text, before.end, word.start) is not None


def reads_as_name(word: Word) -> bool:
    """Whether a word has the capital of a name."""
    first = word.text[0]
    return first.isupper() and not _ROMAN.fullmatch(word.text)


def role_before(run: Run, reading: Reading) -> frozenset[str]:
    """The roles that stand directly before a name: журналист Антон Рысев."""
    found: set[str] = set()
    first = run.words[0]
    place = reading.words.index(first)
    for word in reversed(reading.words[max(0, place - 2) : place]):
        if word.clause != first.clause or word.sentence != first.sentence:
            break
        if reads_as_name(word) and not word.opens and not word.notions:
            continue
        found |= word.notions & roles()
    return frozenset(found)


def bearers(reading: Reading) -> Iterator[tuple[frozenset[str], frozenset[str]]]:
    """The names before which roles stand: their skeletons and the roles."""
    for run in runs(reading):
        named = [word for word in run.words if not word.notions]
        found = role_before(run, reading) | _own_roles(run)
        if named and found:
            yield frozenset(word.key for word in named), found


def _own_roles(run: Run) -> frozenset[str]:
    """A role that itself has a capital: Адвокат Зара Селимова."""
    return frozenset().union(*(word.notions & roles() for word in run.words))
