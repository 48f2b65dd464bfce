"""Scoring of relevance, section and event type against gold."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from dalel.domain.classification import Classification
from dalel.steps.classify.examples import Meanings

_FIRST: Final = 3
#: How a training article says that its section is doubtful.
_ALSO: Final = re.compile(r"section (\d)(?:(?!section)[^;])*also defensible", re.IGNORECASE)
_PRINTED: Final = re.compile(r"files this under section (\d)")


@dataclass(frozen=True, kw_only=True)
class GoldLabels:
    """What people decided: every section and event type that counts as right."""

    relevant: bool
    sections: frozenset[int] = frozenset()
    event_types: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True)
class ClassificationScores:
    """Relevance over all articles; section and event type over those that are ours by gold.

    One that was missed has no section and no event type, which counts as wrong;
    ``section_of_found`` leaves the missed out. ``confused`` counts pairs of wanted and found kind,
    where ``-`` is none of ours.
    """

    articles: int
    precision: float
    recall: float
    f1: float
    section: float
    section_of_found: float
    event_type: float
    top_three: float
    confused: Mapping[str, Mapping[str, int]]


def wanted(records: Iterable[Mapping[str, Any]], means: Meanings) -> tuple[GoldLabels, ...]:
    """What gold records ask for.

    Where one article of an event calls its section doubtful, both sections count for all of them.
    """
    given = list(records)
    doubtful: dict[object, set[int]] = {}
    for place, record in enumerate(given):
        note = record.get("hard") or ""
        also = {int(digit) for digit in (*_ALSO.findall(note), *_PRINTED.findall(note))}
        doubtful.setdefault(record.get("event") or place, set()).update(also)
    return tuple(
        GoldLabels(
            relevant=bool(record["relevant"]),
            sections=frozenset({record["section"], *doubtful[record.get("event") or place]}),
            event_types=frozenset(means.event_types(record["event_type"], record["section"])),
        )
        if record["relevant"]
        else GoldLabels(relevant=False)
        for place, record in enumerate(given)
    )


def measured(gold: Sequence[GoldLabels], found: Sequence[Classification]) -> ClassificationScores:
    """The figures of what was found beside what was wanted."""
    pairs = list(zip(gold, found, strict=True))
    ours = [(one, other) for one, other in pairs if one.relevant]
    hits = sum(other.relevant for _, other in ours)
    said = sum(other.relevant for _, other in pairs)
    confused: dict[str, dict[str, int]] = {}
    for one, other in pairs:
        row = confused.setdefault(_kind(one, other), {})
        name = str(other.section) if other.relevant else "-"
        row[name] = row.get(name, 0) + 1
    return ClassificationScores(
        articles=len(pairs),
        precision=hits / max(1, said),
        recall=hits / max(1, len(ours)),
        f1=2 * hits / max(1, said + len(ours)),
        section=_share(other.section in one.sections for one, other in ours),
        section_of_found=_share(
            other.section in one.sections for one, other in ours if other.relevant
        ),
        event_type=_share(_named(other, 1) & one.event_types for one, other in ours),
        top_three=_share(_named(other, _FIRST) & one.event_types for one, other in ours),
        confused=confused,
    )


def _kind(one: GoldLabels, other: Classification) -> str:
    if not one.relevant:
        return "-"
    return str(other.section if other.section in one.sections else min(one.sections))


def _named(found: Classification, most: int) -> frozenset[str]:
    return frozenset(kind.code for kind in found.event_types[:most])


def _share(right: Iterable[object]) -> float:
    answers = [bool(answer) for answer in right]
    return sum(answers) / max(1, len(answers))
