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
#: What shows as nothing and is no white space: fillers, the empty sign of Braille, and the like.
_BLANK: Final = re.compile(
    "[\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u2060-\u2064\u206a-\u206f\u2800\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U0001d159\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
_LONGEST: Final = 200


def harmless(text: str) -> str:
    """The text with what would steer a terminal written out: ``\\u009b``."""
    return _STEERING.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def one_line(text: object) -> str:
    """Words of a stranger that are to stand in a line of ours: what begins a line is a space.

    So is what shows as nothing: with enough of it the rest would stand in a line of its own.
    """
    return " ".join(_BLANK.sub(" ", str(text)).split())


def shortened(text: object) -> str:
    """A name or reason of a stranger in a line of ours, of which the first letters are shown."""
    words = one_line(text)
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"


def many(count: int, one: str, more: str = "") -> str:
    """How many there are: "1 archive", "2 archives"."""
    return f"{count} {one if count == 1 else more or one + 's'}"


def echo(text: object = "", *, err: bool = False, nl: bool = True) -> None:
    """Print a text, on stderr if asked for, and end the line unless told otherwise."""
    typer.echo(harmless(str(text)), err=err, nl=nl)
