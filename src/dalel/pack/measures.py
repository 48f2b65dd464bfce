"""Which rules for its figures does a pack state, and do they fit its codebook?"""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

from dalel.domain.codebook import Codebook
from dalel.domain.errors import PackError
from dalel.domain.measure_rules import MeasureRules
from dalel.domain.measuring import Level
from dalel.pack.files import read

_FILE: Final = "measures.toml"


@cache
def measure_rules(folder: Path) -> MeasureRules:
    """The rules of a pack; one without ``measures.toml`` calls every level "not enough data".

    :raises PackError: when the file is not what it should be.
    """
    return read(folder, _FILE, MeasureRules) if (folder / _FILE).exists() else MeasureRules()


def check_measures(rules: MeasureRules, codebook: Codebook) -> None:
    """Compare the rules with the codebook.

    :raises PackError: for the first code that the codebook does not have.
    """
    for key, problem in _problems(rules, codebook):
        raise PackError(_FILE, key, problem)


def _problems(rules: MeasureRules, codebook: Codebook) -> Iterator[tuple[str, str]]:
    terms = codebook.term_by_code
    used = (
        ("strands.law", rules.strands.law, "event_type"),
        ("strands.remedy", rules.strands.remedy, "event_type"),
        ("cases.none", rules.cases.none, "case_status"),
        ("cases.settled", rules.cases.settled, "case_status"),
        ("level.verified", rules.level.verified, "verification"),
        ("level.contested", rules.level.contested, "verification"),
        ("level.rules", tuple(rule.direction for rule in rules.level.rules), "direction"),
    )
    for key, codes, variable in used:
        for code in codes:
            if code not in terms[variable]:
                yield key, f"{code!r} is not known"
    for index, rule in enumerate(rules.level.rules):
        if rule.count < 1:
            yield f"level.rules[{index}].count", "a level needs at least one entry"
        if rule.level is Level.UNKNOWN:
            yield f"level.rules[{index}].level", "not enough data is where every level starts"
