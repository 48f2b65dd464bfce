"""Limits of a visit by the browser: time, memory, bytes and requests."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class VisitLimits:
    """What one page may take. Times are in seconds, sizes in bytes.

    After ``seconds`` the browser is killed, with whatever was made till then kept. A page has
    ``settle`` to grow quiet and is taken as it stands then.
    """

    seconds: float = 90.0
    settle: float = 12.0
    #: Of all processes of the browser together.
    memory: int = 3 * 2**30
    requests: int = 200
    at_once: int = 6
    #: Of all answers together, as they were transferred.
    total: int = 60 * 2**20
    #: Of the picture, the document and the printed page each.
    part: int = 24 * 2**20
    width: int = 1280
    #: Of the picture, in pixels; what is below is in the document and on the printed page.
    height: int = 12_000
    printed_pages: int = 40
