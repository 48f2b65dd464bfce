"""Claims as plain values, for files of JSON."""

from typing import Any

from dalel.domain.claim import Amount, Claim, Mention
from dalel.domain.deeds import DeedTable


def claim_record(claim: Claim, text: str, deeds: DeedTable) -> dict[str, Any]:
    """A claim as plain values, its trigger and cues with their words in ``text``."""
    trigger = claim.trigger
    when = claim.when
    return {
        "deed": claim.deed,
        "lemma": claim.lemma,
        "polarity": claim.polarity.value,
        "mode": claim.mode.value,
        "voice": _words(claim.voice),
        "agent": _words(claim.agent),
        "patient": _words(claim.patient),
        "others": [
            {"role": other.role.value, "words": other.mention.words} for other in claim.others
        ],
        "amounts": [_amount(amount) for amount in claim.amounts],
        "when": when and {"iso": when.iso, "precision": when.precision, "words": when.words},
        "where": _words(claim.where),
        "law": _words(claim.law),
        "stage": deeds.deeds[claim.deed].stage or None if claim.deed in deeds.deeds else None,
        "trigger": text[trigger.start : trigger.end],
        "trigger_at": [trigger.start, trigger.end],
        "cues": [text[cue.start : cue.end] for cue in claim.cues],
        "via": {
            slot: mention.via
            for slot in ("voice", "agent", "patient")
            if (mention := getattr(claim, slot)) and mention.via
        },
        "unsure": sorted(claim.unsure),
    }


def _words(mention: Mention | None) -> str | None:
    return mention.words if mention else None


def _amount(amount: Amount) -> dict[str, Any]:
    told: dict[str, Any] = {
        "value": _number(amount.value),
        "unit": amount.unit,
        "counted": amount.counted,
        "bound": amount.bound.value,
        "words": amount.words,
    }
    if amount.upper is not None:
        told["value"] = [_number(amount.value), _number(amount.upper)]
    if amount.each:
        told["per"] = "each"
    if amount.change:
        told["change"] = amount.change
    if amount.share_of is not None:
        told["share_of"] = _number(amount.share_of)
    return told


def _number(value: Any) -> int | float:
    return int(value) if value == int(value) else float(value)
