"""When was it published, as a machine wrote it?"""

import re
from datetime import UTC, datetime, tzinfo

#: A time of day with a zone behind it.
_ZONED = re.compile(
    r"\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?\s*"
    r"(?:[+-]\d{2}(?::?\d{2})?|(?![AaPp][Mm]\b)[A-Za-z]{1,5})(?!\w)"
)


def names_zone(text: str) -> bool:
    """Whether a written time says in which zone it is."""
    return _ZONED.search(text) is not None


def moment(text: object, zone: tzinfo) -> datetime | None:
    """The UTC time of an ISO 8601 text (W3C date and time formats); None when it is none.

    A text without a zone is in ``zone``; a day alone is its first moment.
    """
    if not isinstance(text, str):
        return None
    try:
        return to_utc(datetime.fromisoformat(text.strip()), zone)
    except ValueError:
        return None


def to_utc(time: datetime, zone: tzinfo) -> datetime | None:
    """The same moment in UTC; None at the ends of the calendar."""
    try:
        return (time if time.tzinfo else time.replace(tzinfo=zone)).astimezone(UTC)
    except (OverflowError, ValueError):
        return None
