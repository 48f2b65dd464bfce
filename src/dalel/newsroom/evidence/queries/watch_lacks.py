"""Whether anything is watched, and what lacks where something is not."""

from enum import StrEnum

from django.conf import settings

from dalel.domain.source import AddressKind
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


def needs_token(key: str) -> bool:
    """Whether a source answers only with a token that the newsroom does not have."""
    kinds = {
        address.kind
        for source in pack().sources
        if source.id == key
        for address in source.addresses
    }
    return AddressKind.RADAR in kinds and not settings.DALEL.radar_token
