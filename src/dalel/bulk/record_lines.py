"""What a record of a web archive says of itself, in WARC (ISO 28500) or ARC."""

import re
from datetime import MAXYEAR, UTC, datetime
from typing import Any, Final

from dalel.domain.addresses import LONGEST
from dalel.language.letters import legible

GZIP: Final = b"\x1f\x8b"
_WEB_BEGAN: Final = 1990
_STAMP: Final = re.compile(r"(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)", re.ASCII)


def is_arc(record: Any) -> bool:
    """Whether it stands in the older of the two formats."""
    return bool(record.format == "arc")


def address_of(record: Any) -> str:
    """The address that was asked for.

    Some programs put it in angle brackets, as an early draft of the format had it.
    """
    name = "uri" if is_arc(record) else "WARC-Target-URI"
    return legible(record.rec_headers.get_header(name) or "").strip("<> ")[:LONGEST]


def date_of(record: Any) -> str:
    """When it was captured, as it says."""
    name = "archive-date" if is_arc(record) else "WARC-Date"
    return str(record.rec_headers.get_header(name) or "")


def moment_of(told: str) -> datetime | None:
    """A date of a record as a moment: as WARC writes it, or in digits as ARC does.

    None where it is none, or no time at which a page could be captured.
    """
    digits = _STAMP.fullmatch(told.strip())
    form = "{}-{}-{}T{}:{}:{}".format(*digits.groups()) if digits else told.strip()
    try:
        time = datetime.fromisoformat(form)
        time = (time if time.tzinfo else time.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return time if _WEB_BEGAN <= time.year < MAXYEAR else None


def is_coded(body: bytes, coding: str) -> bool:
    """Archives keep heads of bodies that they have unpacked: markup is no longer coded."""
    is_gzip = coding in {"gzip", "x-gzip"}
    return body[:2] == GZIP if is_gzip else body.lstrip()[:1] != b"<"
