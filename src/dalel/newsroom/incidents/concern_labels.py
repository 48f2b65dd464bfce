"""Wording of recorded concerns, in the language of the screen."""

from dataclasses import replace
from datetime import date
from typing import Final

from dalel.domain.concern import Concern
from dalel.language.wording import ConcernWording, Gettext, advice_on, reason_of
from dalel.newsroom.incidents.legal_wording import WORDING as LEGAL
from dalel.newsroom.incidents.proof_wording import WORDING as PROOF
from dalel.newsroom.incidents.queries.legal_advice import ASKED
from dalel.pack import Pack
from dalel.publish.views.dates import wording
from dalel.steps.bulletins.lint.wording import WORDING as LINT
from dalel.steps.check.facts.wording import WORDING as FACTS
from dalel.steps.check.parity.wording import WORDING as PARITY
from dalel.steps.check.wording import WORDING as CHECK

#: A room with concerns of its own is a line here.
WORDINGS: Final[dict[str, ConcernWording]] = {**LINT, **CHECK, **FACTS, **PARITY, **PROOF, **LEGAL}
_RULES: Final = frozenset(name.partition(".")[0] for name in WORDINGS)


#: Concerns about codes: of which variable of the codebook their excerpt is.
_CODED: Final = {
    "comment_not_sought": "actor",
    "actor_alleged": "actor",
    "status_old": "case_status",
    "status_undated": "case_status",
    "stage_superseded": "case_status",
}
#: Values of concerns that are codes, by the variable they belong to.
_VALUES: Final = {"actors": "actor", "latest": "case_status", "verification": "verification"}
#: Values that are stages of the naming rule.
_STAGES: Final = ("was", "now")
#: Rules that are about what has happened since: their concerns end once somebody has looked again.
LOOKED_AGAIN: Final = frozenset(
    {
        *("newer_articles", "planned_past", "source_since", "stage_superseded"),
        *("status_old", "status_pending", "status_undated"),
    }
)


def labelled(concern: Concern, pack: Pack, language: str) -> Concern:
    """The concern with the pack's wording in this language in place of codes."""
    codebook = pack.codebook

    def words(variable: str, codes: str) -> str:
        terms = codebook.term_by_code[variable]
        named = (
            terms[code].labels.get(language, code) if code in terms else code
            for code in codes.split(", ")
        )
        return ", ".join(named)

    values = {
        name: words(_VALUES[name], value) if name in _VALUES else value
        for name, value in concern.values.items()
    }
    schemes = {scheme.code: scheme.labels for scheme in pack.privacy.identity}
    rows = {row.name: row.reason for row in pack.naming.rules}
    for name, of, labels in (("number", "scheme", schemes), ("why", "row", rows)):
        found = labels.get(values.get(of, ""), {}).get(language)
        values |= {name: found} if found else {}
    stages = pack.naming.stages
    values |= {
        name: stages[values[name]].get(language, values[name])
        for name in _STAGES
        if values.get(name) in stages
    }
    if concern.rule == ASKED:
        values |= {"day": wording(language).day(date.fromisoformat(values["day"]))}
    variable = _CODED.get(concern.rule)
    excerpt = words(variable, concern.excerpt) if variable else concern.excerpt
    return replace(concern, values=values, excerpt=excerpt)


def reason(concern: Concern, say: Gettext) -> str:
    """Why it is a concern; one of a rule that is gone is called by the rule's name."""
    return reason_of(concern, WORDINGS, say) if concern.rule in _RULES else concern.rule


def advice(concern: Concern, say: Gettext) -> str:
    """What to do about it; nothing for a rule that is gone."""
    return advice_on(concern, WORDINGS, say) if concern.rule in _RULES else ""
