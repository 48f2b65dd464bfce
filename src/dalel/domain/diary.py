"""Diary entries: coming days that a text names, with the sentence as their basis."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class DiaryKind(StrEnum):
    """What kind of day it is."""

    HEARING = "hearing"
    DEADLINE = "deadline"
    IN_FORCE = "in force"
    OTHER = "other"


@dataclass(frozen=True, kw_only=True)
class Forthcoming:
    """A day to come that a text names; ``sentence`` is the basis, word for word."""

    day: date
    kind: DiaryKind
    sentence: str
