"""Videos behind links: what is found at an address, what of it may be kept, and why not."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

#: Languages of captions that are read, the first that is there.
CAPTION_LANGUAGES: Final = ("kk", "ru", "en")


class MediaProblem(StrEnum):
    """Why no video was kept."""

    NOT_INSTALLED = "not installed"
    NONE_FOUND = "none found"
    TOO_LONG = "too long"
    TOO_LARGE = "too large"
    LIVE = "live"
    #: Only in pieces, or picture and sound apart: no one file holds it.
    IN_PIECES = "in pieces"
    REFUSED = "refused"
    TOO_SLOW = "too slow"
    NOT_FETCHED = "not fetched"
    BROKEN = "broken"


@dataclass(frozen=True, kw_only=True)
class MediaLimits:
    """The largest file in bytes, the longest video and the longest search in seconds."""

    most_bytes: int = 200 * 2**20
    most_seconds: int = 3600
    patience: int = 60


@dataclass(frozen=True, kw_only=True)
class CaptionTrack:
    """Captions of a video: where they are, and whether a machine heard them."""

    language: str
    address: str
    is_automatic: bool


@dataclass(frozen=True, kw_only=True)
class MediaFound:
    """A video that one file holds; ``seconds`` and ``size`` are 0 where nobody says them."""

    address: str
    title: str
    seconds: int
    size: int
    captions: CaptionTrack | None = None
