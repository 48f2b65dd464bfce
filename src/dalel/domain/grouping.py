"""Grouping of articles into stories: reprints, memberships, and constraints set by people."""

from collections.abc import Iterable
from dataclasses import dataclass

from dalel.domain.reason import Reason


@dataclass(frozen=True, kw_only=True)
class Reprint:
    """An article that is another one's text over again: copied, cut, or lightly reworded."""

    article: str
    original: str
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Membership:
    """That an article belongs to a story, and what speaks for it."""

    article: str
    story: str
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, kw_only=True)
class OneStory:
    """Two stories that seem to tell of one happening.

    It is a suggestion for a person to decide on, unless nobody has touched either of them.
    """

    stories: tuple[str, str]
    untouched: bool
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Placements:
    """Where new articles belong.

    ``opened`` are the stories that are new; each is called by the id of its first article.
    """

    memberships: tuple[Membership, ...]
    opened: frozenset[str] = frozenset()
    doubles: tuple[OneStory, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Constraints:
    """What people decided about pairs of articles, which every run obeys.

    A split of a story is ``apart`` for each pair over the cut, a merge is ``together`` for a pair
    across the seam. What is together is so over several pairs: a with b and b with c.
    """

    together: frozenset[frozenset[str]] = frozenset()
    apart: frozenset[frozenset[str]] = frozenset()


def pair(one: str, other: str) -> frozenset[str]:
    """Two articles as a pair, whichever comes first."""
    return frozenset((one, other))


def constraints(
    together: Iterable[tuple[str, str]] = (), apart: Iterable[tuple[str, str]] = ()
) -> Constraints:
    """Constraints from pairs of ids."""
    return Constraints(
        together=frozenset(pair(one, other) for one, other in together),
        apart=frozenset(pair(one, other) for one, other in apart),
    )
