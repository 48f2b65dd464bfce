"""The rows of sources."""

from dalel.newsroom.sources.models.source import AddressRow, NetworkCountRow, OutageRow, SourceRow

__all__ = [
    "AddressRow",
    "NetworkCountRow",
    "OutageRow",
    "SourceRow",
]
