"""Whether anything is watched, and what lacks where nothing is."""

from enum import StrEnum

from dalel.newsroom.accounts.queries.newsroom_settings import contact
from dalel.newsroom.evidence.queries.first_watch import is_sample
from dalel.newsroom.frame.context import pack
from dalel.newsroom.sources.models import AddressRow, SourceRow


class WatchLack(StrEnum):
    """Without what nothing is watched."""

    CONTACT = "contact"
    SOURCES = "sources"


def watch_lack() -> WatchLack | None:
    """What lacks first; None: outlets can reach us, and one at least is on.

    The sample press is watched without a contact. Before the first pass no source has a row: those
    of the pack come on with it.
    """
    if not contact() and not is_sample():
        return WatchLack.CONTACT
    if AddressRow.open_work().exists():
        return None
    return None if pack().sources and not SourceRow.objects.exists() else WatchLack.SOURCES
