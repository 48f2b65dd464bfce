"""Reading the history of a Telegram channel as Telegram Desktop exports it (``result.json``).

Names of who wrote, signed or was forwarded from stay in the file: nothing here gives them on.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any, Final

from dalel.domain.channel_history import (
    ChannelExport,
    ChannelExportError,
    ExportedPost,
    ExportFlaw,
    Forwarded,
    PostFlaw,
)

#: The largest file that is read, in bytes: ten years of a busy channel.
LARGEST: Final = 64 * 2**20
#: So many messages, and letters of all of them, are taken out of one file.
MOST_POSTS: Final = 50_000
MOST_LETTERS: Final = 12_000_000
#: Telegram's own limit is 4,096; a longer one was not made by Telegram.
LONGEST_POST: Final = 20_000
_LONGEST_ADDRESS: Final = 4_000
_MOST_ADDRESSES: Final = 50
_LONGEST_NAME: Final = 200
#: A last line that stands under this share of the posts, and so many of them, says nothing of any.
_SHARED: Final = 0.3
_SHARED_BY: Final = 10
_CHANNELS: Final = frozenset({"public_channel", "private_channel"})
#: What else Telegram exports, all of it between persons.
_PRIVATE: Final = frozenset(
    {
        *("saved_messages", "replies", "verification_codes", "personal_chat", "bot_chat"),
        *("private_group", "private_supergroup", "public_supergroup"),
    }
)
_OF_ACCOUNTS: Final = frozenset({"chats", "left_chats", "personal_information", "contacts"})
#: Integers of JSON have no end; none of ours is longer.
_MOST_DIGITS: Final = 18
#: Telegram had no channels before 2015; a post of a day to come is none.
_FIRST_DAY: Final = datetime(2013, 8, 1, tzinfo=UTC)
_SIGNS: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]")
_LINK_OR_TAG: Final = re.compile(r"https?://\S+|(?:t\.me|telegram\.me)/\S+|[#@][\w]+")
_NO_LETTERS: Final = re.compile(r"[\W_]+")
_LETTER: Final = re.compile(r"[^\W\d_]")


def read_export(content: bytes) -> ChannelExport:
    """The posts of a channel's history.

    :raises ChannelExportError: when it is none, or is of anything but a channel.
    """
    told = _parsed(content)
    channel, messages = _of_channel(told)
    posts: dict[int, ExportedPost] = {}
    repeated = 0
    for message in messages:
        post = _post(message)
        repeated += post is not None and post.number in posts
        if post is not None:
            posts.setdefault(post.number, post)
    if not posts:
        raise ChannelExportError(ExportFlaw.NO_POSTS)
    if sum(len(post.text) for post in posts.values()) > MOST_LETTERS:
        raise ChannelExportError(ExportFlaw.TOO_MANY)
    return ChannelExport(
        channel=channel,
        name=_clean(told.get("name"))[:_LONGEST_NAME],
        posts=tuple(posts[number] for number in sorted(posts)),
        signature=_signature(posts),
        repeated=repeated,
    )


def _of_channel(told: Mapping[str, Any]) -> tuple[int, list[object]]:
    """The number of the channel and its messages; of anything else nothing is looked at."""
    if told.keys() & _OF_ACCOUNTS:
        raise ChannelExportError(ExportFlaw.WHOLE_ACCOUNT)
    kind, channel, messages = (told.get(name) for name in ("type", "id", "messages"))
    if isinstance(kind, str) and kind in _PRIVATE:
        raise ChannelExportError(ExportFlaw.PRIVATE)
    number = _number(channel)
    if not (isinstance(kind, str) and kind in _CHANNELS and number and isinstance(messages, list)):
        raise ChannelExportError(ExportFlaw.NOT_EXPORT)
    if len(messages) > MOST_POSTS:
        raise ChannelExportError(ExportFlaw.TOO_MANY)
    return number, messages


def _parsed(content: bytes) -> Mapping[str, Any]:
    if len(content) > LARGEST:
        raise ChannelExportError(ExportFlaw.TOO_LARGE)
    if not content.strip():
        raise ChannelExportError(ExportFlaw.EMPTY)
    try:
        told = json.loads(
            content.decode("utf-8-sig"),
            parse_int=_int,
            parse_constant=_nothing,
            object_pairs_hook=_once,
        )
    except RecursionError:
        raise ChannelExportError(ExportFlaw.TOO_DEEP) from None
    except ValueError:
        raise ChannelExportError(ExportFlaw.NOT_JSON) from None
    if not isinstance(told, dict):
        raise ChannelExportError(ExportFlaw.NOT_EXPORT)
    return told


def _int(digits: str) -> int | None:
    return int(digits) if len(digits) <= _MOST_DIGITS else None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object whose keys stand there once each: of two answers to one question neither is sure.

    :raises ValueError: when one stands there twice.
    """
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key stands there twice")
    return found


