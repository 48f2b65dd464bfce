"""What stands before a proposed change of each kind, and how it is made once approved.

Each kind is added by the part of the newsroom whose rows it changes.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from dalel.domain.public_change import PublicChange
from dalel.newsroom.accounts.act import Act


@dataclass(frozen=True)
class ProposalEffect:
    """How a kind of change is looked up and made."""

    standing: Callable[[Any], PublicChange | None]
    make: Callable[[Any, Act], None]


_EFFECTS: Final[dict[type[PublicChange], ProposalEffect]] = {}


def add_effects(effects: Mapping[type[PublicChange], ProposalEffect]) -> None:
    """Add kinds of changes, when the program starts."""
    _EFFECTS.update(effects)


def standing(change: PublicChange) -> PublicChange | None:
    """What stands now of what a change is about, as a record of its kind; None: nothing.

    A ``NotFoundError`` says that what it is about is gone.
    """
    return _EFFECTS[type(change)].standing(change)


def make(change: PublicChange, act: Act) -> None:
    """Make a change; ``act`` is of whoever proposed it. Raises as ``standing``."""
    _EFFECTS[type(change)].make(change, act)
