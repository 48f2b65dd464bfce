"""What Telegram reads out of the HTML of a message, and what it refuses.

After ``parse_html`` of TDLib, which the server of the Bot API uses, and the rules of
https://core.telegram.org/bots/api#html-style; the words of a refusal are the server's own.
"""

import re
from dataclasses import dataclass, field

_TAGS = {"b", "strong", "i", "em", "u", "ins", "s", "strike", "del", "a", "code", "pre"}
_TAGS |= {"blockquote", "tg-spoiler", "span", "tg-emoji"}
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_REFERENCE = re.compile(r"&(?:#x([0-9a-fA-F]{1,7})|#([0-9]{1,7})|([a-zA-Z]+));")
_START = re.compile(r"<([^\s>/][^\s>]*)((?:\s+[^\s=>]+\s*=\s*(?:\"[^\"]*\"|'[^']*'|[\w.-]+))*)\s*>")
_END = re.compile(r"</([^\s>]*)\s*>")
_HREF = re.compile(r"""\shref\s*=\s*(?:"([^"]*)"|'([^']*)')""")


class MarkupError(Exception):
    """The server refuses the text; the words tell why."""


@dataclass
class _Reading:
    seen: list[str] = field(default_factory=list)
    #: The tags that are still open.
    opened: list[str] = field(default_factory=list)


def read_html(text: str) -> str:
    """What is seen of a message.

    Where the server only drops something - a link that leads nowhere, a reference that it does not
    know - this refuses it too: what we write must not get lost.

    :raises MarkupError: as the server refuses.
    """
    reading = _Reading()
    place = 0
    while place < len(text):
        letter = text[place]
        if letter == "<":
            place = _tag(text, place, reading)
        elif letter == "&":
            place = _reference(text, place, reading)
        else:
            reading.seen.append(letter)
            place += 1
    if reading.opened:
        raise MarkupError(f'Can\'t find end tag corresponding to start tag "{reading.opened[-1]}"')
    return "".join(reading.seen)


def _tag(text: str, place: int, reading: _Reading) -> int:
    at = f"at byte offset {len(text[:place].encode())}"
    if text.startswith("</", place):
        return _close(text, place, reading, at)
    return _open(text, place, reading, at)


def _close(text: str, place: int, reading: _Reading, at: str) -> int:
    if not reading.opened:
        raise MarkupError(f"Unexpected end tag {at}")
    found = _END.match(text, place)
    if found is None:
        raise MarkupError(f"Unclosed end tag {at}")
    expected, name = reading.opened.pop(), found[1].lower()
    if name not in {"", expected}:
        raise MarkupError(f'Unmatched end tag {at}, expected "</{expected}>", found "</{name}>"')
    return found.end()


def _open(text: str, place: int, reading: _Reading, at: str) -> int:
    if ">" not in text[place:]:
        raise MarkupError(f"Unclosed start tag {at}")
    name = re.split(r"[\s>]", text[place + 1 :], maxsplit=1)[0].lower()
    if name not in _TAGS:
        raise MarkupError(f'Unsupported start tag "{name}" {at}')
    found = _START.match(text, place)
    if found is None:
        raise MarkupError(f'Expected equal sign in an attribute of the tag "{name}" {at}')
    if name == "span" and 'class="tg-spoiler"' not in found[2]:
        raise MarkupError(f'Tag "span" must have class "tg-spoiler" {at}')
    if name == "a":
        _need_address(found[2], at)
    reading.opened.append(name)
    return found.end()


def _need_address(attributes: str, at: str) -> None:
    href = _HREF.search(attributes)
    address = (href[1] or href[2] or "") if href else ""
    if not re.match(r"(https?|tg|mailto|tel)://?\S", _REFERENCE.sub("x", address)):
        raise MarkupError(f"the link would be dropped {at}")


def _reference(text: str, place: int, reading: _Reading) -> int:
    found = _REFERENCE.match(text, place)
    code = (
        int(found[1], 16) if found and found[1] else int(found[2]) if found and found[2] else None
    )
    letter = _NAMED.get(found[3]) if found and found[3] else code and chr(code)
    if found is None or not letter:
        at = f"at byte offset {len(text[:place].encode())}"
        raise MarkupError(f"a reference that would be shown as it stands {at}")
    reading.seen.append(letter)
    return found.end()
