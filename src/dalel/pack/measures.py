"""Checks the rules for figures against the codebook and the naming rule."""

from collections.abc import Collection, Iterator

from dalel.domain.codebook import Codebook
from dalel.domain.count_board import Level
from dalel.domain.measure_rules import MeasureRules


def problems(
    rules: MeasureRules, codebook: Codebook, roles: Collection[str]
) -> Iterator[tuple[str, str]]:
    """What does not agree with codebook and naming rule, as (key, problem)."""
    known = {**codebook.term_by_code, "role": roles}
    for key, codes, variable in (
        ("strands.law", rules.strands.law, "event_type"),
        ("strands.remedy", rules.strands.remedy, "event_type"),
        ("cases.none", rules.cases.none, "case_status"),
        ("cases.settled", rules.cases.settled, "case_status"),
        ("cases.coming", rules.cases.coming, "case_status"),
        ("level.verified", rules.level.verified, "verification"),
        ("level.contested", rules.level.contested, "verification"),
        ("level.rules", tuple(rule.direction for rule in rules.level.rules), "direction"),
        ("signals.event_types", tuple(rules.signals.event_types.values()), "event_type"),
        ("threats.not_hit", rules.threats.not_hit, "role"),
    ):
        for code in codes:
            if code not in known[variable]:
                yield key, f"{code!r} is not known"
    for index, rule in enumerate(rules.level.rules):
        if rule.count < 1 or rule.level is Level.UNKNOWN:
            yield f"level.rules[{index}]", "a level stands on at least one entry"
