"""The vantage of a pass: whether the control hosts could be reached."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from dalel.domain.exchange import FetchFailure


@dataclass(frozen=True, kw_only=True)
class Vantage:
    """What the control hosts said before a pass.

    ``answered``: for each group of them (inside the country, outside), the addresses that did.
    """

    name: str
    time: datetime
    answered: Mapping[str, tuple[str, ...]]
    failures: tuple[FetchFailure, ...] = ()

    @property
    def silent(self) -> tuple[str, ...]:
        """The groups of which nobody answered."""
        return tuple(group for group, urls in self.answered.items() if not urls)

    @property
    def cut_off(self) -> bool:
        """It is us: nothing may be recorded about others, and captures wait."""
        return bool(self.silent)
