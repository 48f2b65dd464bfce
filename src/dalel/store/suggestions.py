"""What did the machine suggest for an article, and why?"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from dalel.domain.ranking import Opinion
from dalel.domain.reason import Reason
from dalel.store.models import ClassificationRow

#: The lists of codes that a suggestion may hold, as ``Codes`` names them.
_LISTS: Final = ("rights", "actors", "targets", "means", "platforms", "places", "statutes")


@dataclass(frozen=True, kw_only=True)
class Suggestion:
    """Section and event type with their reasons, and further codes by the names of ``Codes``."""

    model: str
    opinion: Opinion
    reasons: tuple[Reason, ...]
    codes: Mapping[str, tuple[str, ...]]
    verification: str = ""


def suggestion(row: ClassificationRow) -> Suggestion:
    """A classification as the desk uses it.

    The record keeps each code alone or with its score; what it does not have is not suggested.
    """
    kept: Mapping[str, Any] = row.suggested
    severity = _code(kept.get("severity"))
    return Suggestion(
        model=row.model,
        opinion=Opinion(
            is_relevant=row.is_relevant,
            score=row.score,
            section=row.section,
            event_type=row.event_type,
            severity=int(severity) if severity.isdecimal() else None,
        ),
        reasons=reasons(kept.get("reasons")),
        codes={name: tuple(_codes(kept.get(name))) for name in _LISTS if kept.get(name)},
        verification=_code(kept.get("verification")),
    )


def reasons(kept: Any) -> tuple[Reason, ...]:
    """Reasons as a row kept them, the heaviest first."""
    found = (
        Reason(
            code=str(one.get("code", "")),
            values={str(key): str(value) for key, value in one.get("values", {}).items()},
            weight=float(one.get("weight", 0)),
        )
        for one in kept or ()
    )
    return tuple(sorted(found, key=lambda reason: -abs(reason.weight)))


def _codes(kept: Any) -> Iterator[str]:
    for one in kept:
        if code := _code(one):
            yield code


def _code(kept: Any) -> str:
    """A code that stands alone, or in a record with its score."""
    if isinstance(kept, Mapping):
        kept = kept.get("code", kept.get("level"))
    return "" if kept is None else str(kept)
