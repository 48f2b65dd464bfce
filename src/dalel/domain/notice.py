"""Public notices on an entry: corrections, replies and reasons for retraction."""

from collections import Counter
from collections.abc import Iterable, Mapping
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


def named(notices: Iterable[Notice]) -> dict[str, Notice]:
    """Notices by a name that stays theirs whatever else is said or hidden later: ``reply-1``."""
    counts: Counter[NoticeKind] = Counter()
    found = {}
    for notice in notices:
        counts[notice.kind] += 1
        found[f"{notice.kind}-{counts[notice.kind]}"] = notice
    return found
