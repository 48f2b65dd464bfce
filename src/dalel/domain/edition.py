"""An edition: one published issue of the bulletin."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from dalel.domain.states import EditionState


@dataclass(frozen=True, kw_only=True)
class Edition:
    """One issue: its period, and its incidents' numbers in the order of print, by section.

    ``introduction`` is the opening text in each language.
    """

    number: int
    period_start: date
    period_end: date
    introduction: Mapping[str, str]
    incidents: Mapping[int, tuple[str, ...]]
    state: EditionState = EditionState.OPEN
    released: datetime | None = None

    @property
    def numbers(self) -> tuple[str, ...]:
        """The numbers of all its incidents, section by section."""
        return tuple(number for found in self.incidents.values() for number in found)
