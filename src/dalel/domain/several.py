"""Acts on several stories or entries at once, and why one of them is left as it was."""

from enum import StrEnum
from typing import Final

#: So many are acted on at once; a page lists fewer.
MOST_AT_ONCE: Final = 200


class Several(StrEnum):
    """Of what there are several."""

    STORIES = "stories"
    ENTRIES = "entries"


class SeveralDeed(StrEnum):
    """What can be done with several at once, each with a value or none."""

    REJECT = "reject"
    LATER = "later"
    NOW = "now"
    ASSIGN = "assign"
    HOLD = "hold"
    SECTION = "section"
    EDITION = "edition"


class WhyNot(StrEnum):
    """Why one of several was left as it was."""

    GONE = "gone"
    DECIDED = "decided already"
    SAME = "stands so"
    FORBIDDEN = "forbidden"
    TAKEN_BACK = "not in the record"
    PUT_OFF = "put off"
    IN_EDITION = "in an edition"
    CLOSED = "edition closed"
    CHANGED_SINCE = "changed since"
    REFUSED = "refused"


class ItemRemark(StrEnum):
    """What is told of one with which it was done."""

    NONE = ""
    OTHER_PERIOD = "of another period"
