"""The settings file of a home: keys are added to it, its comments and its order stay."""

import re
import tomllib
from collections.abc import Mapping
from typing import Final

from dalel.cli.setup.answers import AnswerError, quoted

_HEAD: Final = "# The settings of this newsroom; dalel doctor shows what is in force.\n"
_TABLE: Final = re.compile(r"^\s*\[", re.MULTILINE)


def with_settings(text: str, wanted: Mapping[str, str | tuple[str, ...]]) -> str:
    """The file with each wanted key: one that has another value gets the new one in its place.

    :raises AnswerError: when the file is not TOML, or a key stands over several lines.
    """
    try:
        before = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise AnswerError(f"dalel.toml is not TOML: {error}") from error
    missing = []
    for key, value in wanted.items():
        if key not in before:
            missing.append(f"{key} = {_written(value)}\n")
        elif not _is_same(before[key], value):
            text = _replaced(text, key, value)
    return _added(text or _HEAD, "".join(missing))


def differing(text: str, wanted: Mapping[str, str | tuple[str, ...]]) -> tuple[str, ...]:
    """The keys that somebody set to something else."""
    before = tomllib.loads(text)
    return tuple(
        key for key, value in wanted.items() if key in before and not _is_same(before[key], value)
    )


def _is_same(before: object, value: str | tuple[str, ...]) -> bool:
    if isinstance(value, tuple):
        return before == list(value)
    return isinstance(before, str) and before.rstrip("/") == value.rstrip("/")


def _written(value: str | tuple[str, ...]) -> str:
    if isinstance(value, tuple):
        return f"[{', '.join(map(quoted, value))}]"
    return quoted(value)


def _replaced(text: str, key: str, value: str | tuple[str, ...]) -> str:
    # Only a value on one line, with what is said behind it.
    line = re.compile(
        rf"^({key}[ \t]*=[ \t]*)(?:\"[^\"\n]*\"|'[^'\n]*'|\[[^\]\n]*\])(?=[ \t]*(?:#.*)?$)",
        re.MULTILINE,
    )
    changed, count = line.subn(lambda found: found[1] + _written(value), text)
    if count != 1:
        raise AnswerError(f"dalel.toml: change {key} to {_written(value)} by hand")
    return changed


def _added(text: str, lines: str) -> str:
    """Keys stand before the first table: behind it they would be the table's."""
    if not lines:
        return text
    table = _TABLE.search(text)
    place = table.start() if table else len(text)
    above, below = text[:place], text[place:]
    gap = "\n" if above and not above.endswith("\n") else ""
    return above + gap + lines + ("\n" if below else "") + below
