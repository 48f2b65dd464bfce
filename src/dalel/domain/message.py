"""Messages to readers: kinds, lanes, channel posts, letters, and the delays between retries."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import ClassVar, Final

from dalel.domain.errors import DalelError

#: No call takes longer; what is still being sent then was cut off.
LEASE: Final = timedelta(minutes=5)
#: After so many failures that may pass, a message rests until a person sends it on.
MOST_ATTEMPTS: Final = 8
_FIRST_WAIT: Final = timedelta(seconds=30)
_LONGEST_WAIT: Final = timedelta(hours=1)


class Lane(StrEnum):
    """By which way a message goes."""

    TELEGRAM = "telegram"
    MAIL = "mail"


class MessageDeed(StrEnum):
    """What a message does: it says something, changes what was said, or takes it back."""

    POST = "post"
    EDIT = "edit"
    REMOVE = "remove"


class MessageKind(StrEnum):
    """What a message tells of; its subject is an incident's number or an edition's.

    A step is one of a case that a reader follows: a new entry, or how an entry of it went on.
    """

    INCIDENT = "incident"
    DIGEST = "digest"
    NOTICE = "notice"
    LETTER = "letter"
    CONFIRMATION = "confirmation"
    STEP = "step"


@dataclass(frozen=True, kw_only=True)
class ChannelPost:
    """What is said in a channel: HTML as Telegram knows it, and a picture or a page to show.

    ``answers`` is the message it stands under; empty: it stands alone.
    """

    html: str
    picture: bytes | None = None
    page: str = ""
    answers: str = ""


@dataclass(frozen=True, kw_only=True)
class Letter:
    """A mail to one reader: plain and HTML say the same. ``headers`` come beside the usual ones."""

    subject: str
    plain: str
    html: str
    headers: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Voices:
    """In which languages we speak in channels, and in which we write letters."""

    channels: frozenset[str] = frozenset()
    letters: frozenset[str] = frozenset()


#: A newsroom that set neither says nothing.
SILENT: Final = Voices()


class NotSentError(DalelError):
    """It was surely not taken; ``wait`` tells how long they asked us to wait.

    ``passing`` is true where the same message may be taken later.
    """

    permanent: ClassVar[bool] = False

    def __init__(self, message: str, *, passing: bool, wait: timedelta | None = None) -> None:
        super().__init__(message)
        self.passing = passing
        self.wait = wait


class UnknownFateError(DalelError):
    """It may have been taken or not: nobody sends it again by himself."""


def wait_after(attempts: int) -> timedelta:
    """How long a message rests after so many failures that may pass."""
    doublings: int = 2 ** max(0, attempts - 1)
    return min(_FIRST_WAIT * doublings, _LONGEST_WAIT)
