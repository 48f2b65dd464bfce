"""Which facts of a text does its evidence bear out?"""

from dalel.steps.check.facts.checking import Judge, check_facts
from dalel.steps.check.facts.concerns import concerns_of
from dalel.steps.check.facts.evidence import Evidence, PreparedArticle, prepare
from dalel.steps.check.facts.findings import (
    ClaimKind,
    FactReport,
    Finding,
    Support,
    Verdict,
)

__all__ = [
    "ClaimKind",
    "Evidence",
    "FactReport",
    "Finding",
    "Judge",
    "PreparedArticle",
    "Support",
    "Verdict",
    "check_facts",
    "concerns_of",
    "prepare",
]
