"""The rows of sources."""

from dalel.newsroom.sources.models.source import (
    AddressRow,
    NetworkCountRow,
    NetworkEventRow,
    OutageRow,
    RegisterEntryRow,
    SourceRow,
)

__all__ = [
    "AddressRow",
    "NetworkCountRow",
    "NetworkEventRow",
    "OutageRow",
    "RegisterEntryRow",
    "SourceRow",
]
