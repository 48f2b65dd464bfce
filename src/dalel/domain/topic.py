"""What a reader follows: a section, a region or a case, written ``section:2`` in an address."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Self

from dalel.domain.errors import DalelError

#: No topic is written longer; the column that holds it has this room.
LONGEST_TOPIC: Final = 48


class TopicKind(StrEnum):
    """What kind of thing is followed; a place is a region of the country."""

    SECTION = "section"
    PLACE = "place"
    CASE = "case"


#: How the key of each kind is written: numbers without leading zeros, codes of the gazetteer.
_KEYS: Final = {
    TopicKind.SECTION: re.compile(r"[1-9][0-9]{0,8}", re.ASCII),
    TopicKind.PLACE: re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,30}[A-Za-z0-9])?", re.ASCII),
    TopicKind.CASE: re.compile(r"[1-9][0-9]{0,8}", re.ASCII),
}


class NoTopicError(DalelError):
    """What is written is no topic."""


@dataclass(frozen=True, kw_only=True)
class Topic:
    """One thing that can be followed; ``key`` is a number, or the code of a region.

    :raises NoTopicError: when no topic of the kind has such a key.
    """

    kind: TopicKind
    key: str

    def __post_init__(self) -> None:
        if not _KEYS[self.kind].fullmatch(self.key):
            raise NoTopicError(f"{self.key!r} is no {self.kind}")

    def __str__(self) -> str:
        return f"{self.kind}:{self.key}"

    @property
    def number(self) -> int:
        """The number of a section or of a case.

        :raises ValueError: of a place, which has a code.
        """
        return int(self.key)

    @classmethod
    def read(cls, written: str) -> Self | None:
        """The topic that is written; None where nothing is, which stands for everything.

        :raises NoTopicError: when it is written in any other way than a topic is printed.
        """
        if not written:
            return None
        kind, _, key = written.partition(":")
        if kind not in set(TopicKind):
            raise NoTopicError(f"{kind!r} is no kind of topic")
        return cls(kind=TopicKind(kind), key=key)
