"""Comparison of the evidence with seals that somebody else kept, its witnesses.

Whoever keeps the evidence can make all chains and seals anew, so that nothing in them is wrong. A
seal that lies elsewhere stays what it is: the evidence agrees with it up to there, or not at all.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Final

from dalel.domain.public_seal import PublicSeal
from dalel.steps.archive.findings import ArchiveFault, Fault, WitnessProof
from dalel.steps.archive.ledger import Kept, LedgerLine, Sealed
from dalel.steps.archive.seals import day_of

#: A page is kept so long after it was asked for, at the most: a capture that is older than a seal
#: by more, and that the seal does not name, was not there when it was set.
SLACK: Final = timedelta(hours=6)


class WitnessCheck:
    """Holds the lines of the chains against the seals that witnesses vouch for."""

    def __init__(
        self,
        sealed: Mapping[str, Sealed],
        witnesses: Collection[PublicSeal],
        proved: Collection[str],
    ) -> None:
        """``sealed`` are the seals that are here, ``proved`` the links that authorities signed."""
        here = sorted(sealed.items(), key=lambda pair: (pair[1].time, pair[0]))
        named = {seal.link for seal in witnesses}
        self._agreed = tuple(
            PublicSeal(day=day_of(event.time), link=link) for link, event in here if link in named
        )
        self._differing = tuple(seal for seal in witnesses if seal.link not in sealed)
        held = [(link, event) for link, event in here if link in named or link in proved]
        self._times = [event.time for _, event in held]
        self._heads = [{head.chain: head.number for head in event.heads} for _, event in held]
        self._until = PublicSeal(day=day_of(held[-1][1].time), link=held[-1][0]) if held else None
        self._unproved = Counter[date]()
        self._backdated: list[tuple[LedgerLine, datetime]] = []

    def look(self, line: LedgerLine) -> None:
        """Take up a line: whether the seals of witnesses name it, and whether they ought to."""
        if not isinstance(line.event, Kept):
            return
        if not self._heads or self._heads[-1].get(line.chain, 0) < line.number:
            self._unproved[day_of(line.event.time)] += 1
        place = bisect_right(self._times, line.event.time + SLACK)
        if place < len(self._times) and self._heads[place].get(line.chain, 0) < line.number:
            self._backdated.append((line, self._times[place]))

    def findings(self) -> Iterator[ArchiveFault]:
        """What differs from the witnesses."""
        if self._differing:
            proof = self.proof()
            since = f"from {proof.first_difference} on" if proof.first_difference else "of some day"
            before = f"; they agree up to {proof.last_agreement}" if proof.last_agreement else ""
            what = (
                f"the evidence is not what others were shown {since}: {len(self._differing)} of "
                f"their seals are not here{before}"
            )
            yield ArchiveFault(fault=Fault.WITNESS, file="", offset=None, what=what)
        if self._backdated:
            line, time = min(self._backdated, key=lambda pair: pair[1])
            what = (
                f"{len(self._backdated)} captures say that they are older than a seal that others "
                f"kept and that does not name them, the first in line {line.number} than the seal "
                f"of {day_of(time)}: they were put in later, or the clock was wrong"
            )
            yield ArchiveFault(
                fault=Fault.WITNESS,
                file=f"{line.chain}.jsonl",
                offset=None,
                what=what,
                capture=line.link,
            )

    def proof(self) -> WitnessProof:
        """How far all is proved, once all lines were looked at."""
        return WitnessProof(
            agreed=self._agreed,
            differing=self._differing,
            until=self._until,
            unproved=tuple(sorted(self._unproved.items())),
        )
