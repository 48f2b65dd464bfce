"""Word lists by language that tell which parts of an article are no news.

The lists are in ``words.toml``, by language.
"""

import re
import tomllib
from functools import cache
from importlib.resources import files

from dalel.language.terms import Phrases


def words(kind: str, language: str) -> tuple[str, ...]:
    """The words of a kind, longest first; none in a language without lists.

    :raises KeyError: when there is no such kind.
    """
    return tuple(sorted(_lists()[kind].get(language, ()), key=lambda word: (-len(word), word)))


@cache
def phrases(kind: str, language: str) -> Phrases:
    """What finds the phrases of a kind."""
    return Phrases(words(kind, language))


@cache
def choice(kind: str, language: str) -> str:
    """An expression for any word of a kind; it meets nothing where there is none."""
    return "|".join(map(re.escape, words(kind, language))) or r"(?!)"


@cache
def opening(kind: str, language: str) -> re.Pattern[str]:
    """What meets a sentence that begins with a word of a kind."""
    return re.compile(rf"[«“\"(—–\s-]*(?:{choice(kind, language)})(?!-?\w)", re.IGNORECASE)


@cache
def _lists() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(files(__package__).joinpath("words.toml").read_text("utf-8"))
