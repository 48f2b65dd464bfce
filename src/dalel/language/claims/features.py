"""What speaks for and against a comparison being an error, as numbers between 0 and 1."""

import math
from collections.abc import Iterable, Mapping
from typing import Final

from dalel.domain.claim import OTHER, Amount, Polarity, When
from dalel.language.claims.aligning import (
    UNREAL,
    ClaimAlignment,
    Comparison,
    Slot,
    SlotOutcome,
)
from dalel.language.claims.participants import Keys, Likeness
from dalel.language.claims.placed_values import ValueComparison

_LIKENESS = {
    Likeness.SAME: 1.0,
    Likeness.COMPATIBLE: 0.7,
    Likeness.OPEN: 0.4,
    Likeness.DIFFERENT: 0.0,
}


#: What of an alignment means other things in other slots, and in a contradiction.
_CROSSED: Final = (
    "identity", "weighty", "patient_same", "agent_same", "context", "across", "other", "guessed",
    "their_guessed", "swapped", "beside", "elsewhere",
)  # fmt: skip


def features_of(one: Comparison, languages: Iterable[str]) -> dict[str, float]:
    """The features of a comparison of a slot; ``languages`` are those of the evidence."""
    found = _plain(one, languages)
    against = float(one.outcome is SlotOutcome.CONTRADICTED)
    for name in _CROSSED:
        value = found.get(name, 0.0)
        found[f"against*{name}"] = against * value
        found[f"{one.slot.value}*{name}"] = value
    found[f"slot={one.slot.value}"] = 1.0
    found[f"against*{one.slot.value}"] = against
    found["identity*weighty"] = found.get("identity", 0.0) * found.get("weighty", 0.0)
    return found


def _plain(one: Comparison, languages: Iterable[str]) -> dict[str, float]:
    found = {
        f"outcome={one.outcome.value}": 1.0,
        "other": float(one.claim.claim.deed == OTHER),
        "unsure": float(one.slot.value in one.claim.claim.unsure),
        "guessed": min(1.0, len(one.claim.claim.unsure) / 4),
        "matches": min(1.0, math.log1p(one.matches) / 2),
        "elsewhere": float(one.elsewhere),
        "beside": float(one.beside),
        "own_language": float(one.claim.language in set(languages)),
    }
    found |= _mine(one)
    if one.best is not None:
        found |= _best(one, one.best)
    return found


def _mine(one: Comparison) -> Mapping[str, float]:
    claim = one.claim.claim
    keys = {
        Slot.AGENT: one.claim.agent,
        Slot.PATIENT: one.claim.patient,
        Slot.VOICE: one.claim.voice,
    }
    return {
        "denied": float(claim.polarity is Polarity.DENIED),
        "unreal": float(claim.mode in UNREAL),
        f"mode={claim.mode.value}": 1.0,
        "voiced": float(claim.voice is not None),
        "cued": float(bool(claim.cues)),
        **_named(keys.get(one.slot), "mine"),
    }


def _named(keys: Keys | None, whose: str) -> Mapping[str, float]:
    if keys is None:
        return {}
    return {
        f"{whose}:names": float(bool(keys.names)),
        f"{whose}:codes": float(bool(keys.codes)),
        f"{whose}:roles": float(bool(keys.roles)),
        f"{whose}:quoted": float(bool(keys.quoted)),
    }


