"""Scoring of the fact check: planted claims found, and faithful texts doubted."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, kw_only=True)
class Marked:
    """A stretch of one text and the kind of fact in it."""

    kind: str
    start: int
    end: int

    def meets(self, other: "Marked") -> bool:
        """Whether both have a character in common."""
        return self.start < other.end and other.start < self.end


@dataclass(kw_only=True)
class FactScore:
    """Counts of spans and of texts; a span is found when some finding has a character of it."""

    planted: int = 0
    found: int = 0
    kind_right: int = 0
    findings: int = 0
    findings_right: int = 0
    planted_texts: int = 0
    planted_texts_found: int = 0
    faithful_texts: int = 0
    false_alarms: int = 0
    found_by_kind: Counter[str] = field(default_factory=Counter)
    planted_by_kind: Counter[str] = field(default_factory=Counter)

    def add(self, gold: Sequence[Marked], findings: Sequence[Marked]) -> None:
        """Count one text, or one language version of it."""
        self.findings += len(findings)
        self.findings_right += sum(any(each.meets(mark) for mark in gold) for each in findings)
        for mark in gold:
            meeting = [each for each in findings if each.meets(mark)]
            self.count(mark.kind, [each.kind for each in meeting])

    def count(self, kind: str, kinds_found: Sequence[str]) -> None:
        """Count one planted span and the kinds of what was found at it."""
        self.planted += 1
        self.planted_by_kind[kind] += 1
        if kinds_found:
            self.found += 1
            self.found_by_kind[kind] += 1
            self.kind_right += kind in kinds_found

    def add_text(self, *, is_planted: bool, is_doubted: bool) -> None:
        """Count one text as a whole."""
        if is_planted:
            self.planted_texts += 1
            self.planted_texts_found += is_doubted
        else:
            self.faithful_texts += 1
            self.false_alarms += is_doubted

    def figures(self) -> dict[str, Any]:
        """The counts and their shares, as they are reported."""
        return {
            "planted": self.planted,
            "found": self.found,
            "recall": _share(self.found, self.planted),
            "kind_right": _share(self.kind_right, self.planted),
            "findings": self.findings,
            "precision": _share(self.findings_right, self.findings),
            "planted_texts": self.planted_texts,
            "planted_texts_found": _share(self.planted_texts_found, self.planted_texts),
            "faithful_texts": self.faithful_texts,
            "false_alarms": self.false_alarms,
            "false_alarm_rate": _share(self.false_alarms, self.faithful_texts),
            "by_kind": {
                kind: f"{self.found_by_kind[kind]} of {number}"
                for kind, number in sorted(self.planted_by_kind.items())
            },
        }


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None


def marked(text: str, rows: Sequence[Mapping[str, Any]], key: str) -> list[Marked]:
    """The gold's spans in a text; a row without one in this text is passed over.

    :raises ValueError: when a span does not stand in the text.
    """
    found = []
    for row in rows:
        span = row[key]
        if span is not None:
            start = text.index(span)
            found.append(Marked(kind=row["kind"], start=start, end=start + len(span)))
    return found
