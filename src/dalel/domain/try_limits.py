"""Bounds on wrong tries at the door: so many at once, and then one more each time one comes back.

A leaky bucket, as routers use it on packets (Turner 1986, "New Directions in Communications"): a
level that each try raises by one and that time lowers. One number and one moment tell all of it.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class TryBound:
    """So many tries ``at_once``; after them one more whenever ``each`` has passed."""

    at_once: int
    each: timedelta

    @property
    def first_day(self) -> int:
        """So many tries at most on the first day."""
        return self.at_once + _DAY // self.each

    def level(self, level: float, since: datetime, now: datetime) -> float:
        """How full it is now that was ``level`` full at ``since``.

        A clock that was set back drains nothing.
        """
        passed = max(now - since, timedelta())
        return max(0.0, level - passed / self.each)

    def has_room(self, level: float) -> bool:
        """Whether one more try is let through."""
        return level + 1 <= self.at_once


#: Of a name from one address, and of an address at all names together.
PAIR: Final = TryBound(at_once=10, each=timedelta(minutes=5))
ADDRESS: Final = TryBound(at_once=30, each=timedelta(minutes=1))
#: Of a name from all browsers together that never signed in to it: 338 guesses on the first day and
#: 288 on each one after, however many addresses there are.
NAME: Final = TryBound(at_once=50, each=timedelta(minutes=5))
#: Of a browser that has signed in to this name before.
KNOWN: Final = TryBound(at_once=10, each=timedelta(minutes=3))
#: The same of six digits, which are guessed by chance: from all other browsers 68 on the first day.
CODE_PAIR: Final = TryBound(at_once=10, each=timedelta(minutes=30))
CODE: Final = TryBound(at_once=20, each=timedelta(minutes=30))
CODE_KNOWN: Final = TryBound(at_once=10, each=timedelta(minutes=10))
#: After so long every level is at nothing.
FORGOTTEN: Final = timedelta(days=1)
#: More wrong tries than these at one account are no slips: its member and administrators are told.
SLIPS: Final = 100
#: Fewer are forgotten after so long.
SLIPS_FORGOTTEN: Final = timedelta(days=30)
#: Each sign-in of so long tells it: whoever guessed the password does not read it away.
TOLD_FOR: Final = timedelta(days=7)
