"""The linter of past bulletins: all concerns that the rules raise, by line."""

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from dalel.domain.bulletin import Bulletin
from dalel.domain.concern import Concern
from dalel.domain.incident import Codes
from dalel.domain.lexicon import Lexicon
from dalel.pack.lexicon import lexicon
from dalel.pack.pack_records import Pack
from dalel.steps.bulletins.lint.accounts import handle_same
from dalel.steps.bulletins.lint.age import (
    bilingual,
    case_fields,
    entity_period,
    source_date_lt_claim,
    stale_period,
)
from dalel.steps.bulletins.lint.calendar import date_missing, date_no_year, date_relative
from dalel.steps.bulletins.lint.conflicts import (
    claim_conflict,
    date_conflict,
    mrp_year,
    number_conflict,
    number_title_only,
    same_happening,
)
from dalel.steps.bulletins.lint.links import (
    host_unknown,
    self_source,
    single_source,
    url_bracket,
    url_tracking,
)
from dalel.steps.bulletins.lint.sections import section_rule
from dalel.steps.bulletins.lint.sheet import LintSheet
from dalel.steps.bulletins.lint.sourcing import attribution, interested, secondary
from dalel.steps.bulletins.lint.structure import issue_period, para_broken, title_missing
from dalel.steps.bulletins.lint.terms import abbrev, mixed_script, term
from dalel.steps.bulletins.lint.titles import modality, title_body

Rule = Callable[[LintSheet], Iterable[Concern]]

#: A new rule is a function and a line here.
RULES: Final[dict[str, Rule]] = {
    "issue_period": issue_period,
    "title_missing": title_missing,
    "para_broken": para_broken,
    "url_tracking": url_tracking,
    "url_bracket": url_bracket,
    "host_unknown": host_unknown,
    "self_source": self_source,
    "single_source": single_source,
    "date_missing": date_missing,
    "date_no_year": date_no_year,
    "date_relative": date_relative,
    "handle_same": handle_same,
    "term": term,
    "abbrev": abbrev,
    "mixed_script": mixed_script,
    "section_rule": section_rule,
    "title_body": title_body,
    "modality": modality,
    "number_conflict": number_conflict,
    "number_title_only": number_title_only,
    "date_conflict": date_conflict,
    "mrp_year": mrp_year,
    "claim_conflict": claim_conflict,
    "same_happening": same_happening,
    "stale_period": stale_period,
    "source_date_lt_claim": source_date_lt_claim,
    "entity_period": entity_period,
    "secondary": secondary,
    "interested": interested,
    "attribution": attribution,
    "case_fields": case_fields,
    "bilingual": bilingual,
}


def lint(
    bulletin: Bulletin,
    pack: Pack,
    codes: Mapping[str, Codes] | None = None,
    words: Lexicon | None = None,
) -> tuple[Concern, ...]:
    """What the rules find in a bulletin, by line; what concerns the whole file comes first.

    ``codes`` are those that people gave the entries, by ``section.order``; ``words`` is the pack's
    lexicon, if it is at hand.
    """
    sheet = LintSheet(bulletin, pack, codes or {}, words or lexicon(pack.folder, pack))
    concerns = [concern for rule in RULES.values() for concern in rule(sheet)]
    return tuple(sorted(concerns, key=lambda concern: concern.line or 0))
