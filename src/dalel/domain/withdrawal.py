"""Withdrawal of names, passages and addresses from a snapshot.

A name, a passage or an address is withdrawn everywhere at once: where words stood, a mark stands
that something was taken out; a link that holds them goes, and whoever is called so leaves the
lists.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import lru_cache
from typing import Any, Final, TypeVar
from unicodedata import normalize
from urllib.parse import unquote

from dalel.domain.incident import Incident, Link
from dalel.domain.measures import Measures
from dalel.domain.snapshot import Snapshot

#: Stands where something was taken out.
MARK: Final = "[…]"
#: Shorter words would take too much with them.
SHORTEST: Final = 4
#: Of a name one half may be a link.
MARKUP: Final = r"(?:\s|<[^<>]*>)+"
#: Soft hyphens and letters without width, as copied texts have them inside of words.
_UNSEEN: Final = "[\u00ad\u200b-\u200f\u2060\ufeff]"
#: What stands above or below the letter before it.
_MARKS: Final = "[\u0300-\u036f]"
T = TypeVar("T")


@lru_cache(maxsize=64)
def finder(words: tuple[str, ...], between: str = r"\s+") -> re.Pattern[str]:
    """Finds these words in whatever case, however they are spaced, parted or composed.

    ``between`` is a pattern of what may stand between two of them; in files also ``MARKUP``.
    """
    spaced = (between.join(map(_spelled, one.split())) for one in words)
    return re.compile("|".join(spaced), re.IGNORECASE)


def _spelled(word: str) -> str:
    """A pattern of one word: letters may be parted by what nobody sees, and come in two parts."""
    return f"{_UNSEEN}*".join(map(_letter, word))


@lru_cache(maxsize=512)
def _letter(letter: str) -> str:
    parts = normalize("NFD", letter)
    return re.escape(letter) if parts == letter else f"(?:{letter}|{parts})"


@dataclass(frozen=True)
class _Mask:
    """Puts the mark where some words stood, with the letters before and behind them.

    So no ending is left standing. To find the words alone is much quicker, and most texts are free.
    """

    finds: re.Pattern[str]
    whole: re.Pattern[str]

    def __call__(self, text: str) -> str:
        made = self.whole.sub(MARK, text) if self.finds.search(text) else text
        # Of an address a browser shows the letters.
        return MARK if "%" in made and self.finds.search(unquote(made)) else made


@lru_cache(maxsize=64)
def _mask(words: tuple[str, ...]) -> _Mask:
    around = rf"(?:\w|{_UNSEEN}|{_MARKS})*"
    finds = finder(words)
    whole = re.compile(f"{around}(?:{finds.pattern}){around}", re.IGNORECASE)
    return _Mask(finds, whole)


def masked(text: str, words: Collection[str]) -> str:
    """A text in which a mark stands for these words."""
    return _mask(tuple(words))(text) if words else text


def without(snapshot: Snapshot, withdrawn: Mapping[str, str]) -> Snapshot:
    """The snapshot without these words, in whatever case and with whatever ending.

    ``withdrawn`` gives for each the digest by which it is told apart without being repeated.
    """
    if not withdrawn:
        return snapshot
    mask = _mask(tuple(withdrawn))
    persons = tuple(one for one in snapshot.persons if not _holds(one.names, mask))
    return replace(
        snapshot,
        incidents=tuple(_incident(one, mask) for one in snapshot.incidents),
        editions=_masked(snapshot.editions, mask),
        matters=_masked(snapshot.matters, mask),
        outlets=_masked(snapshot.outlets, mask),
        persons=persons,
        measures=_measures(snapshot.measures, mask),
        withdrawn=tuple(sorted(withdrawn.values())),
    )


def _measures(measures: Measures | None, mask: _Mask) -> Measures | None:
    """Figures stay; the words that go with them are masked."""
    return measures and replace(
        measures,
        names=_masked(measures.names, mask),
        sentences=_masked(measures.sentences, mask),
        summaries=_masked(measures.summaries, mask),
    )


def _incident(incident: Incident, mask: _Mask) -> Incident:
    if not _holds(incident, mask):
        return incident
    kept = replace(
        incident,
        links=_free(incident.links, mask),
        proofs=tuple(
            replace(one, excerpt=None) if _holds(one.excerpt, mask) else one
            for one in incident.proofs
            if not _holds(replace(one, excerpt=None), mask)
        ),
        developments=tuple(
            replace(one, links=_free(one.links, mask)) for one in incident.developments
        ),
    )
    return _masked(kept, mask)


def _free(links: tuple[Link, ...], mask: _Mask) -> tuple[Link, ...]:
    return tuple(link for link in links if not _holds(link, mask))


def _holds(value: object, mask: _Mask) -> bool:
    return value != _masked(value, mask)


def _masked(value: T, mask: _Mask) -> T:
    """The same value with every string in it masked."""
    made: Any = value
    if isinstance(value, str) and type(value) is str:
        made = mask(value)
    elif isinstance(value, tuple):
        made = tuple(_masked(one, mask) for one in value)
    elif isinstance(value, Mapping):
        made = {key: _masked(one, mask) for key, one in value.items()}
    elif is_dataclass(value) and not isinstance(value, type):
        made = replace(
            value, **{f.name: _masked(getattr(value, f.name), mask) for f in fields(value)}
        )
    return made  # type: ignore[no-any-return]
