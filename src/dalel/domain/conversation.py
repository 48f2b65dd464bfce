"""Conversations of the newsroom with sources: the ways, and what the public is told of one."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class ConversationWay(StrEnum):
    """By what way somebody spoke with the newsroom."""

    PHONE = "phone"
    MEETING = "meeting"
    LETTER = "letter"
    MESSAGE = "message"


@dataclass(frozen=True, kw_only=True)
class PublicConversation:
    """That the newsroom spoke with somebody on a day, and how the source is called, by language.

    Who it was and what was said stay with the newsroom.
    """

    held: date
    described: Mapping[str, str]
