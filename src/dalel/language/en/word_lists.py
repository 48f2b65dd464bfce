"""Word lists of English: grammar, and the words that set how a clause is meant."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Final

from dalel.language.wordlist import words

_FOLDER: Final = files("dalel.language.en")


@cache
def listed(section: str, name: str) -> frozenset[str]:
    """The words of a list of ``words.toml``; phrases keep their spaces."""
    found = _tables()[section][name]
    return frozenset(words(found) if isinstance(found, str) else found)


@cache
def section(name: str) -> Mapping[str, frozenset[str]]:
    """The lists of a section, by name."""
    return {key: listed(name, key) for key in _tables()[name]}


@cache
def _tables() -> Mapping[str, Mapping[str, str | list[str]]]:
    return tomllib.loads((_FOLDER / "words.toml").read_text(encoding="utf-8"))


@cache
def common_verbs() -> tuple[str, ...]:
    """Verbs that news is told with."""
    found = tomllib.loads((_FOLDER / "verbs.toml").read_text(encoding="utf-8"))
    return words(found["verbs"])


@cache
def irregular_verbs() -> Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """Pasts and past participles of verbs that do not make them with -ed."""
    found: dict[str, str] = tomllib.loads((_FOLDER / "irregular.toml").read_text(encoding="utf-8"))
    parts = {verb: forms.split() for verb, forms in found.items()}
    return {
        verb: (tuple(past.split("/")), tuple(done.split("/")))
        for verb, (past, done) in parts.items()
    }
