"""Pictures that the newsroom gives to an entry: what readers get of them."""

from dataclasses import dataclass
from enum import StrEnum

from dalel.domain.codebook import Labels


class PictureRights(StrEnum):
    """By which right the newsroom shows a picture."""

    OWN = "own"
    PERMITTED = "permitted"
    #: A licence under which anybody may show it.
    FREE = "free"
    #: No work of anybody: the text of a ruling or a letter, a notice of blocking.
    NO_WORK = "no work"


@dataclass(frozen=True, kw_only=True)
class PictureFile:
    """One size of a picture: the name under which it is kept, SHA-256 of its bytes; in pixels."""

    name: str
    width: int
    height: int


@dataclass(frozen=True, kw_only=True)
class PublicPicture:
    """A picture beside an entry, as two persons let the public see it.

    ``alt`` tells in each language what is to be seen, for whoever does not see it; ``credit`` whose
    it is. ``small`` is for narrow screens.
    """

    large: PictureFile
    small: PictureFile
    alt: Labels
    credit: Labels
    rights: PictureRights
