"""The rows of sources."""

from dalel.newsroom.sources.models.source import (
    AddressRow,
    NetworkCountRow,
    OutageRow,
    RegisterEntryRow,
    SourceRow,
)

__all__ = [
    "AddressRow",
    "NetworkCountRow",
    "OutageRow",
    "RegisterEntryRow",
    "SourceRow",
]
