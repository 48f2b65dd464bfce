"""Practical advice to readers by event type: what to check and secure, and where to get help."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

#: Sentences by language.
Steps = Mapping[str, tuple[str, ...]]

#: The parts of a box, in the order in which somebody needs them.
PARTS: Final = ("check", "secure", "complain", "aid")


@dataclass(frozen=True, kw_only=True)
class AdviceBox:
    """Advice for some event types: what to check, secure, complain of, and where help is.

    ``situation`` is what somebody says to whom it happened ("Account blocked"), by language; empty:
    the page of help does not begin with it.
    """

    types: tuple[str, ...]
    check: Steps
    secure: Steps
    complain: Steps
    aid: Steps
    situation: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Advice:
    """All boxes; ``prepared`` is when they were written, ``checked`` when a lawyer read them."""

    prepared: date | None = None
    checked: date | None = None
    boxes: tuple[AdviceBox, ...] = ()

    def of(self, event_type: str) -> AdviceBox | None:
        """The box of an event type; some have none."""
        return next((box for box in self.boxes if event_type in box.types), None)