def _nothing(_name: str) -> None:
    """``NaN`` and ``Infinity``, which are no JSON."""


def _number(value: object) -> int | None:
    """A positive number, as Telegram counts channels and their posts."""
    is_number = isinstance(value, int) and not isinstance(value, bool)
    return value if is_number and 0 < value < 2**53 else None  # type: ignore[operator, return-value]


def _post(message: object) -> ExportedPost | None:
    """One message; None where it has no number."""
    if not isinstance(message, dict) or (number := _number(message.get("id"))) is None:
        return None
    when = _when(message)
    pieces = list(_pieces(message.get("text")))
    text = _said(pieces)
    flaw = _flaw(message, when, text)
    return ExportedPost(
        number=number,
        when=when,
        text="" if flaw else text,
        addresses=() if flaw else _addresses(message, pieces),
        forwarded=_forwarded(message),
        flaw=flaw,
    )


def _flaw(message: Mapping[str, Any], when: str, text: str) -> PostFlaw | None:
    if message.get("type") != "message":
        return PostFlaw.SERVICE
    if "poll" in message:
        return PostFlaw.POLL
    if not _LETTER.search(_LINK_OR_TAG.sub("", text)):
        return PostFlaw.NO_TEXT
    if len(text) > LONGEST_POST:
        return PostFlaw.TOO_LONG
    return None if when else PostFlaw.NO_DAY


def _pieces(text: object) -> Iterator[tuple[str, str]]:
    """The stretches of a text, each with the address behind it: a string, or a list of both."""
    for piece in text if isinstance(text, list) else [text]:
        if isinstance(piece, str):
            yield _clean(piece), ""
        elif isinstance(piece, dict):
            words = _clean(piece.get("text"))
            match piece.get("type"):
                case "text_link":
                    yield words, _clean(piece.get("href"))
                case "link":
                    yield words, words
                case _:
                    yield words, ""


def _said(pieces: list[tuple[str, str]]) -> str:
    """The text, without lines that are nothing but the words of a link: "more here"."""
    lines = "".join(words for words, _ in pieces).strip().split("\n")
    ways = {_NO_LETTERS.sub("", words) for words, address in pieces if address != words and address}
    return "\n".join(
        line for line in lines if not line.strip() or _NO_LETTERS.sub("", line) not in ways - {""}
    ).strip()


def _addresses(message: Mapping[str, Any], pieces: list[tuple[str, str]]) -> tuple[str, ...]:
    """Each address once, in order; newer exports tell those behind words a second time."""
    entities = message.get("text_entities")
    again = _pieces(entities) if isinstance(entities, list) else ()
    found = (address.strip() for _, address in (*pieces, *again))
    whole = (address for address in found if 0 < len(address) <= _LONGEST_ADDRESS)
    return tuple(dict.fromkeys(whole))[:_MOST_ADDRESSES]


def _forwarded(message: Mapping[str, Any]) -> Forwarded:
    if "forwarded_from" not in message and "forwarded_from_id" not in message:
        return Forwarded.NOT
    by = message.get("forwarded_from_id")
    is_channel = isinstance(by, str) and by.startswith("channel")
    return Forwarded.CHANNEL if is_channel else Forwarded.PERSON


def _when(message: Mapping[str, Any]) -> str:
    """When it was posted; the clock of whoever exported it where there is nothing better."""
    moment = _moment(message.get("date_unixtime"))
    if moment is not None:
        return moment.isoformat() if moment >= _FIRST_DAY else ""
    said = message.get("date")
    if not isinstance(said, str) or len(said) > 32:
        return ""
    try:
        read = datetime.fromisoformat(said)
    except ValueError:
        return ""
    # Without an offset it is the clock of the machine; the day is what counts.
    return read.isoformat() if _FIRST_DAY.year <= read.year <= 9000 else ""


def _moment(value: object) -> datetime | None:
    if isinstance(value, str) and re.fullmatch(r"[0-9]{1,11}", value):
        value = int(value)
    if not isinstance(value, int) or isinstance(value, bool) or not 0 < value < 10**11:
        return None
    return datetime.fromtimestamp(value, UTC)


def _clean(value: object) -> str:
    """A text as a database takes it: no half letters, no signs that turn or hide others."""
    if not isinstance(value, str):
        return ""
    whole = value.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return _SIGNS.sub("", whole.replace("\r\n", "\n").replace("\r", "\n"))


def last_line(text: str) -> str:
    """The last line of a text that says anything."""
    return text.strip().rpartition("\n")[2].strip()


def _signature(posts: Mapping[int, ExportedPost]) -> str:
    texts = [post.text for post in posts.values() if "\n" in post.text]
    if not texts:
        return ""
    line, count = Counter(map(last_line, texts)).most_common(1)[0]
    return line if count >= max(_SHARED_BY, _SHARED * len(texts)) else ""
