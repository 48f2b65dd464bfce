"""Filters of the story inbox, as read from the query string."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from urllib.parse import urlencode

from dalel.domain.states import StoryState
from dalel.newsroom.frame.typed_input import number
from dalel.newsroom.stories.queries.inbox import StoryFilter
from dalel.pack import Pack

#: Back over so many days one can look.
DAYS: Final = (1, 3, 7, 14, 30)


@dataclass(frozen=True, kw_only=True)
class InboxQuestion:
    """A question as it stands in an address; what does not exist is left out of it.

    ``ours`` is "yes", "no", or empty for both.
    """

    state: StoryState
    ours: str
    section: int | None
    language: str
    kind: str
    days: int | None
    page: int

    @classmethod
    def of(cls, asked: Mapping[str, str], pack: Pack) -> "InboxQuestion":
        """Read the query of an address."""
        state = asked.get("state", "")
        section = number(asked.get("section", ""))
        days = number(asked.get("days", ""))
        kinds = {source.kind for source in pack.sources}
        language = asked.get("language", "")
        return cls(
            state=StoryState(state) if state in list(StoryState) else StoryState.NEW,
            ours=asked.get("ours", "") if asked.get("ours") in {"yes", "no"} else "",
            section=section if section in pack.codebook.section_by_number else None,
            language=language if language in pack.ui_languages else "",
            kind=asked.get("kind", "") if asked.get("kind") in kinds else "",
            days=days if days in DAYS else None,
            page=number(asked.get("page", "")) or 1,
        )

    def filter(self, pack: Pack, now: datetime) -> StoryFilter:
        """The question as the store answers it."""
        sources = frozenset(source.id for source in pack.sources if source.kind == self.kind)
        return StoryFilter(
            state=self.state,
            is_relevant={"yes": True, "no": False}.get(self.ours),
            section=self.section,
            language=self.language or None,
            sources=sources if self.kind else None,
            since=now - timedelta(days=self.days) if self.days else None,
        )

    @property
    def is_narrow(self) -> bool:
        """Whether it asks for something else than the inbox as it usually stands."""
        return bool(self.query())

    def query(self, **changes: str | int | None) -> str:
        """The query of the address that asks this, with changes; the usual is left out."""
        asked: dict[str, str | int | None] = {
            "state": None if self.state is StoryState.NEW else str(self.state),
            "ours": self.ours,
            "section": self.section,
            "language": self.language,
            "kind": self.kind,
            "days": self.days,
        }
        return urlencode({key: value for key, value in (asked | changes).items() if value})
