"""The terminal: whatever is printed there passes here, the words of strangers too.

A terminal obeys control characters (ECMA-48), and marks of direction turn what stands beside them
(https://trojansource.codes/). What could steer it is shown as JSON escapes it: data that is printed
stays the same data, and a person sees what is there.
"""

import re
from typing import Final

import typer

#: Control characters but for tab and line feed, marks of direction, and halves of pairs.
_STEERING: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)


def harmless(text: str) -> str:
    """The text with what would steer a terminal written out: ``\\u009b``."""
    return _STEERING.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def one_line(text: object) -> str:
    """Words of a stranger that are to stand in a line of ours: what begins a line is a space."""
    return " ".join(str(text).split())


def echo(text: object = "", *, err: bool = False, nl: bool = True) -> None:
    """Print a text, on stderr if asked for, and end the line unless told otherwise."""
    typer.echo(harmless(str(text)), err=err, nl=nl)
