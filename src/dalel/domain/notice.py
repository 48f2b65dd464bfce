"""What did the newsroom say openly about an entry after it was published?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class NoticeKind(StrEnum):
    """Why something is said."""

    CORRECTION = "correction"
    REPLY = "reply"
    RETRACTION = "retraction"


@dataclass(frozen=True, kw_only=True)
class Notice:
    """What is said, when, in each language of publication.

    Of a reply ``texts`` is what the one who replies says, and ``by`` who that is.
    """

    kind: NoticeKind
    time: datetime
    texts: Mapping[str, str]
    by: Mapping[str, str]
