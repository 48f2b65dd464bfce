"""Names in several languages: what is known of them, and how sure a form is."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final

from dalel.domain.evidence import TextSpan


class NameKind(StrEnum):
    """What bears a name."""

    PERSON = "person"
    BODY = "body"
    OUTLET = "outlet"
    PLACE = "place"


class Sureness(StrEnum):
    """How sure the form of a name in another language is.

    An editor chose it, the record or articles of one story have shown it, its letters are the same
    in both languages, rules made it, or nothing is known. ``ask``: several bear the name, and
    a person has to say who is meant. ``hidden``: it must not be told at all.
    """

    CHOSEN = "chosen"
    SHOWN = "shown"
    LETTERS = "letters"
    RULE = "rule"
    OPEN = "open"
    ASK = "ask"
    HIDDEN = "hidden"


#: The languages whose names are told in one another.
TOLD_LANGUAGES: Final = ("kk", "ru")
#: Forms that may stand in a text without a question mark.
SURE: Final = frozenset({Sureness.CHOSEN, Sureness.SHOWN, Sureness.LETTERS})


@dataclass(frozen=True, kw_only=True)
class KnownName:
    """What somebody or something is called, by language.

    ``also`` are further names by which it is found, and which nobody writes.
    ``key`` tells namesakes apart; names without one are of anybody. ``office`` is what a person
    is from ``since`` to ``until``; of what is no person these are the days of the name itself.
    ``is_here``: it is known to be the one of whom an entry speaks.
    """

    kind: NameKind
    names: Mapping[str, str]
    sure: Sureness
    also: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    key: str = ""
    office: Mapping[str, str] = field(default_factory=dict)
    since: date | None = None
    until: date | None = None
    is_here: bool = False

    def holds_on(self, day: date | None) -> bool:
        """Whether a day lies within its dates; no day lies within those of today."""
        return day is None or (
            (self.since is None or self.since <= day) and (self.until is None or day <= self.until)
        )

    def meets(self, other: "KnownName") -> bool:
        """Whether its dates and another's have a day in common."""
        first, second = (one.since or date.min for one in (self, other))
        return first <= (other.until or date.max) and second <= (self.until or date.max)


@dataclass(frozen=True, kw_only=True)
class KnownNames:
    """All names that may be told where a text is written, and those that must not be.

    ``hidden`` are names of persons whom the naming rule hides there, and withdrawn words.
    """

    known: tuple[KnownName, ...] = ()
    hidden: tuple[str, ...] = ()


#: Where nobody knows any.
NO_NAMES: Final = KnownNames()


@dataclass(frozen=True, kw_only=True)
class RenderedName:
    """A name in another language: its words in the nominative, and how sure they are.

    ``words`` are empty where nothing may or can be said. ``candidates`` are those among whom
    a person has to choose, ``office`` is that of the day asked for.
    """

    words: str
    sure: Sureness
    candidates: tuple[KnownName, ...] = ()
    office: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_sure(self) -> bool:
        """Whether it may stand in a text without a question mark."""
        return self.sure in SURE


@dataclass(frozen=True, kw_only=True)
class NamePair:
    """One name as texts of two languages have it, in the nominative, with the places."""

    kind: NameKind
    names: Mapping[str, str]
    places: Mapping[str, TextSpan]
