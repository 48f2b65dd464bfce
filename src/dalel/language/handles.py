"""Finds account handles in text, with their places."""

import re
from dataclasses import dataclass
from typing import Final

#: Letters that Telegram, Instagram and X allow; a suffix follows after a hyphen.
_HANDLE: Final = re.compile(r"(?<![\w.@/])@([A-Za-z0-9_](?:[A-Za-z0-9_.]{0,62}[A-Za-z0-9_])?)")


@dataclass(frozen=True, kw_only=True)
class Handle:
    """An account's name in a text, without the sign before it; ``start`` is that sign's place."""

    name: str
    start: int
    end: int


def find_handles(text: str) -> tuple[Handle, ...]:
    """The handles in order; an e-mail address is none."""
    return tuple(
        Handle(name=match[1], start=match.start(), end=match.end())
        for match in _HANDLE.finditer(text)
    )
