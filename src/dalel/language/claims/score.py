"""Scores read claims against gold ones, slot by slot.

A gold claim is met by the read one whose trigger overlaps its own: of several the one with its
deed, then the longest overlap. Slots are counted over the gold claims; words are the same when at
least half of the words of the longer stand in both.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from dalel.domain.claim import OTHER, Amount, Claim, Mention

_WORD: Final = re.compile(r"\w+")
_HALF: Final = 0.5
#: What the gold writes before a deed for which its own list has no entry.
_UNLISTED: Final = f"{OTHER}:"
SLOTS: Final = (
    "found", "deed", "polarity", "mode", "voice", "agent", "patient", "amounts", "when", "where",
    "law",
)  # fmt: skip


class ClaimScore:
    """Counts, by language, how many gold claims have each slot right."""

    def __init__(self, listed: frozenset[str]) -> None:
        """``listed`` are the deeds that the gold itself names; others it calls ``other:...``."""
        self._listed = listed
        self._right: Counter[tuple[str, str]] = Counter()
        self._gold: Counter[str] = Counter()
        self._read: Counter[str] = Counter()

    def add(
        self, language: str, gold: Sequence[Mapping[str, Any]], read: Iterable[Claim]
    ) -> list[tuple[Mapping[str, Any], Claim | None, frozenset[str]]]:
        """Count one text's claims; for each gold one what met it and the slots that are wrong."""
        free = list(read)
        self._read[language] += len(free)
        pairs = []
        for wanted in gold:
            met = self._met(wanted, free)
            if met is not None:
                free.remove(met)
            wrong = frozenset(SLOTS) - self._right_slots(wanted, met)
            self._gold[language] += 1
            for slot in SLOTS:
                self._right[language, slot] += slot not in wrong
            pairs.append((wanted, met, wrong))
        return pairs

    def figures(self) -> dict[str, dict[str, float]]:
        """By language the share of gold claims with each slot right, and how many were read."""
        return {
            language: {
                "gold": gold,
                "read": self._read[language],
                **{slot: round(self._right[language, slot] / gold, 3) for slot in SLOTS},
            }
            for language, gold in sorted(self._gold.items())
        }

    def _met(self, wanted: Mapping[str, Any], free: Iterable[Claim]) -> Claim | None:
        start, end = wanted["trigger_at"]
        best, most = None, (False, 0)
        for claim in free:
            overlap = min(end, claim.trigger.end) - max(start, claim.trigger.start)
            weight = (self._same_deed(wanted["deed"], claim.deed), overlap)
            if overlap > 0 and weight > most:
                best, most = claim, weight
        return best

    def _same_deed(self, wanted: str, deed: str) -> bool:
        return deed not in self._listed if wanted.startswith(_UNLISTED) else deed == wanted

    def _right_slots(self, wanted: Mapping[str, Any], met: Claim | None) -> set[str]:
        if met is None:
            return set()
        right = {"found"}
        right |= {"deed"} if self._same_deed(wanted["deed"], met.deed) else set()
        right |= {slot for slot in ("polarity", "mode") if wanted[slot] == getattr(met, slot)}
        right |= {
            slot
            for slot in ("voice", "agent", "patient", "where", "law")
            if same_words(wanted[slot], getattr(met, slot))
        }
        right |= {"amounts"} if _same_amounts(wanted["amounts"], met.amounts) else set()
        iso = wanted["when"]["iso"] if wanted["when"] else None
        told = met.when is not None
        if told == bool(wanted["when"]) and (met.when.iso if met.when else None) == iso:
            right.add("when")
        return right


def same_words(wanted: str | None, read: Mention | None) -> bool:
    """Whether two slots hold the same: nothing, or half of the longer one's words."""
    if wanted is None or read is None:
        return wanted is None and read is None
    first, second = (Counter(_WORD.findall(words.lower())) for words in (wanted, read.words))
    shared = (first & second).total()
    return shared >= _HALF * max(first.total(), second.total())


def _same_amounts(wanted: Sequence[Mapping[str, Any]], read: Iterable[Amount]) -> bool:
    first = Counter(_key(each) for each in wanted)
    second = Counter(_values(each) for each in read)
    return first == second


def _key(amount: Mapping[str, Any]) -> tuple[tuple[float, ...], str, str]:
    value = amount["value"]
    values = tuple(map(float, value if isinstance(value, list) else [value]))
    return values, amount["unit"], amount["bound"]


def _values(amount: Amount) -> tuple[tuple[float, ...], str, str]:
    values = [float(each) for each in (amount.value, amount.upper) if each is not None]
    return tuple(values), amount.unit, amount.bound.value
