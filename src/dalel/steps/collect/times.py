"""Parsing of machine-written times (ISO 8601 and RFC 5322) into UTC."""

import re
from datetime import UTC, datetime, tzinfo

from dalel.language.mail_dates import read_mail_date

#: A zone set apart from an ISO time, which is no ISO, but frequent.
_APART = re.compile(r"\s+(?=(?:[+-]\d{2}:?\d{2}|Z|UTC|GMT)$)")
_UTC_NAME = re.compile(r"(?:UTC|GMT)$")
_SHORT_OFFSET = re.compile(r"(?<=\s)[+-]\d{2}$")


def moment(text: object, zone: tzinfo) -> datetime | None:
    """The UTC time of an ISO 8601 text (W3C date and time formats); None when it is none.

    A text without a zone is in ``zone``; a day alone is its first moment.
    """
    if not isinstance(text, str):
        return None
    joined = _UTC_NAME.sub("Z", _APART.sub("", text.strip()))
    try:
        return to_utc(datetime.fromisoformat(joined), zone)
    except ValueError:
        return None


def mail_moment(text: str, zone: tzinfo) -> datetime | None:
    """The UTC time of a text as in mail (RFC 5322, section 3.3); its zone may be missing."""
    # "-0000" is UTC by that RFC, and no zone at all by Python.
    whole = _SHORT_OFFSET.sub(r"\g<0>00", text.strip()).replace("-0000", "+0000")
    time = read_mail_date(whole)
    return to_utc(time, zone) if time else None


def to_utc(time: datetime, zone: tzinfo) -> datetime | None:
    """The same moment in UTC; None at the ends of the calendar."""
    try:
        return (time if time.tzinfo else time.replace(tzinfo=zone)).astimezone(UTC)
    except (OverflowError, ValueError):
        return None
