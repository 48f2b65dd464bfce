"""Seals as they leave the house: a day and a link, nothing else.

Wherever one is shown it is written the same way, ``2026-12-01 <64 hex digits>``: in the list of a
site, in its feed, on its page. So whoever saved any of them has kept a witness.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

#: The name of the list in a site.
SEAL_LIST: Final = "seals.txt"
_DATED: Final = re.compile(r"(?<![\w-])(\d{4}-\d\d-\d\d)[ \t]([0-9a-fA-F]{64})(?!\w)", re.ASCII)
#: As ``dalel evidence stamp`` prints it.
_ALONE: Final = re.compile(r"^[ \t]*([0-9a-fA-F]{64})[ \t\r]*$", re.MULTILINE)
_HEAD: Final = (
    "# Seals of the evidence: a day and a link a line, the newest last. Keep a copy of this file.\n"
    "# dalel verify --seal FILE holds the evidence against it.\n"
)


@dataclass(frozen=True, kw_only=True)
class PublicSeal:
    """A seal's link, and the day of it in UTC; None: whoever kept it did not note the day."""

    day: date | None
    link: str

    def __str__(self) -> str:
        return self.link if self.day is None else f"{self.day} {self.link}"


def written_seals(seals: Iterable[PublicSeal]) -> bytes:
    """The list of seals as a file, in their order; the same seals give the same bytes."""
    return (_HEAD + "".join(f"{seal}\n" for seal in seals)).encode()


def is_seal_list(content: bytes) -> bool:
    """Whether it is the list of a site, which names every seal up to its last one."""
    return content.startswith(_HEAD.partition("\n")[0].encode())


def seals_in(text: str) -> tuple[PublicSeal, ...]:
    """All seals that a text names, each once, in their order.

    The text is anything that was kept: a list, a saved feed or page, a single link.
    """
    found = [
        (match.start(), PublicSeal(day=day, link=match[2].lower()))
        for match in _DATED.finditer(text)
        if (day := _day(match[1])) is not None
    ]
    alone = ((match.start(), match[1].lower()) for match in _ALONE.finditer(text))
    found += [(start, PublicSeal(day=None, link=link)) for start, link in alone]
    by_link: dict[str, PublicSeal] = {}
    for _, seal in sorted(found, key=lambda pair: pair[0]):
        if seal.link not in by_link or by_link[seal.link].day is None:
            by_link[seal.link] = seal
    return tuple(by_link.values())


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
