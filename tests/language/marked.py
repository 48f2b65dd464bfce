"""Sentences with their facts marked: reading them, and scoring what is found against them."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from dalel.domain.facts import Fact

EXAM = Path(__file__).parents[1] / "exam" / "extractors"
_MARK = re.compile(r"\[\[(?P<kind>[a-z]+)(?::(?P<value>[^|\]]*))?\||\]\]")


@dataclass(frozen=True)
class Marked:
    """A fact that an editor marked; no value means that only kind and place count."""

    kind: str
    value: str
    start: int
    end: int


@dataclass(frozen=True)
class Sentence:
    """A plain sentence with its marked facts."""

    text: str
    facts: tuple[Marked, ...]


def exam(language: str) -> tuple[date, list[Sentence]]:
    """The day and the sentences of a language."""
    head, *lines = (EXAM / f"{language}.txt").read_text(encoding="utf-8").splitlines()
    return date.fromisoformat(head.removeprefix("# day: ")), [read(line) for line in lines if line]


def read(line: str) -> Sentence:
    plain, end, facts, opened = "", 0, [], []
    for match in _MARK.finditer(line):
        plain += line[end : match.start()]
        end = match.end()
        if match["kind"]:
            opened.append((match["kind"], match["value"] or "", len(plain)))
        else:
            kind, values, start = opened.pop()
            # Articles that are cited together share their words.
            cited = values.split(",") if kind == "statute" else [values]
            facts += [Marked(kind, value, start, len(plain)) for value in cited]
    assert not opened, line
    return Sentence(plain + line[end:], tuple(facts))


def value_of(fact: Fact) -> str:
    """A found fact's value as an editor writes it."""
    written = fact.value
    if fact.kind == "quote":
        return ""
    if fact.bound:
        written = f"{fact.bound.value}{written}"
    if fact.unit:
        written = f"{written} {fact.unit}"
    return f"not {written}" if fact.negated else written


def agree(marked: Marked, fact: Fact) -> bool:
    """Same kind, overlapping by half at least, and same value where the editor gave one."""
    if marked.kind != fact.kind.value:
        return False
    shared = min(marked.end, fact.span.end) - max(marked.start, fact.span.start)
    if 2 * shared < min(marked.end - marked.start, fact.span.end - fact.span.start) or shared <= 0:
        return False
    if marked.kind in {"quote", "person"} or not marked.value:
        return True
    return value_of(fact) == marked.value


@dataclass
class Score:
    right: int = 0
    said: int = 0
    true: int = 0
    exact: int = 0

    @property
    def precision(self) -> float:
        return self.right / self.said if self.said else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.true if self.true else 1.0


def compare(
    sentence: Sentence, found: Iterable[Fact]
) -> Iterator[tuple[str, Marked | None, Fact | None]]:
    """Pairs that agree, marks that nothing found, and finds that nothing marks, with the kind."""
    rest = list(found)
    for marked in sentence.facts:
        mate = next((fact for fact in rest if agree(marked, fact)), None)
        if mate is not None:
            rest.remove(mate)
        yield marked.kind, marked, mate
    for fact in rest:
        yield fact.kind.value, None, fact


def score(pairs: Iterable[tuple[str, Marked | None, Fact | None]]) -> dict[str, Score]:
    scores: dict[str, Score] = {}
    for kind, marked, fact in pairs:
        counted = scores.setdefault(kind, Score())
        counted.true += marked is not None
        counted.said += fact is not None
        if marked and fact:
            counted.right += 1
            counted.exact += (marked.start, marked.end) == (fact.span.start, fact.span.end)
    return scores


def speakers(sentences: Iterable[tuple[Sentence, Iterable[Fact]]]) -> Counter[bool]:
    """How often the speaker of a quotation is the one that the editor named."""
    counted: Counter[bool] = Counter()
    for sentence, found in sentences:
        quotes = [fact for fact in found if fact.kind == "quote"]
        for marked in sentence.facts:
            if marked.kind == "quote" and marked.value:
                mate = next((fact for fact in quotes if agree(marked, fact)), None)
                counted[bool(mate and mate.speaker and mate.speaker[:5] == marked.value[:5])] += 1
    return counted
