"""Context comparison: whether an equal value is said of the same thing.

The same figure may count something else, a date may be that of another step, a name that of another
person. What stands around is compared by terms that mean the same in each language; a claim is
given up only where the evidence says the same thing with another value.
"""

from collections.abc import Iterable, Sequence
from typing import Final

from dalel.domain.facts import FactKind
from dalel.steps.check.facts.reading import Statement

#: The share of its terms that a sentence must find in another one to speak of the same thing.
SAME_MATTER: Final = 0.3
#: Terms of the claim's own clause count in full, those of its sentence in part.
_FAR: Final = 0.4
#: A rival must share this much of the claim's context, and this much more than the value itself.
_SHARED: Final = 0.5
_AHEAD: Final = 0.34
#: Below this weight a context says too little.
_ENOUGH: Final = 2.5
#: What is enough beside the same figures, and what counts as none.
_FIGURES: Final = 0.3
_NONE: Final = 0.1
#: Of a clause: how many terms it needs, and what is nearly all and next to nothing of them.
_FEWEST: Final = 2
_NEARLY_ALL: Final = 0.75
_NOTHING: Final = 0.25
_MOVES: Final = frozenset({"n:growth", "n:fall"})
_COUNTS: Final = frozenset({FactKind.NUMBER})


def overlap(near: Iterable[str], around: Iterable[str], other: frozenset[str]) -> float:
    """The share of a context that another sentence has, from 0 to 1."""
    close = frozenset(near)
    weights = dict.fromkeys(around, _FAR) | dict.fromkeys(close, 1.0)
    whole = sum(weights.values())
    return sum(w for term, w in weights.items() if term in other) / whole if whole else 0.0


def is_enough(claim: Statement) -> bool:
    """Whether the context of a claim says enough to be compared."""
    return len(claim.near) + _FAR * len(claim.around - claim.near) >= _ENOUGH


def counts_other(claim: Statement, stated: Statement) -> bool:
    """Whether both say what they count, and these are two things."""
    if claim.fact.kind not in _COUNTS or claim.fact.unit or stated.fact.unit:
        return False
    mine, theirs = _notions(claim.counted), _notions(stated.counted)
    # A word that no list has may be what is counted, and the one after it another thing.
    if len(mine) < len(claim.counted) or not mine or not theirs:
        return False
    if stated.first and not _notions(stated.first):
        return False
    return not mine & theirs


def _notions(terms: Iterable[str]) -> frozenset[str]:
    return frozenset(term for term in terms if term.startswith("n:"))


def moves_against(claim: Statement, stated: Statement) -> bool:
    """Whether one says that something grew and the other that it fell."""
    mine, theirs = _MOVES & claim.near, _MOVES & stated.near
    return bool(mine and theirs) and not mine & (theirs | (_MOVES & stated.around))


def rival(
    claim: Statement, matches: Sequence[Statement], others: Sequence[Statement]
) -> Statement | None:
    """Another value of which the evidence says what the claim says of its own, if there is one.

    ``matches`` are the places where the value itself stands, ``others`` the other values.
    """
    if (other := in_clause(claim, matches, others)) is not None:
        return other
    if not is_enough(claim):
        return None
    own = max((overlap(claim.near, claim.around, match.around) for match in matches), default=0.0)
    taken = {match.sentence for match in matches}
    best, found = 0.0, None
    for other in others:
        if other.sentence in taken:
            continue
        shared = overlap(claim.near, claim.around, other.around)
        if shared > best:
            best, found = shared, other
    if best >= _SHARED and best - own >= _AHEAD:
        return found
    # Less is enough where the same figures stand beside the rival and none beside the value.
    figures = {term for term in claim.near if term.startswith("v:")}
    shares = found is not None and bool(figures & found.around)
    return found if shares and best >= _FIGURES and own <= _NONE else None


def in_clause(
    claim: Statement, matches: Sequence[Statement], others: Sequence[Statement]
) -> Statement | None:
    """A rival whose clause says just what the claim's says, where the value's own says nothing."""
    if len(claim.near) < _FEWEST:
        return None
    own = max((overlap(claim.near, (), match.near) for match in matches), default=0.0)
    for other in others if own <= _NOTHING else ():
        if overlap(claim.near, (), other.near) >= _NEARLY_ALL:
            return other
    return None
