"""Concerns raised by checks: weight, place, stable ids, and people's decisions on them."""

import dataclasses
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from dalel.domain.states import ConcernState


class Weight(StrEnum):
    """What a concern does: an error holds the text back, a warning asks, a note only tells."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, kw_only=True)
class Decision:
    """What a person decided about a concern: who, when, and why."""

    state: ConcernState
    member: str
    time: datetime
    reason: str


@dataclass(frozen=True, kw_only=True)
class Concern:
    """Something a check found.

    ``rule`` names it; its wording is in the catalogue under that name and is filled with
    ``values``. ``entry`` is ``section.order`` of a bulletin entry, None for the whole file;
    ``line`` counts from 1; ``excerpt`` is the text it is about. ``decision`` is the latest that a
    person took.
    """

    rule: str
    weight: Weight
    excerpt: str
    entry: str | None = None
    field: str | None = None
    language: str | None = None
    line: int | None = None
    values: Mapping[str, str] = dataclasses.field(default_factory=dict)
    suggestion: str | None = None
    state: ConcernState = ConcernState.OPEN
    decision: Decision | None = None

    @property
    def holds_back(self) -> bool:
        """Whether it keeps the text from being approved and released."""
        return self.weight is Weight.ERROR and self.state is ConcernState.OPEN


def concern_id(concern: Concern, occurrence: int) -> str:
    """Sixteen hex digits that survive unrelated edits of the text.

    They hash rule, field, language, the excerpt with white space and case folded, and which
    occurrence of that excerpt in the field it is (from 0).
    """
    excerpt = " ".join(concern.excerpt.casefold().split())
    parts = (
        concern.rule,
        concern.field or "",
        concern.language or "",
        excerpt,
        str(occurrence),
    )
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16]
