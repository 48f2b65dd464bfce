"""A local server of the used part of the Bot API, as strict as the real one.

It refuses what Telegram refuses, in its words: wrong markup, a text too long once its markup is
read, a chat it does not know, a change that changes nothing, a message that is not there. Rules:
https://core.telegram.org/bots/api#html-style and the methods' own sections.
"""

import json
import struct
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from aiohttp import BodyPartReader, web

from bot_html import MarkupError, read_html

TOKEN = "123456:a-token-of-twenty-letters"  # noqa: S105 - of the local server
_PNG = b"\x89PNG\r\n\x1a\n"


class RefusedError(Exception):
    def __init__(self, code: int, description: str, **parameters: int) -> None:
        super().__init__(description)
        self.code, self.description, self.parameters = code, description, parameters


@dataclass
class Said:
    """A message as a reader of the channel sees it."""

    chat: str
    number: int
    text: str
    html: str
    is_picture: bool
    picture: bytes = b""
    page: str = ""
    answers: int | None = None
    is_gone: bool = False


@dataclass
class BotApi:
    """What stands in the channels; ``before`` and ``after`` are called around each acceptance."""

    channels: tuple[str, ...] = ("@kk_channel", "@ru_channel")
    said: list[Said] = field(default_factory=list)
    calls: list[str] = field(default_factory=list)
    is_old: bool = False
    is_administrator: bool = True
    wait: int = 0
    fault: str = ""
    #: What people sent, until it was read, and what each was answered.
    updates: list[Any] = field(default_factory=list)
    people: set[int] = field(default_factory=set)
    answered: list[tuple[int, str]] = field(default_factory=list)
    before: Callable[[], None] = lambda: None
    after: Callable[[], None] = lambda: None

    def standing(self, chat: str = "") -> list[Said]:
        return [one for one in self.said if not one.is_gone and chat in {"", one.chat}]

    def application(self) -> web.Application:
        application = web.Application(client_max_size=20 << 20)
        application.router.add_post("/bot{token}/{method}", self._answer)
        return application

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        fields = await _fields(request)
        method = request.match_info["method"]
        self.calls.append(method)
        if self.fault == "broken":
            return web.Response(status=502, text="<html>Bad Gateway</html>")
        self.before()
        try:
            if request.match_info["token"] != TOKEN:
                raise RefusedError(401, "Unauthorized")
            if self.wait:
                seconds, self.wait = self.wait, 0
                raise RefusedError(
                    429, f"Too Many Requests: retry after {seconds}", retry_after=seconds
                )
            result = self._do(method, fields)
        except RefusedError as refused:
            answer: dict[str, Any] = {
                "ok": False,
                "error_code": refused.code,
                "description": refused.description,
            }
            if refused.parameters:
                answer["parameters"] = refused.parameters
            return web.json_response(answer, status=refused.code)
        self.after()
        if self.fault == "silent":
            assert request.transport is not None
            request.transport.close()
        return web.json_response({"ok": True, "result": result})

    def _do(self, method: str, fields: dict[str, Any]) -> Any:
        ways = {
            "sendMessage": self._send_message,
            "sendPhoto": self._send_photo,
            "editMessageText": self._edit_text,
            "editMessageMedia": self._edit_media,
            "deleteMessage": self._delete,
            "getUpdates": self._updates,
            "getMe": self._me,
        }
        if method not in ways:
            raise RefusedError(404, "Not Found")
        return ways[method](fields)

    def _me(self, _fields: dict[str, Any]) -> Any:
        return {"id": 1, "is_bot": True, "username": "links_of_ours_bot"}

    def _updates(self, fields: dict[str, Any]) -> Any:
        assert json.loads(fields["allowed_updates"]) == ["message"]
        after = int(fields.get("offset", 0))
        self.updates = [one for one in self.updates if _number(one) >= after]
        return self.updates[: int(fields["limit"])]

    def _send_message(self, fields: dict[str, Any]) -> Any:
        person = str(fields.get("chat_id", ""))
        if person.isdecimal():
            if int(person) not in self.people:
                raise RefusedError(403, "Forbidden: bot was blocked by the user")
            assert len(fields["text"]) <= 4096
            self.answered.append((int(person), fields["text"]))
            return {"message_id": 1, "chat": {"id": int(person), "type": "private"}}
        text = _seen(fields, "text", 4096)
        return self._add(fields, text, fields["text"], page=_page(fields))

    def _send_photo(self, fields: dict[str, Any]) -> Any:
        text = _seen(fields, "caption", 1024)
        picture = _picture(fields.get("photo"))
        return self._add(fields, text, fields["caption"], picture=picture)

    def _add(
        self, fields: dict[str, Any], text: str, html: str, *, picture: bytes = b"", page: str = ""
    ) -> Any:
        chat = self._chat(fields)
        if not self.is_administrator:
            raise RefusedError(400, "Bad Request: need administrator rights in the channel chat")
        reply = json.loads(fields.get("reply_parameters", "{}"))
        answers = reply.get("message_id")
        known = {one.number for one in self.standing(chat)}
        if answers not in {None, *known}:
            if not reply.get("allow_sending_without_reply"):
                raise RefusedError(400, "Bad Request: message to be replied not found")
            answers = None
        number = len(self.said) + 1
        self.said.append(
            Said(chat, number, text, html, bool(picture), picture, page, answers=answers)
        )
        return {"message_id": number, "chat": {"id": _identity(chat), "type": "channel"}}

    def _edit_text(self, fields: dict[str, Any]) -> Any:
        one = self._find(fields, "edit")
        if one.is_picture:
            raise RefusedError(400, "Bad Request: there is no text in the message to edit")
        text = _seen(fields, "text", 4096)
        if (one.html, one.page) == (fields["text"], _page(fields)):
            raise RefusedError(400, _SAME)
        one.text, one.html, one.page = text, fields["text"], _page(fields)
        return True

    def _edit_media(self, fields: dict[str, Any]) -> Any:
        one = self._find(fields, "edit")
        media = json.loads(fields["media"])
        name = media["media"].removeprefix("attach://")
        picture = _picture(fields.get(name))
        text = _seen(media, "caption", 1024)
        if not one.is_picture:
            raise RefusedError(400, "Bad Request: message can't be edited")
        if (one.html, one.picture) == (media["caption"], picture):
            raise RefusedError(400, _SAME)
        one.text, one.html, one.picture = text, media["caption"], picture
        return True

    def _delete(self, fields: dict[str, Any]) -> Any:
        one = self._find(fields, "delete")
        if self.is_old:
            raise RefusedError(400, "Bad Request: message can't be deleted for everyone")
        one.is_gone = True
        return True

    def _chat(self, fields: dict[str, Any]) -> str:
        wanted = str(fields.get("chat_id", ""))
        for chat in self.channels:
            if wanted in {chat, str(_identity(chat))}:
                return chat
        raise RefusedError(400, "Bad Request: chat not found")

    def _find(self, fields: dict[str, Any], deed: str) -> Said:
        chat, number = self._chat(fields), int(fields["message_id"])
        for one in self.said:
            if (one.chat, one.number, one.is_gone) == (chat, number, False):
                return one
        raise RefusedError(400, f"Bad Request: message to {deed} not found")


