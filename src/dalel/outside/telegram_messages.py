"""What somebody wrote to a bot, read out of an update of the Bot API.

Anybody can send anything: what is not of the form that is expected is nothing, and raises nothing.
Who wrote what is forwarded is never read.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any, Final, TypeGuard

from dalel.domain.source import CHANNEL_NAME

_CHANNEL: Final = re.compile(CHANNEL_NAME)
#: No number of a person is larger (https://core.telegram.org/bots/api#user: 52 bits).
_LARGEST: Final = 2**52
_LONGEST: Final = 20_000
_MOST_ENTITIES: Final = 200


class SentKind(Enum):
    """What a message is."""

    WORDS = auto()
    CHANNEL_POST = auto()
    FORWARD = auto()
    OTHER = auto()


@dataclass(frozen=True, kw_only=True)
class BotMessage:
    """A message of one person in a private chat.

    ``text``: what they wrote themselves, with addresses behind words on lines of their own; of a
    post of a public channel its address; else empty. ``language`` is that of their Telegram.
    """

    sender: int
    kind: SentKind
    text: str = ""
    language: str = ""


def number_of(update: object) -> int | None:
    """The number of an update; None: it has none that could be one."""
    number = update.get("update_id") if isinstance(update, Mapping) else None
    return number if _is_number(number, 2**62) else None


def message_of(update: object) -> BotMessage | None:
    """The message of an update; None: it is none that a person wrote in a private chat."""
    message = _part(update, "message")
    chat, sender = _part(message, "chat"), _part(message, "from")
    person = sender.get("id")
    if chat.get("type") != "private" or not _is_number(person, _LARGEST):
        return None
    if chat.get("id") != person or sender.get("is_bot") is not False:
        return None
    language = sender.get("language_code")
    kind, text = _read(message)
    return BotMessage(
        sender=person,
        kind=kind,
        text=text,
        language=language[:2] if isinstance(language, str) else "",
    )


def _read(message: Mapping[str, Any]) -> tuple[SentKind, str]:
    if any(str(key).startswith("forward_") for key in message):
        post = _post(_part(message, "forward_origin"))
        return (SentKind.CHANNEL_POST, post) if post else (SentKind.FORWARD, "")
    text = message.get("text")
    if not isinstance(text, str):
        return SentKind.OTHER, ""
    entities = message.get("entities")
    links = [
        entity["url"]
        for entity in (entities if isinstance(entities, list) else [])[:_MOST_ENTITIES]
        if isinstance(entity, Mapping) and isinstance(entity.get("url"), str)
    ]
    words = "\n".join([text[:_LONGEST], *(link[:_LONGEST] for link in links)])
    # Half of a letter can be written in JSON, and neither kept nor sent.
    return SentKind.WORDS, words.encode("utf-8", "ignore").decode()


def _post(origin: Mapping[str, Any]) -> str:
    """The address of a post of a public channel; empty: it is none."""
    chat = _part(origin, "chat")
    name, number = chat.get("username"), origin.get("message_id")
    is_public = (
        origin.get("type") == "channel"
        and chat.get("type") == "channel"
        and isinstance(name, str)
        and _CHANNEL.fullmatch(name)
        and _is_number(number, 2**31)
    )
    return f"https://t.me/{name}/{number}" if is_public else ""


def _part(whole: object, key: str) -> Mapping[str, Any]:
    part = whole.get(key) if isinstance(whole, Mapping) else None
    return part if isinstance(part, Mapping) else {}


def _is_number(given: object, below: int) -> TypeGuard[int]:
    return isinstance(given, int) and not isinstance(given, bool) and 0 < given < below