def _best(one: Comparison, best: ClaimAlignment) -> Mapping[str, float]:
    other = best.other
    keys = {Slot.AGENT: other.agent, Slot.PATIENT: other.patient, Slot.VOICE: other.voice}
    return {
        "weight": best.weight,
        "context": best.context,
        "amounts": best.amounts,
        "agent": _LIKENESS[best.agent],
        "patient": _LIKENESS[best.patient],
        "swapped": float(best.swapped),
        "identity": identity(best),
        "weighty": float(one.weighty),
        "patient_same": float(best.patient is Likeness.SAME),
        "patient_akin": float(best.patient is Likeness.COMPATIBLE),
        "agent_same": float(best.agent is Likeness.SAME),
        "agent_akin": float(best.agent is Likeness.COMPATIBLE),
        "context_high": max(0.0, best.context - 0.5),
        f"kinship={best.kinship.value}": 1.0,
        "across": float(other.language != one.claim.language),
        "their_unsure": float(one.slot.value in other.claim.unsure),
        "their_guessed": min(1.0, len(other.claim.unsure) / 4),
        "their_denied": float(other.claim.polarity is Polarity.DENIED),
        "their_voiced": float(other.claim.voice is not None),
        "their_cued": float(bool(other.claim.cues)),
        f"their_mode={other.claim.mode.value}": 1.0,
        **_named(keys.get(one.slot), "theirs"),
    }


def identity(best: ClaimAlignment) -> float:
    """How much speaks for two claims being of one happening, beside their deeds: 0 to 1."""
    told = {Likeness.SAME: 1.0, Likeness.COMPATIBLE: 0.5}
    parts = (
        told.get(best.patient, 0.0),
        0.7 * told.get(best.agent, 0.0),
        max(0.0, best.amounts - 0.5) * 2,
        1.5 * best.context,
    )
    return min(1.0, sum(parts) / 2)


def features_of_value(one: ValueComparison, languages: Iterable[str]) -> dict[str, float]:
    """The features of where a value stands."""
    value, same, rival = one.value, one.same, one.rival
    found = {
        f"kind={value.kind.value}": 1.0,
        "absent": float(one.is_absent),
        "derived": float(one.derivation is not None),
        "published": float(one.published),
        "echoed": float(one.echoed),
        "likeness": one.likeness,
        "rivalry": one.rivalry,
        "ahead": max(0.0, one.rivalry - one.likeness),
        "behind": max(0.0, one.likeness - one.rivalry),
        "places": min(1.0, math.log1p(one.places) / 2),
        "own_language": float(value.language in set(languages)),
        "claimed": float(bool(value.claims)),
        f"unit={value.unit}": 1.0,
    }
    if value.amount is not None:
        found |= _of_amount(value.amount)
    if value.when is not None:
        found |= _of_when(value.when)
    if value.keys is not None:
        found |= {**_named(value.keys, "mine"), f"role={value.role}": 1.0}
    for whose, other in (("same", same), ("rival", rival)):
        if other is not None:
            both = bool(value.counted and other.counted)
            found |= {
                f"{whose}:across": float(other.language != value.language),
                f"{whose}:counted": float(both and bool(value.counted & other.counted)),
                f"{whose}:uncounted": float(both and not value.counted & other.counted),
                f"{whose}:near": len(value.near & other.near)
                / max(1, min(len(value.near), len(other.near))),
                f"{whose}:role": float(bool(value.role) and value.role == other.role),
                f"{whose}:swapped": float(
                    bool(value.role and other.role) and value.role != other.role
                ),
                f"{whose}:around": len(value.around & other.around)
                / max(1, min(len(value.around), len(other.around))),
            }
    return found


def _of_when(when: When) -> Mapping[str, float]:
    return {
        f"precision={when.precision}": 1.0,
        "open": float(when.iso is None),
        "calendar": float(any(c.isdigit() for c in when.words)),
    }


#: Amounts that stand in many texts without being told: two sides, three months.
_SMALL, _DOZEN = 3, 12
#: A number of so many figures is nobody's round one.
_PLAIN: Final = 2


def _of_amount(amount: Amount) -> Mapping[str, float]:
    figures = len(amount.value.normalize().as_tuple().digits)
    return {
        "small": float(amount.value <= _SMALL),
        "dozen": float(amount.value <= _DOZEN),
        "digits": float(any(c.isdigit() for c in amount.words)),
        "figures": float(figures > _PLAIN),
        f"bound={amount.bound.value}": 1.0,
        "counts": float(amount.counted is not None),
        "part": float(amount.share_of is not None),
    }
