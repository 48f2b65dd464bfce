"""What needs a closer look, by which stated rule?"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from dalel.domain.attention import Attention, Choice, Why
from dalel.domain.change import Changes
from dalel.domain.measure_rules import MeasureRules
from dalel.domain.measuring import Counted
from dalel.domain.reason import Reason

#: Of which variable a code can be new, and what that is called.
_NEW: Final[tuple[tuple[Why, str, Callable[[Counted], Collection[str]]], ...]] = (
    (Why.NEW_TACTIC, "means", lambda entry: entry.means),
    (Why.NEW_ACTOR, "actor", lambda entry: entry.actors),
    (Why.NEW_STATUTE, "statute", lambda entry: entry.statutes),
)
_NARROWS: Final = frozenset({"negative", "mixed"})
_MONTH: Final = 30


@dataclass(frozen=True, kw_only=True)
class Silence:
    """A source from which less came than usual."""

    source: str
    since: date
    expected: float


def attention(
    entries: Iterable[Counted],
    changes: Changes,
    silences: Iterable[Silence],
    rules: MeasureRules,
    as_of: date,
) -> tuple[Attention, ...]:
    """All that a rule puts on the list, kind by kind, the weightiest first."""
    held = frozenset(rules.level.contested)
    told = [
        entry
        for entry in entries
        if entry.verification not in held and (when := _when(entry)) and when <= as_of
    ]
    found = [
        *_growth(changes),
        *_grave(told, rules, as_of),
        *_far(told, rules, as_of),
        *_new(told, rules, as_of),
        *_unresolved(told, rules, as_of),
        *_silent(silences),
    ]
    order = list(Why)
    return tuple(sorted(found, key=lambda one: (order.index(one.why), -one.weight, one.key)))


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


def _grave(entries: Sequence[Counted], rules: MeasureRules, as_of: date) -> Iterator[Attention]:
    """Serious entries for some time; one step graver, twice as long."""
    for entry in entries:
        above = entry.severity - rules.attention.severity
        if above < 0 or entry.direction not in _NARROWS:
            continue
        when = _when(entry)
        if when and when >= as_of - timedelta(days=rules.attention.days * (1 + (above > 0))):
            yield _of_entry(
                Why.SEVERITY,
                entry,
                Reason(code="attention_severity", values={"severity": str(entry.severity)}),
                weight=entry.severity + (entry.verification in rules.level.verified) / 2,
            )


def _far(entries: Sequence[Counted], rules: MeasureRules, as_of: date) -> Iterator[Attention]:
    for entry in entries:
        people, when = entry.effect.people or 0, _when(entry)
        is_recent = when and when >= as_of - timedelta(days=2 * rules.attention.days)
        if people >= rules.attention.people and is_recent:
            reason = Reason(code="attention_reach", values={"people": str(people)})
            yield _of_entry(Why.REACH, entry, reason, weight=people)


def _new(entries: Sequence[Counted], rules: MeasureRules, as_of: date) -> Iterator[Attention]:
    """Codes that stand only in recent entries, while there is a record before these."""
    start = as_of - timedelta(days=rules.attention.days)
    before = [entry for entry in entries if (when := _when(entry)) and when < start]
    first = min((when for entry in before if (when := _when(entry))), default=start)
    months = (start - first).days // _MONTH
    if months < rules.attention.earlier_months or len(before) < rules.attention.earlier_entries:
        return
    for why, variable, codes_of in _NEW:
        known = {code for entry in before for code in codes_of(entry)}
        fresh: dict[str, list[str]] = {}
        for entry in entries:
            for code in set(codes_of(entry)) - known:
                fresh.setdefault(code, []).append(entry.number)
        for code, numbers in sorted(fresh.items()):
            yield Attention(
                why=why,
                variable=variable,
                code=code,
                numbers=tuple(sorted(numbers)),
                reason=Reason(
                    code="attention_new",
                    values={"months": str(months), "entries": str(len(before))},
                ),
                key=f"{why}:{variable}:{code}",
                weight=len(numbers),
            )


def _unresolved(
    entries: Sequence[Counted], rules: MeasureRules, as_of: date
) -> Iterator[Attention]:
    settled = {*rules.cases.none, *rules.cases.settled, ""}
    for entry in entries:
        last = max((day for day, _ in entry.steps), default=_when(entry))
        if entry.case_status in settled or last is None:
            continue
        days = (as_of - last).days
        if days >= rules.attention.unresolved_days:
            reason = Reason(code="attention_unresolved", values={"days": str(days)})
            yield _of_entry(Why.UNRESOLVED, entry, reason, weight=days)


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
