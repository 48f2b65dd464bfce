"""Dates as mail and HTTP headers write them (RFC 5322, section 3.3; RFC 9110, section 5.6.7)."""

from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Final

#: No date is longer; what is may hold numbers of a million digits.
_LONGEST: Final = 200


def read_mail_date(text: str) -> datetime | None:
    """The date and time, with a zone where it names one; None when it is no date.

    ``-0000`` gives no zone.
    """
    try:
        return parsedate_to_datetime(text[:_LONGEST])
    # Its numbers go into a date as they are: a year of twenty digits is no ValueError.
    except (ValueError, OverflowError, TypeError, IndexError):
        return None
