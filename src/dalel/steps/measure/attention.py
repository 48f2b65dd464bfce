"""The attention list: what needs a closer look, each line by a stated rule."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from dalel.domain.attention import Attention, Choice, Why
from dalel.domain.change import Changes
from dalel.domain.count_board import Counted
from dalel.domain.measure_rules import MeasureRules
from dalel.domain.reason import Reason

#: Of which variable a code can be new, and what that is called.
_NEW: Final[tuple[tuple[Why, str, Callable[[Counted], Collection[str]]], ...]] = (
    (Why.NEW_TACTIC, "means", lambda entry: entry.means),
    (Why.NEW_ACTOR, "actor", lambda entry: entry.actors),
    (Why.NEW_STATUTE, "statute", lambda entry: entry.statutes),
)
_MONTH: Final = 30
_PLACES: Final = {why: place for place, why in enumerate(Why)}


@dataclass(frozen=True, kw_only=True)
class Silence:
    """A source from which less came than usual."""

    source: str
    since: date
    expected: float


class Lookout:
    """What needs a closer look, by each rule, as a record grows, as of a day."""

    def __init__(self, rules: MeasureRules, as_of: date) -> None:
        self._rules = rules
        self._as_of = as_of
        self._contested = frozenset(rules.level.contested)
        self._settled = frozenset((*rules.cases.none, *rules.cases.settled, ""))
        self._lines: list[Attention] = []
        self._new = _New(as_of - timedelta(days=rules.attention.days))

    def add(self, entry: Counted) -> None:
        """Look at one more entry. What is contested or dated later is not looked at.

        What has no date happened by the end of the edition that told it first, which is enough to
        say that it is grave or reaches far.
        """
        when = _when(entry)
        latest = when or entry.printed
        if entry.verification in self._contested or latest is None or latest > self._as_of:
            return
        found = [self._grave(entry, latest), self._far(entry, latest)]
        if when:
            self._new.add(entry, when)
            found.append(self._open(entry, when))
        self._lines += filter(None, found)

    def lines(self, changes: Changes, silences: Iterable[Silence]) -> tuple[Attention, ...]:
        """All that a rule puts on the list, kind by kind, the weightiest first."""
        # In place: the next time all but what was added since is in order.
        self._lines.sort(key=_order)
        others = (*_growth(changes), *self._new.lines(self._rules), *_silent(silences))
        return tuple(sorted((*self._lines, *others), key=_order))

    def _grave(self, entry: Counted, when: date) -> Attention | None:
        """Serious entries for some time; one step graver, twice as long."""
        rules = self._rules.attention
        above = entry.severity - rules.severity
        if above < 0 or not entry.narrows:
            return None
        if when < self._as_of - timedelta(days=rules.days * (1 + (above > 0))):
            return None
        return _of_entry(
            Why.SEVERITY,
            entry,
            Reason(
                code="attention_severity",
                values={"severity": str(entry.severity), "least": str(rules.severity)},
            ),
            weight=entry.severity + (entry.verification in self._rules.level.verified) / 2,
        )

    def _far(self, entry: Counted, when: date) -> Attention | None:
        rules, people = self._rules.attention, entry.effect.people or 0
        if people < rules.people or when < self._as_of - timedelta(days=2 * rules.days):
            return None
        reason = Reason(code="attention_reach", values={"people": str(people)})
        return _of_entry(Why.REACH, entry, reason, weight=people)

    def _open(self, entry: Counted, when: date) -> Attention | None:
        if entry.case_status in self._settled:
            return None
        # Of a happening of some month or year nobody knows more than that it was over by its end.
        latest = when if entry.day or entry.period is None else entry.period.last
        last = max((day for day, _ in entry.steps), default=latest)
        days = (self._as_of - last).days
        if days < self._rules.attention.unresolved_days:
            return None
        reason = Reason(code="attention_unresolved", values={"days": str(days)})
        return _of_entry(Why.UNRESOLVED, entry, reason, weight=days)


class _New:
    """Codes that stand only in recent entries, while there is a record before these."""

    def __init__(self, start: date) -> None:
        self._start = start
        self._first = start
        self._before = 0
        self._known: dict[Why, set[str]] = defaultdict(set)
        self._recent: dict[Why, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))

    def add(self, entry: Counted, when: date) -> None:
        """Take one more entry in."""
        if when < self._start:
            self._before += 1
            self._first = min(self._first, when)
            for why, _, codes_of in _NEW:
                self._known[why].update(codes_of(entry))
            return
        for why, _, codes_of in _NEW:
            for code in dict.fromkeys(codes_of(entry)):
                self._recent[why][code].append(entry.number)

    def lines(self, rules: MeasureRules) -> Iterator[Attention]:
        """What is new, where the record is long enough to say so."""
        months, least = (self._start - self._first).days // _MONTH, rules.attention
        if months < least.earlier_months or self._before < least.earlier_entries:
            return
        for why, variable, _ in _NEW:
            for code in sorted(self._recent[why].keys() - self._known[why]):
                numbers = tuple(sorted(self._recent[why][code]))
                yield Attention(
                    why=why,
                    variable=variable,
                    code=code,
                    numbers=numbers,
                    reason=Reason(
                        code="attention_new",
                        values={"months": str(months), "entries": str(self._before)},
                    ),
                    key=f"{why}:{variable}:{code}",
                    weight=len(numbers),
                )


def attention(
    entries: Iterable[Counted],
    changes: Changes,
    silences: Iterable[Silence],
    rules: MeasureRules,
    as_of: date,
) -> tuple[Attention, ...]:
    """The list of some entries; see ``Lookout``."""
    lookout = Lookout(rules, as_of)
    for entry in entries:
        lookout.add(entry)
    return lookout.lines(changes, silences)


def _order(line: Attention) -> tuple[int, float, str]:
    return _PLACES[line.why], -line.weight, line.key


def chosen(lines: Iterable[Attention], choices: Mapping[str, Choice]) -> tuple[Attention, ...]:
    """The list as editors left it: pinned lines first, dismissed ones last."""
    marked = [replace(line, choice=choices.get(line.key)) for line in lines]
    places = {Choice.PINNED: 0, None: 1, Choice.DISMISSED: 2}
    return tuple(sorted(marked, key=lambda line: places[line.choice]))


def _when(entry: Counted) -> date | None:
    return entry.day or (entry.period.first if entry.period else None)


def _growth(changes: Changes) -> Iterator[Attention]:
    for trend in changes.trends:
        if trend.rises and changes.last:
            kind, code = trend.subject.kind.value, trend.subject.code
            yield Attention(
                why=Why.GROWTH,
                variable=kind,
                code=code,
                numbers=trend.numbers,
                reason=Reason(
                    code="attention_growth",
                    values={
                        "recent": str(trend.recent),
                        "months": str(changes.recent),
                        "low": f"{trend.low:.1f}",
                        "high": f"{trend.high:.1f}",
                    },
                ),
                key=f"{Why.GROWTH}:{kind}:{code}:{changes.last.name}",
                weight=trend.low,
            )


def _silent(silences: Iterable[Silence]) -> Iterator[Attention]:
    for silence in silences:
        yield Attention(
            why=Why.SILENCE,
            variable="source",
            code=silence.source,
            numbers=(),
            reason=Reason(
                code="attention_silence",
                values={
                    "since": silence.since.isoformat(),
                    "expected": f"{silence.expected:.0f}",
                },
            ),
            key=f"{Why.SILENCE}:{silence.source}:{silence.since.isoformat()}",
            weight=silence.expected,
        )


def _of_entry(why: Why, entry: Counted, reason: Reason, *, weight: float) -> Attention:
    return Attention(
        why=why,
        variable="event_type",
        code=entry.event_type,
        numbers=(entry.number,),
        reason=reason,
        key=f"{why}:{entry.number}",
        weight=weight,
    )
