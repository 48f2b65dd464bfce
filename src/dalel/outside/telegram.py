"""Posts, edits and deletes messages in a Telegram channel, and speaks with members.

The used part of the Bot API (https://core.telegram.org/bots/api): sendPhoto, sendMessage,
editMessageMedia, editMessageText, deleteMessage, getUpdates, getMe. It knows no key by which a
message that is sent twice would be taken once, so whoever calls has to know when nobody can say
whether it was taken.
"""

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from dalel.domain.message import ChannelPost, NotSentError, UnknownFateError
from dalel.outside.services import NotReachedError, ServiceError, ask_service

ADDRESS: Final = "https://api.telegram.org"
_CARD: Final = "card"
#: Asked for once more, and nothing was left to do.
_SAME: Final = ("message is not modified",)
_GONE: Final = ("message to delete not found", "message to edit not found", "MESSAGE_ID_INVALID")
#: Older than two days, for one (https://core.telegram.org/bots/api#deletemessage).
_KEPT: Final = ("message can't be deleted",)
_SERVERS_FAULT: Final = 500
_LONGEST: Final = 4000
_TOO_MANY: Final = 429


class CannotDeleteError(NotSentError):
    """The message is there and stays: only its words can be changed."""


@dataclass(frozen=True, kw_only=True, repr=False)
class Bot:
    """A bot in our channels, or of our members. Its token is a password and is never shown."""

    token: str
    address: str = ADDRESS


async def post(bot: Bot, channel: str, said: ChannelPost) -> str:
    """Say something; gives the message's place, ``chat/number``.

    :raises NotSentError: when it was surely not taken.
    :raises UnknownFateError: when nobody can tell.
    """
    fields: dict[str, object] = {"chat_id": channel, "parse_mode": "HTML"}
    if said.answers:
        fields["reply_parameters"] = {
            "message_id": int(said.answers.rpartition("/")[2]),
            "allow_sending_without_reply": True,
        }
    if said.picture is None:
        fields |= {"text": said.html, "link_preview_options": _preview(said)}
        result = await _call(bot, "sendMessage", fields)
    else:
        fields |= {"caption": said.html}
        result = await _call(bot, "sendPhoto", fields, {"photo": said.picture})
    try:
        return f"{result['chat']['id']}/{result['message_id']}"
    except (KeyError, TypeError) as error:
        raise UnknownFateError("the answer names no message") from error


async def edit(bot: Bot, place: str, said: ChannelPost) -> None:
    """Let a message say something else; the same again is no fault. Raises as ``post``."""
    if said.picture is None:
        changed: dict[str, object] = {
            "text": said.html,
            "parse_mode": "HTML",
            "link_preview_options": _preview(said),
        }
        await _change(bot, "editMessageText", _at(place) | changed)
        return
    media = {
        "type": "photo",
        "media": f"attach://{_CARD}",
        "caption": said.html,
        "parse_mode": "HTML",
    }
    await _change(bot, "editMessageMedia", _at(place) | {"media": media}, {_CARD: said.picture})


async def remove(bot: Bot, place: str) -> None:
    """Take a message back; one that is gone already is no fault. Raises as ``post``.

    :raises CannotDeleteError: when it is there and cannot be deleted any more.
    """
    try:
        await _call(bot, "deleteMessage", _at(place))
    except NotSentError as error:
        if _says(error, _KEPT):
            raise CannotDeleteError(str(error), passing=False) from error
        if not _says(error, _GONE):
            raise


async def updates(bot: Bot, after: int, seconds: int) -> list[Any]:
    """What was sent to the bot since; waits so many seconds for it. What it holds is anybody's.

    ``after``: the number of the first update that is wanted; those before are forgotten there.

    :raises NotSentError: when it is refused, or was not reached.
    :raises UnknownFateError: when nothing usable comes back; nothing is lost by that.
    """
    fields: dict[str, object] = {
        "timeout": str(seconds),
        "limit": "20",
        "allowed_updates": ["message"],
    }
    if after:
        fields["offset"] = str(after)
    found = await _call(bot, "getUpdates", fields)
    return found if isinstance(found, list) else []


async def name_of(bot: Bot) -> str:
    """The name under which people find the bot, without the ``@``. Raises as ``updates``."""
    found = await _call(bot, "getMe", {"unused": ""})
    name = found.get("username") if isinstance(found, dict) else None
    return name if isinstance(name, str) else ""


async def tell(bot: Bot, person: int, text: str) -> None:
    """Say something to one person, as plain text without a preview. Raises as ``post``."""
    fields = {
        "chat_id": str(person),
        "text": text[:_LONGEST],
        "link_preview_options": {"is_disabled": True},
    }
    await _call(bot, "sendMessage", fields)


async def _change(
    bot: Bot,
    method: str,
    fields: Mapping[str, object],
    files: Mapping[str, bytes] | None = None,
) -> None:
    try:
        await _call(bot, method, fields, files or {})
    except NotSentError as error:
        if not _says(error, _SAME):
            raise


async def _call(
    bot: Bot,
    method: str,
    fields: Mapping[str, object],
    files: Mapping[str, bytes] | None = None,
) -> Any:
    kind, body = _form(fields, files or {})
    url = f"{bot.address}/bot{bot.token}/{method}"
    try:
        status, answer = await ask_service(url, headers={"Content-Type": kind}, body=body)
    except NotReachedError:
        # Its own words would name the address, and with it the token.
        raise NotSentError(f"{method}: {bot.address} was not reached", passing=True) from None
    except ServiceError:
        raise UnknownFateError(f"{method}: the connection broke off") from None
    return _result(method, status, answer)


def _result(method: str, status: int, answer: bytes) -> Any:
    try:
        told = json.loads(answer)
        is_taken = told["ok"] is True
    except (ValueError, KeyError, TypeError, RecursionError):
        raise UnknownFateError(f"{method}: HTTP {status} without a usable answer") from None
    if is_taken:
        return told.get("result")
    said = f"{method}: {told.get('description', status)}"
    if status >= _SERVERS_FAULT:
        raise UnknownFateError(said)
    seconds = (told.get("parameters") or {}).get("retry_after")
    wait = timedelta(seconds=int(seconds)) if seconds is not None else None
    raise NotSentError(said, passing=status == _TOO_MANY, wait=wait)


def _says(error: NotSentError, words: tuple[str, ...]) -> bool:
    return any(one in str(error) for one in words)


def _at(place: str) -> dict[str, object]:
    chat, _, number = place.rpartition("/")
    return {"chat_id": chat, "message_id": int(number)}


def _preview(said: ChannelPost) -> dict[str, object]:
    if not said.page:
        return {"is_disabled": True}
    return {"url": said.page, "prefer_large_media": True}


def _form(fields: Mapping[str, object], files: Mapping[str, bytes]) -> tuple[str, bytes]:
    """Fields and files as multipart/form-data (RFC 7578); what is no text goes as JSON."""
    mark = secrets.token_hex(16)
    parts = []
    for name, value in fields.items():
        text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        head = f'Content-Disposition: form-data; name="{name}"'
        parts.append(f"--{mark}\r\n{head}\r\n\r\n".encode() + text.encode() + b"\r\n")
    for name, content in files.items():
        head = f'Content-Disposition: form-data; name="{name}"; filename="{name}.png"'
        kind = "Content-Type: image/png"
        parts.append(f"--{mark}\r\n{head}\r\n{kind}\r\n\r\n".encode() + content + b"\r\n")
    return f"multipart/form-data; boundary={mark}", b"".join(parts) + f"--{mark}--\r\n".encode()
