"""Incident numbers, provisional numbers and permalinks."""

import re

#: In the place of the year.
_NEW = "new"
#: Of four digits or more, and of no more than it needs: two names are never one number.
_NUMBER = re.compile(r"([A-Z]{2,8})-(\d{4})-(\d{4}|[1-9]\d{4,})", re.ASCII)


def incident_number(prefix: str, year: int, count: int) -> str:
    """The number of the ``count``-th incident of a year: ``KZ-2026-0001``."""
    return f"{prefix}-{year:04d}-{count:04d}"


def is_number(text: str) -> bool:
    """Whether this is how incidents are called."""
    return _NUMBER.fullmatch(text) is not None


def split_number(number: str) -> tuple[str, int, int]:
    """Prefix, year and count of an incident's number.

    :raises ValueError: when it is no such number.
    """
    match = _NUMBER.fullmatch(number)
    if match is None:
        raise ValueError(f"not an incident's number: {number!r}")
    return match[1], int(match[2]), int(match[3])


def provisional_number(prefix: str, count: int) -> str:
    """What an incident is called at the desk until its first approval: ``KZ-new-17``."""
    return f"{prefix}-{_NEW}-{count}"


def is_provisional(number: str) -> bool:
    """Whether it is the name of an incident that has no number yet; none of these goes out."""
    return f"-{_NEW}-" in number


def permalink(language: str, number: str) -> str:
    """The path of an incident's page below the site's base: no slug, no name, never changes."""
    return f"{language}/i/{number}/"
