"""The rows of releases."""

from dalel.newsroom.releases.models.build import BuildKind, BuildRow
from dalel.newsroom.releases.models.delivery import DeliveryRow
from dalel.newsroom.releases.models.message import MessageRow, SubscriberRow
from dalel.newsroom.releases.models.release import ReleaseRow

__all__ = [
    "BuildKind",
    "BuildRow",
    "DeliveryRow",
    "MessageRow",
    "ReleaseRow",
    "SubscriberRow",
]
