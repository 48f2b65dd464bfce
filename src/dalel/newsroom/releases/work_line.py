"""One long work in words, and how the time that is left is said."""

from dataclasses import dataclass
from datetime import timedelta
from math import ceil

from django.utils.translation import gettext as _
from django.utils.translation import ngettext


@dataclass(frozen=True, kw_only=True)
class WorkLine:
    """One long work in words; ``percent`` is None unless it runs and its pieces are counted.

    ``link`` leads to what came of it, ``leads_to`` says where that is; ``cancel_at`` and
    ``repeat_at`` are the addresses of the acts that the member may do now, empty: none. While one
    ``is_alive``, waits or runs, the page looks again by itself.
    """

    key: str
    said: str
    more: str
    percent: int | None
    is_alive: bool
    link: str
    leads_to: str
    cancel_at: str
    repeat_at: str


def time_left(left: timedelta) -> str:
    """How long something will still take."""
    if left < timedelta(minutes=1):
        return _("less than a minute left")
    minutes = ceil(left / timedelta(minutes=1))
    return ngettext("about %(count)d minute left", "about %(count)d minutes left", minutes) % {
        "count": minutes
    }
