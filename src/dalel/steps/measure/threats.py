"""The threat map: who narrows rights, whose, by what means, and with what outcome."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date
from itertools import pairwise, product
from typing import Final, TypeVar

from dalel.domain.attention import CodeUse, Flow, Threat, ThreatMap
from dalel.domain.count_board import Counted
from dalel.domain.measure_rules import MeasureRules

_USES: Final[Mapping[str, Callable[[Counted], Collection[str]]]] = {
    "statute": lambda entry: entry.statutes,
    "platform": lambda entry: entry.platforms,
    "place": lambda entry: entry.places,
}
_HIT: Final = "hit"
_REPEATED: Final = 2
_NONE: Final = ("",)
#: An actor, a target, a means.
_Key = tuple[str, str, str]
#: When which status was reached, and by which entry.
_Step = tuple[date, str, str]
Code = TypeVar("Code", str, _Key)


class Threads:
    """Who narrows rights, whose and how, as a record grows, as of a day.

    Who is only alleged to have acted stands nowhere by name: such entries are counted as such.
    """

    def __init__(self, rules: MeasureRules, as_of: date) -> None:
        self._as_of = as_of
        self._contested = frozenset(rules.level.contested)
        self._no_case = frozenset((*rules.cases.none, ""))
        self._entries = 0
        self._established = 0
        self._numbers: dict[_Key, list[str]] = defaultdict(list)
        self._alleged: dict[_Key, int] = defaultdict(int)
        self._uses: dict[str, dict[str, list[str]]] = {
            name: defaultdict(list) for name in (*_USES, _HIT)
        }
        self._steps: dict[str, list[_Step]] = {}

    def add(self, entry: Counted) -> None:
        """Take one more entry in, where it narrows rights and is neither contested nor to come."""
        if not entry.narrows or entry.verification in self._contested:
            return
        if entry.period and (entry.day or entry.period.first) > self._as_of:
            return
        self._entries += 1
        self._established += bool(entry.actors)
        is_alleged = bool(not entry.actors and entry.alleged)
        for key in product(entry.actors or _NONE, entry.targets or _NONE, entry.means or _NONE):
            self._numbers[key].append(entry.number)
            self._alleged[key] += is_alleged
        for name, codes_of in _USES.items():
            for code in dict.fromkeys(codes_of(entry)):
                self._uses[name][code].append(entry.number)
        for name in dict.fromkeys(entry.hit):
            self._uses[_HIT][name].append(entry.number)
        if steps := self._steps_of(entry):
            self._steps[entry.number] = steps

    def map(self, cases: Iterable[Sequence[str]]) -> ThreatMap:
        """The map as it stands now; ``cases`` are chains of numbers."""
        return ThreatMap(
            entries=self._entries,
            established=self._established,
            threats=tuple(
                Threat(
                    actor=key[0],
                    target=key[1],
                    means=key[2],
                    numbers=numbers,
                    alleged=self._alleged[key],
                )
                for key, numbers in _most_first(self._numbers)
            ),
            uses={name: _used(self._uses[name]) for name in _USES},
            flows=self._flows(cases),
            hit=tuple(use for use in _used(self._uses[_HIT]) if len(use.numbers) >= _REPEATED),
        )

    def _steps_of(self, entry: Counted) -> list[_Step]:
        """The dated statuses of an entry: those people noted, else the one it was coded with."""
        steps = [(day, status, entry.number) for day, status in entry.steps]
        if not steps and entry.period and entry.case_status not in self._no_case:
            steps.append((entry.day or entry.period.first, entry.case_status, entry.number))
        return steps

    def _flows(self, cases: Iterable[Sequence[str]]) -> tuple[Flow, ...]:
        """Steps from one status to the next, within each entry, or each case that entries form."""
        chains = [[self._steps.get(number, []) for number in case] for case in cases]
        in_case = {step[2] for chain in chains for steps in chain for step in steps}
        # An entry by itself needs two steps to go anywhere.
        chains += [
            [steps]
            for number, steps in self._steps.items()
            if len(steps) > 1 and number not in in_case
        ]
        numbers: dict[tuple[str, str], set[str]] = defaultdict(set)
        for chain in chains:
            in_order = sorted(step for steps in chain for step in steps)
            for (_, start, one), (_, end, other) in pairwise(in_order):
                if start != end:
                    numbers[start, end] |= {one, other}
        return tuple(
            Flow(start=start, end=end, numbers=tuple(sorted(found)))
            for (start, end), found in sorted(
                numbers.items(), key=lambda one: (-len(one[1]), one[0])
            )
        )


def threat_map(
    entries: Iterable[Counted],
    cases: Iterable[Sequence[str]],
    rules: MeasureRules,
    as_of: date,
) -> ThreatMap:
    """The map of some entries; see ``Threads``."""
    threads = Threads(rules, as_of)
    for entry in entries:
        threads.add(entry)
    return threads.map(cases)


def _used(numbers: Mapping[str, list[str]]) -> tuple[CodeUse, ...]:
    return tuple(CodeUse(code=code, numbers=found) for code, found in _most_first(numbers))


def _most_first(numbers: Mapping[Code, list[str]]) -> list[tuple[Code, tuple[str, ...]]]:
    """The codes of most entries first, each with its numbers in order."""
    for found in numbers.values():
        # In place: the next time all but what was added since is in order.
        found.sort()
    in_order = sorted(numbers.items(), key=lambda one: (-len(one[1]), one[0]))
    return [(code, tuple(found)) for code, found in in_order]
