"""Comparison of the claims of a sentence and of its translation, clause for clause.

Stricter than the check of parity, which two people's texts have to pass: a translation says the
same deeds, done, denied, planned or only said, and done by the same to the same; else it fails.
"""

from collections.abc import Sequence
from datetime import date
from typing import Final

from dalel.domain.claim import OTHER, Claim, Mention, Mode, Polarity
from dalel.domain.evidence import TextSpan
from dalel.domain.lexicon import Lexicon
from dalel.language.claims.reading import read_claims

#: Modes that a translation may interchange.
_REAL: Final = frozenset({Mode.DONE, Mode.ONGOING})


def unlike(
    first: tuple[str, str, Sequence[TextSpan]],
    second: tuple[str, str, Sequence[TextSpan]],
    lexicon: Lexicon,
    day: date,
) -> str:
    """How a translation differs from its sentence; empty: it says the same.

    Each is given as its text, its language and the places of what was fenced, in one order.
    """
    mine = read_claims(first[0], first[1], lexicon, day)
    theirs = read_claims(second[0], second[1], lexicon, day)
    told, said = ([one for one in claims if one.deed != OTHER] for claims in (mine, theirs))
    if not told:
        return "what the sentence says was not understood"
    if _denials(mine) != _denials(theirs):
        return "a denial came or went"
    left = list(said)
    for one in told:
        same = next((other for other in left if _alike(one, other, lexicon)), None)
        if same is None:
            return f"{one.lemma} is not told, or told otherwise"
        if _swapped(one, same, first[2], second[2]):
            return f"{one.lemma}: who did it and to whom changed places"
        left.remove(same)
    return f"{left[0].lemma} was added" if left else ""


def _denials(claims: Sequence[Claim]) -> int:
    return sum(one.polarity is Polarity.DENIED for one in claims)


def _alike(one: Claim, other: Claim, lexicon: Lexicon) -> bool:
    return (
        lexicon.deeds.are_near(one.deed, other.deed)
        and one.polarity is other.polarity
        and (one.mode is other.mode or {one.mode, other.mode} <= _REAL)
        and (one.voice is None) == (other.voice is None)
    )


def _swapped(
    one: Claim, other: Claim, mine: Sequence[TextSpan], theirs: Sequence[TextSpan]
) -> bool:
    did, suffered = _named(one.agent, mine), _named(one.patient, mine)
    does, suffers = _named(other.agent, theirs), _named(other.patient, theirs)
    return bool(did & suffers - suffered or suffered & does - did)


def _named(mention: Mention | None, spans: Sequence[TextSpan]) -> frozenset[int]:
    """Which fences stand in a mention."""
    if mention is None:
        return frozenset()
    return frozenset(at for at, span in enumerate(spans) if span.meets(mention.span))