_SAME = (
    "Bad Request: message is not modified: specified new message content and reply markup are "
    "exactly the same as a current content and reply markup of the message"
)


def _number(update: Any) -> int:
    number = update.get("update_id", 0) if isinstance(update, dict) else 0
    return number if isinstance(number, int) else 0


async def _fields(request: web.Request) -> dict[str, Any]:
    found: dict[str, Any] = {}
    async for part in await request.multipart():
        assert isinstance(part, BodyPartReader)
        content = bytes(await part.read())
        found[str(part.name)] = content if part.filename else content.decode()
    return found


def _identity(chat: str) -> int:
    return -(1000000000000 + sum(chat.encode()))


def _page(fields: dict[str, Any]) -> str:
    page: str = json.loads(fields.get("link_preview_options", "{}")).get("url", "")
    return page


def _picture(content: object) -> bytes:
    if not isinstance(content, bytes) or not content.startswith(_PNG):
        raise RefusedError(400, "Bad Request: IMAGE_PROCESS_FAILED")
    if len(content) > 10 << 20:
        raise RefusedError(413, "Request Entity Too Large")
    if content[12:16] == b"IHDR":
        width, height = struct.unpack(">II", content[16:24])
        if width + height > 10_000 or max(width, height) > 20 * min(width, height):
            raise RefusedError(400, "Bad Request: PHOTO_INVALID_DIMENSIONS")
    return content


def _seen(fields: dict[str, Any], name: str, limit: int) -> str:
    """The text once its markup is read. Telegram counts in UTF-16, and after the markup is gone."""
    text = str(fields.get(name, ""))
    if fields.get("parse_mode") != "HTML":
        raise RefusedError(400, "Bad Request: unsupported parse_mode")
    try:
        seen = read_html(text).strip()
    except MarkupError as error:
        raise RefusedError(400, f"Bad Request: can't parse entities: {error}") from None
    if not seen:
        raise RefusedError(400, "Bad Request: message text is empty")
    if len(seen.encode("utf-16-le")) // 2 > limit:
        kind = "caption " if name == "caption" else ""
        raise RefusedError(400, f"Bad Request: message {kind}is too long")
    return seen
