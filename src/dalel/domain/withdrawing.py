"""What does a snapshot say once some words of it must not be read any more?

A name, a passage or an address is withdrawn everywhere at once: where words stood, a mark stands
that something was taken out; a link that holds them goes, and whoever is called so leaves the
lists.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import fields, is_dataclass, replace
from functools import lru_cache
from typing import Any, Final, TypeVar
from urllib.parse import unquote

from dalel.domain.incident import Incident, Link
from dalel.domain.measures import Measures
from dalel.domain.snapshot import Snapshot

#: Stands where something was taken out.
MARK: Final = "[…]"
#: Shorter words would take too much with them.
SHORTEST: Final = 4
T = TypeVar("T")


@lru_cache(maxsize=64)
def finder(words: tuple[str, ...]) -> re.Pattern[str]:
    """Finds these words in whatever case, and however they are spaced."""
    spaced = (r"\s+".join(map(re.escape, one.split())) for one in words)
    return re.compile("|".join(spaced), re.IGNORECASE)


@lru_cache(maxsize=64)
def _whole(words: tuple[str, ...]) -> re.Pattern[str]:
    """Finds them with the letters before and behind, so that no ending is left standing."""
    return re.compile(rf"\w*(?:{finder(words).pattern})\w*", re.IGNORECASE)


def masked(text: str, words: Collection[str]) -> str:
    """A text in which a mark stands for these words."""
    return _whole(tuple(words)).sub(MARK, text) if words else text


def without(snapshot: Snapshot, withdrawn: Mapping[str, str]) -> Snapshot:
    """The snapshot without these words, in whatever case and with whatever ending.

    ``withdrawn`` gives for each the digest by which it is told apart without being repeated.
    """
    if not withdrawn:
        return snapshot
    pattern = _whole(tuple(withdrawn))
    persons = tuple(one for one in snapshot.persons if not _holds(one.names, pattern))
    return replace(
        snapshot,
        incidents=tuple(_incident(one, pattern) for one in snapshot.incidents),
        editions=_masked(snapshot.editions, pattern),
        matters=_masked(snapshot.matters, pattern),
        outlets=_masked(snapshot.outlets, pattern),
        persons=persons,
        measures=_measures(snapshot.measures, pattern),
        withdrawn=tuple(sorted(withdrawn.values())),
    )


def _measures(measures: Measures | None, pattern: re.Pattern[str]) -> Measures | None:
    """Figures stay; the words that go with them are masked."""
    return measures and replace(
        measures,
        names=_masked(measures.names, pattern),
        sentences=_masked(measures.sentences, pattern),
        summaries=_masked(measures.summaries, pattern),
    )


def _incident(incident: Incident, pattern: re.Pattern[str]) -> Incident:
    if not _holds(incident, pattern):
        return incident
    kept = replace(
        incident,
        links=_free(incident.links, pattern),
        proofs=tuple(
            replace(one, excerpt=None) if _holds(one.excerpt, pattern) else one
            for one in incident.proofs
            if not _holds(replace(one, excerpt=None), pattern)
        ),
        developments=tuple(
            replace(one, links=_free(one.links, pattern)) for one in incident.developments
        ),
    )
    return _masked(kept, pattern)


def _free(links: tuple[Link, ...], pattern: re.Pattern[str]) -> tuple[Link, ...]:
    return tuple(link for link in links if not _holds(link, pattern))


def _holds(value: object, pattern: re.Pattern[str]) -> bool:
    return value != _masked(value, pattern)


def _masked(value: T, pattern: re.Pattern[str]) -> T:
    """The same value with every string in it masked."""
    made: Any = value
    if isinstance(value, str) and type(value) is str:
        made = pattern.sub(MARK, value)
        if "%" in made and pattern.search(unquote(made)):
            # An address, of which a browser shows the letters.
            made = MARK
    elif isinstance(value, tuple):
        made = tuple(_masked(one, pattern) for one in value)
    elif isinstance(value, Mapping):
        made = {key: _masked(one, pattern) for key, one in value.items()}
    elif is_dataclass(value) and not isinstance(value, type):
        made = replace(
            value, **{f.name: _masked(getattr(value, f.name), pattern) for f in fields(value)}
        )
    return made  # type: ignore[no-any-return]
