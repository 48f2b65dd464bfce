"""Comparison of the evidence with seals that somebody else kept, its witnesses.

Whoever keeps the evidence can make all chains and seals anew, so that nothing in them is wrong. A
seal that lies elsewhere stays what it is: the evidence agrees with it up to there, or not at all.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import accumulate
from typing import Final

from dalel.domain.public_seal import PublicSeal
from dalel.steps.archive.findings import ArchiveFault, Fault, WitnessProof
from dalel.steps.archive.ledger import Barred, Classed, Kept, LedgerLine, Sealed, Withheld
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
        lists: Iterable[Collection[PublicSeal]] = (),
    ) -> None:
        """``sealed`` are the seals that are here, ``proved`` the links that authorities signed.

        ``lists`` are those of the witnesses that name every seal up to their last one.
        """
        here = sorted(sealed.items(), key=lambda pair: (pair[1].time, pair[0]))
        named = {seal.link for seal in witnesses}
        self._agreed = tuple(
            PublicSeal(day=day_of(event.time), link=link) for link, event in here if link in named
        )
        self._differing = tuple(seal for seal in witnesses if seal.link not in sealed)
        left_out = set().union(*(_left_out(here, whole) for whole in lists))
        self._unlisted = tuple(
            PublicSeal(day=day_of(event.time), link=link)
            for link, event in here
            if link in left_out
        )
        held = [(link, event) for link, event in here if link in named or link in proved]
        self._times = [event.time for _, event in held]
        self._heads = [{head.chain: head.number for head in event.heads} for _, event in held]
        self._least: dict[str, list[int]] = {}
        self._until = PublicSeal(day=day_of(held[-1][1].time), link=held[-1][0]) if held else None
        self._unproved = Counter[date]()
        self._decisions = 0
        self._backdated: list[tuple[LedgerLine, datetime]] = []

    def look(self, line: LedgerLine) -> None:
        """Take up a line: whether the seals of witnesses name it, and whether they ought to."""
        if isinstance(line.event, Withheld | Barred | Classed) and self._is_behind(line):
            self._decisions += 1
        if not isinstance(line.event, Kept):
            return
        if self._is_behind(line):
            self._unproved[day_of(line.event.time)] += 1
        place = bisect_right(self._times, _later(line.event.time))
        if place < len(self._times) and self._least_of(line.chain)[place] < line.number:
            without = (
                time
                for time, heads in zip(self._times[place:], self._heads[place:], strict=True)
                if heads.get(line.chain, 0) < line.number
            )
            self._backdated.append((line, next(without)))

    def _is_behind(self, line: LedgerLine) -> bool:
        """Whether the last seal that is held does not name it."""
        return not self._heads or self._heads[-1].get(line.chain, 0) < line.number

    def _least_of(self, chain: str) -> list[int]:
        """For each held seal the least that it, or one behind it, names of a chain.

        Each witness holds by itself: that one seal names a line says nothing of the next one.
        """
        if chain not in self._least:
            numbers = [heads.get(chain, 0) for heads in reversed(self._heads)]
            self._least[chain] = [*accumulate(numbers, min)][::-1]
        return self._least[chain]

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
        if self._unlisted:
            what = (
                f"{len(self._unlisted)} seals are not in a list of others that goes on behind "
                f"them, the first of {self._unlisted[0].day}: they were set later than they say"
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
                day=day_of(line.event.time) if isinstance(line.event, Kept) else None,
            )

    def proof(self) -> WitnessProof:
        """How far all is proved, once all lines were looked at."""
        return WitnessProof(
            agreed=self._agreed,
            differing=self._differing,
            unlisted=self._unlisted,
            until=self._until,
            unproved=tuple(sorted(self._unproved.items())),
            undated=self._decisions,
        )


def _later(time: datetime) -> datetime:
    """The time by which a capture stands in a chain; the last of all when there is none such."""
    try:
        return time + SLACK
    except OverflowError:
        return datetime.max.replace(tzinfo=UTC)


def _left_out(here: Sequence[tuple[str, Sealed]], whole: Collection[PublicSeal]) -> Iterator[str]:
    """The seals that ought to stand in a list, being older than its last one that is here."""
    listed = {seal.link for seal in whole}
    last = max((event.time for link, event in here if link in listed), default=None)
    if last is not None:
        yield from (
            link for link, event in here if link not in listed and _later(event.time) < last
        )
