"""The rows of the frame."""

from dalel.newsroom.frame.models.newsroom_key import KeyWay, NewsroomKeyRow
from dalel.newsroom.frame.models.pending_build import PendingBuild
from dalel.newsroom.frame.models.search import SearchRow
from dalel.newsroom.frame.models.worker import WorkerRow

__all__ = [
    "KeyWay",
    "NewsroomKeyRow",
    "PendingBuild",
    "SearchRow",
    "WorkerRow",
]
