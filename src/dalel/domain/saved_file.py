"""Files that members save as evidence: their kinds, and what is hidden in them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Final


class SavedKind(StrEnum):
    """What a file is by its first bytes, whatever its name says."""

    PDF = "pdf"
    PNG = "png"
    JPEG = "jpeg"
    WEBP = "webp"
    #: Pages that somebody's browser saved: in one file, or in parts as of a letter (RFC 2557).
    HTML = "html"
    MHTML = "mhtml"


#: What has no pictures of its pages here: its text alone is read.
PAGES: Final = frozenset({SavedKind.HTML, SavedKind.MHTML})
PICTURES: Final = frozenset({SavedKind.PNG, SavedKind.JPEG, SavedKind.WEBP})


class Scrubbed(StrEnum):
    """What is taken out of a page that a member saved before anything of it is kept."""

    PROGRAM = "program"
    FIELD = "field"
    UNSEEN = "unseen"
    EMBEDDED = "embedded"
    ATTRIBUTE = "attribute"
    KEY = "key"
    MAIL = "mail"
    ACCOUNT = "account"


@dataclass(frozen=True, kw_only=True)
class ScrubbedPage:
    """A saved page without what tells who saved it: its markup, its text, and how often what went.

    ``text`` is all of it that can be read, without the furniture being told from the article.
    """

    html: str
    text: str
    removed: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Sight:
    """Where and when a member saw what is saved, and the names of the account, if there was one.

    The names are only looked for and hidden; they are kept nowhere.
    """

    address: str
    seen: datetime
    names: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class PublicFile:
    """That a member saved a document, or else a picture, on a day: all that the public learns."""

    saved: date
    is_document: bool


class MachineReading(StrEnum):
    """Whether a machine read the text of a file."""

    WAITS = "waits"
    READ = "read"
    #: There is no program for it on this machine, or somebody hid by hand without waiting.
    BY_HAND = "by hand"
    FAILED = "failed"


class MaskKind(StrEnum):
    """Why something is hidden in a picture."""

    IDENTITY = "identity number"
    PHONE = "phone number"
    CARD = "card or account"
    MAIL = "mail address"
    ADDRESS = "home address"
    PLATE = "registration plate"
    BIRTH = "date of birth"
    WITNESS = "witness"
    VICTIM = "victim"
    MINOR = "minor"
    STATUS_BAR = "status bar"
    #: A name under which a member was logged in.
    ACCOUNT = "account"
    OTHER = "other"


class MaskState(StrEnum):
    """Whether what lies under a box is hidden."""

    HIDDEN = "hidden"
    #: A person uncovered it and said why.
    SHOWN = "shown"
    #: The pixels are gone for good.
    BURNED = "burned"


@dataclass(frozen=True, kw_only=True)
class Box:
    """A rectangle of a picture, in pixels from its left upper corner."""

    x: int
    y: int
    width: int
    height: int

    @property
    def right(self) -> int:
        """The first column beyond it."""
        return self.x + self.width

    @property
    def bottom(self) -> int:
        """The first row beyond it."""
        return self.y + self.height

    def holds(self, other: "Box") -> bool:
        """Whether it covers the other one whole."""
        return (
            self.x <= other.x
            and self.y <= other.y
            and self.right >= other.right
            and self.bottom >= other.bottom
        )

    def meets(self, other: "Box") -> bool:
        """Whether the two have a pixel in common."""
        return (
            self.x < other.right
            and other.x < self.right
            and self.y < other.bottom
            and other.y < self.bottom
        )

    def around(self, other: "Box") -> "Box":
        """The smallest box that holds both."""
        x, y = min(self.x, other.x), min(self.y, other.y)
        right, bottom = max(self.right, other.right), max(self.bottom, other.bottom)
        return Box(x=x, y=y, width=right - x, height=bottom - y)

    def within(self, width: int, height: int) -> "Box | None":
        """What of it lies in a picture of this size; None: nothing does."""
        x, y = max(0, self.x), max(0, self.y)
        right, bottom = min(self.right, width), min(self.bottom, height)
        if right <= x or bottom <= y:
            return None
        return Box(x=x, y=y, width=right - x, height=bottom - y)


@dataclass(frozen=True, kw_only=True)
class MachineWord:
    """A word that a machine read in a picture: where, and in which line, counted from 0."""

    text: str
    box: Box
    line: int
    #: Whether a new block of text begins with the word's line.
    opens_block: bool = False


@dataclass(frozen=True, kw_only=True)
class ProposedMask:
    """Something to be hidden from the start."""

    box: Box
    kind: MaskKind
