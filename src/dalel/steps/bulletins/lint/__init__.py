"""What is wrong in a past bulletin?"""

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from dalel.domain.bulletin import Bulletin
from dalel.domain.concern import Concern
from dalel.domain.incident import Codes
from dalel.pack.contents import Pack
from dalel.steps.bulletins.lint.accounts import handle_same
from dalel.steps.bulletins.lint.calendar import date_missing, date_no_year, date_relative
from dalel.steps.bulletins.lint.links import (
    host_unknown,
    self_source,
    single_source,
    url_bracket,
    url_tracking,
)
from dalel.steps.bulletins.lint.sections import section_rule
from dalel.steps.bulletins.lint.sheet import Sheet
from dalel.steps.bulletins.lint.structure import issue_period, para_broken, title_missing
from dalel.steps.bulletins.lint.terms import abbrev, mixed_script, term

Rule = Callable[[Sheet], Iterable[Concern]]

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
}


def lint(
    bulletin: Bulletin, pack: Pack, codes: Mapping[str, Codes] | None = None
) -> tuple[Concern, ...]:
    """What the rules find in a bulletin, by line; what concerns the whole file comes first.

    ``codes`` are those that people gave the entries, by ``section.order``.
    """
    sheet = Sheet(bulletin, pack, codes or {})
    concerns = [concern for rule in RULES.values() for concern in rule(sheet)]
    return tuple(sorted(concerns, key=lambda concern: concern.line or 0))
