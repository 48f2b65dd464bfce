"""The line between a visit and its child process: a head in JSON and a body of bytes."""

import asyncio
import json
import struct
from collections.abc import Mapping
from typing import Any, Final

_FRAME: Final = struct.Struct(">IQ")
#: No head is longer; addresses that are longer are not asked for.
LONGEST_HEAD: Final = 1 << 18


class BrokenLineError(Exception):
    """What came over the line is no message."""


def packed(head: Mapping[str, object], body: bytes = b"") -> bytes:
    """A message as it goes over the line."""
    said = json.dumps(head).encode()
    return _FRAME.pack(len(said), len(body)) + said + body


async def receive(reader: asyncio.StreamReader, most: int) -> tuple[dict[str, Any], bytes]:
    """The next message, its body of at most so many bytes.

    :raises BrokenLineError: when it is none, or the line is at its end.
    """
    try:
        said, length = _FRAME.unpack(await reader.readexactly(_FRAME.size))
        if said > LONGEST_HEAD or length > most:
            raise BrokenLineError(f"a message of {said} and {length} bytes")
        head = json.loads(await reader.readexactly(said))
        body = await reader.readexactly(length)
    except (asyncio.IncompleteReadError, ConnectionError) as error:
        raise BrokenLineError("the line ended") from error
    except (ValueError, RecursionError) as error:
        raise BrokenLineError("a head that is no JSON") from error
    if not isinstance(head, dict):
        raise BrokenLineError("a head without names")
    return head, body
