"""Words by which pages frame their articles, as patterns.

The lists are in ``words.toml``, by language; here they become patterns, once.
"""

import re
import tomllib
from functools import cache
from importlib.resources import files


@cache
def words(kind: str) -> tuple[str, ...]:
    """The words of a kind in all languages, longest first.

    :raises KeyError: when ``words.toml`` has no such kind.
    """
    lists = _lists()[kind]
    return tuple(
        sorted({word for each in lists.values() for word in each}, key=lambda w: (-len(w), w))
    )


@cache
def starts(kind: str, after: str = "") -> re.Pattern[str]:
    """A pattern that meets a text which begins with one of the words of a kind.

    An ellipsis within a word stands for a name or two: "follow…on".

    :param after: a pattern of what must follow the word.
    """
    choice = "|".join(map(_pattern, words(kind)))
    return re.compile(rf"\W{{0,5}}(?:{choice}){after}", re.IGNORECASE)


def _pattern(word: str) -> str:
    pattern = re.escape(word).replace("…", r"\b.{1,40}?\b")
    return rf"{pattern}(?!\w)" if word[-1].isalnum() else pattern


@cache
def _lists() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(files(__package__).joinpath("words.toml").read_text("utf-8"))
