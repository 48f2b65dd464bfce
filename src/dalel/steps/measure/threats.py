"""Who narrows rights, whose, by what means, and what became of it?"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date
from itertools import pairwise, product
from typing import Final

from dalel.domain.attention import Flow, Threat, ThreatMap, Use
from dalel.domain.measure_rules import MeasureRules
from dalel.domain.measuring import Counted

_NARROWS: Final = frozenset({"negative", "mixed"})
_USES: Final[Mapping[str, Callable[[Counted], Collection[str]]]] = {
    "statute": lambda entry: entry.statutes,
    "platform": lambda entry: entry.platforms,
    "place": lambda entry: entry.places,
}
_REPEATED: Final = 2


def threat_map(
    entries: Iterable[Counted],
    cases: Iterable[Sequence[str]],
    rules: MeasureRules,
    as_of: date,
) -> ThreatMap:
    """The map of the entries that narrow rights, as of a day; ``cases`` are chains of numbers.

    Who is only alleged to have acted stands nowhere by name: such entries are counted as such.
    """
    told = [
        entry
        for entry in entries
        if entry.direction in _NARROWS
        and entry.verification not in rules.level.contested
        and not (entry.period and (entry.day or entry.period.first) > as_of)
    ]
    return ThreatMap(
        entries=len(told),
        established=sum(bool(entry.actors) for entry in told),
        threats=_threats(told),
        uses={name: _uses(told, codes_of) for name, codes_of in _USES.items()},
        flows=_flows(told, cases, rules),
        hit=tuple(
            use for use in _uses(told, lambda entry: entry.hit) if len(use.numbers) >= _REPEATED
        ),
    )


def _threats(entries: Sequence[Counted]) -> tuple[Threat, ...]:
    numbers: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    alleged: dict[tuple[str, str, str], int] = defaultdict(int)
    for entry in entries:
        actors = entry.actors or ("",)
        for key in product(actors, entry.targets or ("",), entry.means or ("",)):
            numbers[key].append(entry.number)
            alleged[key] += bool(not entry.actors and entry.alleged)
    return tuple(
        Threat(
            actor=key[0],
            target=key[1],
            means=key[2],
            numbers=tuple(sorted(found)),
            alleged=alleged[key],
        )
        for key, found in sorted(numbers.items(), key=lambda one: (-len(one[1]), one[0]))
    )


def _uses(
    entries: Iterable[Counted], codes_of: Callable[[Counted], Collection[str]]
) -> tuple[Use, ...]:
    numbers: dict[str, list[str]] = defaultdict(list)
    for entry in entries:
        for code in dict.fromkeys(codes_of(entry)):
            numbers[code].append(entry.number)
    return tuple(
        Use(code=code, numbers=tuple(sorted(found)))
        for code, found in sorted(numbers.items(), key=lambda one: (-len(one[1]), one[0]))
    )


def _flows(
    entries: Sequence[Counted], cases: Iterable[Sequence[str]], rules: MeasureRules
) -> tuple[Flow, ...]:
    """Steps from one status to the next, within each entry, or each case that entries form."""
    by_number = {entry.number: entry for entry in entries}
    chains = [[by_number[n] for n in case if n in by_number] for case in cases]
    in_case = {entry.number for chain in chains for entry in chain}
    chains += [[entry] for entry in entries if entry.number not in in_case]
    numbers: dict[tuple[str, str], set[str]] = defaultdict(set)
    for chain in chains:
        steps = sorted(step for entry in chain for step in _steps(entry, rules))
        for (_, start, one), (_, end, other) in pairwise(steps):
            if start != end:
                numbers[start, end] |= {one, other}
    return tuple(
        Flow(start=start, end=end, numbers=tuple(sorted(found)))
        for (start, end), found in sorted(numbers.items(), key=lambda one: (-len(one[1]), one[0]))
    )


def _steps(entry: Counted, rules: MeasureRules) -> list[tuple[date, str, str]]:
    """The dated statuses of an entry: those that people noted, and the one it was coded with."""
    steps = [(day, status, entry.number) for day, status in entry.steps]
    if entry.period and entry.case_status not in {*rules.cases.none, ""} and not steps:
        steps.append((entry.day or entry.period.first, entry.case_status, entry.number))
    return steps
