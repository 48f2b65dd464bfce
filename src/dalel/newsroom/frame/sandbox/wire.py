"""Messages between the pool and a child: pickle to the child, JSON from it.

What comes from a child counts as written by the stranger whose bytes it read; unpickling it would
let him run code here. So it is JSON, and becomes only what the function says that it gives.
"""

import json
import socket
import time
from dataclasses import dataclass
from typing import Any, Final, get_type_hints

from cattrs import BaseValidationError
from cattrs.preconf.json import make_converter

from dalel.newsroom.frame.sandbox.readers import MEGABYTE, READERS

#: The longest answer that is taken from a child.
LARGEST: Final = 128 * MEGABYTE
_LENGTH: Final = 8
_CONVERTER: Final = make_converter()


class WireError(Exception):
    """The other side is gone, late, or says what no reader says."""


@dataclass(frozen=True, kw_only=True)
class Reply:
    """What a child answers: ``value`` of a function, or the ``error`` of ours that it raised.

    ``failure`` is anything else, ``is_memory`` when it asked for more than it may have.
    """

    value: Any = None
    error: str = ""
    message: str = ""
    failure: str = ""
    is_memory: bool = False


def to_json(name: str, value: object) -> Any:
    """The result of a reader, in what JSON knows."""
    return _CONVERTER.unstructure(value, unstructure_as=_type(name))


def from_json(name: str, value: Any) -> Any:
    """The result of a reader, of the type that it gives.

    :raises WireError: when it is of no such shape.
    """
    try:
        return _CONVERTER.structure(value, _type(name))
    except (BaseValidationError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise WireError(f"not what {name} gives") from error


def encode(reply: Reply) -> bytes:
    """A reply as bytes."""
    return json.dumps(vars(reply)).encode()


def decode(content: bytes) -> Reply:
    """A reply from its bytes.

    :raises WireError: when they are none.
    """
    try:
        said = json.loads(content)
        return Reply(
            value=said["value"],
            error=str(said["error"]),
            message=str(said["message"]),
            failure=str(said["failure"]),
            is_memory=said["is_memory"] is True,
        )
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise WireError("no reply") from error


def send(line: socket.socket, message: bytes, deadline: float | None = None) -> None:
    """Send a message, its length first.

    :raises WireError: when the other side is gone, or takes it too slowly.
    """
    try:
        line.settimeout(None if deadline is None else max(0.01, deadline - time.monotonic()))
        line.sendall(len(message).to_bytes(_LENGTH, "big"))
        line.sendall(message)
    except OSError as error:
        raise WireError(str(error)) from error


def receive(line: socket.socket, deadline: float | None = None, largest: int = 2**62) -> bytes:
    """The next message.

    :param deadline: by the monotonic clock, for all of it.
    :raises WireError: when the other side is gone or late, or the message is larger than it may be.
    """
    length = int.from_bytes(_exactly(line, _LENGTH, deadline), "big")
    if length > largest:
        raise WireError("the message is too large")
    return bytes(_exactly(line, length, deadline))


def _exactly(line: socket.socket, length: int, deadline: float | None) -> bytearray:
    content = bytearray()
    while len(content) < length:
        remaining = None if deadline is None else deadline - time.monotonic()
        if remaining is not None and remaining <= 0:
            raise WireError("too late")
        try:
            line.settimeout(remaining)
            piece = line.recv(min(length - len(content), MEGABYTE))
        except OSError as error:
            raise WireError(str(error)) from error
        if not piece:
            raise WireError("the other side is gone")
        content += piece
    return content


def _type(name: str) -> Any:
    return get_type_hints(READERS[name].function)["return"]
