"""What does the newsroom say in public about an entry, beside its text?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class NoticeKind(StrEnum):
    """What a notice is: our own correction, somebody's answer, or why an entry was retracted."""

    CORRECTION = "correction"
    REPLY = "reply"
    RETRACTION = "retraction"


@dataclass(frozen=True, kw_only=True)
class Notice:
    """A notice in every publishing language; ``time`` is when somebody stood behind it.

    ``by`` names in each language whose reply it is; the newsroom's own notices have none.
    """

    kind: NoticeKind
    time: datetime
    texts: Mapping[str, str]
    by: Mapping[str, str]
