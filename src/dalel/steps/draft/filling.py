"""Filling the slots of a template with facts.

``{slot.case}`` is filled, ``[...|...]`` takes its first part whose slots are all filled and falls
away where none is.
"""

import re
from collections.abc import Mapping
from typing import Final

from dalel.pack.templates import ROOM

_OPTION: Final = re.compile(r"\[([^\[\]]*)\]")
_ADDRESS: Final = re.compile(r"@|\S+\.\w")
_SPACES: Final = re.compile(r" {2,}")
_BEFORE_MARK: Final = re.compile(r" +(?=[.,])")


def fill(wording: str, slots: Mapping[str, str]) -> tuple[str, frozenset[str]]:
    """The wording with its slots filled, a capital first; and the names of those it used.

    ``slots`` are by ``slot.case``, the nominative by ``slot.nom``.
    """
    used: set[str] = set()

    def chosen(match: re.Match[str]) -> str:
        for part in match[1].split("|"):
            rooms = list(ROOM.finditer(part))
            if all(_named(room) in slots for room in rooms):
                used.update(room["slot"] for room in rooms)
                return ROOM.sub(lambda room: slots[_named(room)], part)
        return ""

    told = _OPTION.sub(chosen, wording)
    told = _BEFORE_MARK.sub("", _SPACES.sub(" ", told)).strip()
    # An address is no word: example.test stays as it is.
    if not _ADDRESS.match(told):
        told = told[:1].upper() + told[1:]
    return told, frozenset(used)


def _named(room: re.Match[str]) -> str:
    return f"{room['slot']}.{room['case'] or 'nom'}"
