"""The observed level of a right in a period, by the pack's rule."""

from collections.abc import Mapping

from dalel.domain.count_board import NOTHING, Level, PeriodLength, Strand
from dalel.domain.measure_rules import LevelRule, LevelRules
from dalel.domain.reason import Reason

#: How many entries have a direction, a severity, are verified, and belong to a strand.
Profile = Mapping[tuple[str, int, bool, Strand], int]


def level_of(profile: Profile, span: PeriodLength, rules: LevelRules) -> tuple[Level, Reason]:
    """The level, and the rule that gives it. "Not enough data" unless a rule lifts it from there.

    Entries about remedies say what became of a wrong, so they are no further wrongs or rights.
    """
    entries = {key: count for key, count in profile.items() if key[3] is not Strand.REMEDY}
    coded = sum(entries.values())
    verified = sum(count for (_, _, is_verified, _), count in entries.items() if is_verified)
    if not coded:
        return Level.UNKNOWN, NOTHING
    if coded < rules.least_entries or verified < rules.least_verified:
        return Level.UNKNOWN, _reason(
            "level_too_few",
            coded=coded,
            verified=verified,
            least=rules.least_entries,
            least_verified=rules.least_verified,
        )
    for rule in rules.rules:
        count, needed = _matching(entries, rule), rule.count * rules.scale.get(span, 1)
        if count >= needed and not _speaks_against(entries, rule):
            return rule.level, _reason(
                _code(rule), count=count, needed=needed, severity=rule.severity, of=coded
            )
    return Level.UNKNOWN, _reason("level_undecided", coded=coded)


def _matching(entries: Profile, rule: LevelRule) -> int:
    return sum(
        count
        for (direction, severity, is_verified, _), count in entries.items()
        if direction == rule.direction
        and severity >= rule.severity
        and (is_verified or not rule.verified)
    )


def _speaks_against(entries: Profile, rule: LevelRule) -> bool:
    least = rule.unless_negative
    return least is not None and any(
        direction == "negative" and severity >= least for direction, severity, _, _ in entries
    )


def _code(rule: LevelRule) -> str:
    if rule.direction == "positive":
        return "level_by_widening"
    return "level_by_verified" if rule.verified else "level_by_entries"


def _reason(code: str, **values: int) -> Reason:
    return Reason(code=code, values={name: str(value) for name, value in values.items()})
