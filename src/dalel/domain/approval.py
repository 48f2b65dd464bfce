"""Rules of approval: who may approve a version, and the reasons for refusing."""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import StrEnum

from dalel.domain.states import VersionState


class Refusal(StrEnum):
    """Why a version is not approved; each has its own words on the screen."""

    NOT_IN_REVIEW = "not in review"
    OWN_TEXT = "own text"
    NOT_READ = "language not read"
    CONCERNS = "open concerns"
    STALE = "other language changed"
    CODES_UNDECIDED = "codes not decided"
    NO_CODES = "no codes"
    NO_TEXT = "no text"
    NO_EVIDENCE = "nothing behind it"
    NOT_FETCHED = "links not fetched"


def hands(versions: Iterable[tuple[VersionState, str]]) -> frozenset[str]:
    """Who made versions since the one that was approved last.

    ``versions`` are states and names, the oldest first; what came with an import has no name.
    """
    names: set[str] = set()
    for state, name in versions:
        if state is VersionState.APPROVED:
            names.clear()
        elif name:
            names.add(name)
    return frozenset(names)


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """A version that somebody wants to approve.

    ``authors`` are all who wrote since the version that was approved last: who mended a comma in a
    text of one's own does not make it somebody else's. ``holding`` counts the open concerns that
    hold the text back; ``is_stale``: another language changed since, and nobody has confirmed that
    both still say the same; ``is_undecided``: codes would come out that nobody decided;
    ``is_uncoded``: there are none yet, without which no entry goes out.
    """

    language: str
    state: VersionState
    authors: frozenset[str]
    holding: int = 0
    is_stale: bool = False
    is_undecided: bool = False
    is_uncoded: bool = False


def refusals(
    candidate: Candidate, *, member: str, reads: AbstractSet[str], alone: bool = False
) -> tuple[Refusal, ...]:
    """Why ``member``, who reads these languages, may not approve; empty: nothing does.

    ``alone``: the newsroom is one person, who then approves what he or she wrote.
    """
    against = {
        Refusal.NOT_IN_REVIEW: candidate.state is not VersionState.IN_REVIEW,
        Refusal.OWN_TEXT: member in candidate.authors and not alone,
        Refusal.NOT_READ: candidate.language not in reads,
        Refusal.CONCERNS: candidate.holding > 0,
        Refusal.STALE: candidate.is_stale,
        Refusal.CODES_UNDECIDED: candidate.is_undecided,
        Refusal.NO_CODES: candidate.is_uncoded,
    }
    return tuple(refusal for refusal, stands in against.items() if stands)
