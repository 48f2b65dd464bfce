"""The history of the newsroom's own channel: what an export holds, and where a draft comes from."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from dalel.domain.errors import DalelError

#: How versions of texts are marked that came from the channel.
_FROM: Final = "from the channel"


class PostFlaw(StrEnum):
    """Why a post becomes no draft."""

    SERVICE = "service"
    POLL = "poll"
    NO_TEXT = "no text"
    TOO_LONG = "too long"
    NO_DAY = "no day"
    LANGUAGE = "language"


class Forwarded(StrEnum):
    """From where a post was forwarded; who that was is not kept."""

    NOT = ""
    CHANNEL = "channel"
    PERSON = "person"


class ExportFlaw(StrEnum):
    """Why a file is not read as the history of a channel."""

    EMPTY = "empty"
    TOO_LARGE = "too large"
    NOT_JSON = "not json"
    TOO_DEEP = "too deep"
    NOT_EXPORT = "not export"
    PRIVATE = "private"
    WHOLE_ACCOUNT = "whole account"
    TOO_MANY = "too many"
    NO_POSTS = "no posts"


class ChannelExportError(DalelError):
    """The file is no history of a channel that is read; its words are one of ``ExportFlaw``."""


@dataclass(frozen=True, kw_only=True)
class ExportedPost:
    """One post: its number in the channel, when it was posted, and what it says.

    ``when`` is ISO 8601, with an offset where the export tells one; empty where it cannot be meant.
    ``addresses`` are those that stand in it or behind its words. With a ``flaw`` it has no text.
    """

    number: int
    when: str
    text: str
    addresses: tuple[str, ...] = ()
    forwarded: Forwarded = Forwarded.NOT
    flaw: PostFlaw | None = None


@dataclass(frozen=True, kw_only=True)
class ChannelExport:
    """The posts of a channel in their order; ``signature`` is a last line that most of them share.

    ``repeated`` counts posts that stood there twice.
    """

    channel: int
    name: str
    posts: tuple[ExportedPost, ...]
    signature: str = ""
    repeated: int = 0


@dataclass(frozen=True, kw_only=True)
class ChannelOrigin:
    """From which post a text came: its day as ISO 8601, its address without a scheme."""

    day: str
    post: str

    @property
    def note(self) -> str:
        """How a version of the text is marked."""
        return f"{_FROM} {self.day} {self.post}"


def origin_of(note: str) -> ChannelOrigin | None:
    """What the mark of a version tells; None where it came from elsewhere."""
    begin, is_from, told = note.partition(f"{_FROM} ")
    if begin or not is_from:
        return None
    day, _, post = told.partition(" ")
    return ChannelOrigin(day=day, post=post)
