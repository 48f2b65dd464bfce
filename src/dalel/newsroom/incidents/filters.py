"""Which incidents a list shows, as its address says."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from dalel.domain.codebook import Codebook
from dalel.domain.states import IncidentState
from dalel.newsroom.frame.typed_input import number


@dataclass(frozen=True, kw_only=True)
class IncidentFilter:
    """Which incidents to list; what was asked for and does not exist is left out.

    ``whose`` is "mine" for those that are for who asks, "later" for those put off, else empty.
    """

    section: int | None
    state: IncidentState | None
    page: int
    whose: str = ""

    @classmethod
    def of(cls, asked: Mapping[str, str], codebook: Codebook) -> "IncidentFilter":
        """Read the query of an address."""
        section = number(asked.get("section", ""))
        state = asked.get("state", "")
        return cls(
            section=section if section in codebook.section_by_number else None,
            state=IncidentState(state) if state in list(IncidentState) else None,
            page=number(asked.get("page", "")) or 1,
            whose=asked.get("whose", "") if asked.get("whose") in {"mine", "later"} else "",
        )

    @property
    def is_narrow(self) -> bool:
        """Whether it leaves any incident out."""
        return self.section is not None or self.state is not None or bool(self.whose)

    def query(self, page: int) -> str:
        """The query of the address that shows another page of the same list."""
        whose = self.whose or None
        asked = {"section": self.section, "state": self.state, "whose": whose, "page": page}
        return urlencode({key: value for key, value in asked.items() if value is not None})
