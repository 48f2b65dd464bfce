"""The fact check of a text against its evidence."""

from dalel.steps.check.facts.checking import Judge, check_facts, check_values
from dalel.steps.check.facts.concerns import concerns_of
from dalel.steps.check.facts.evidence import PreparedArticle, PreparedEvidence, prepare
from dalel.steps.check.facts.findings import (
    CheckedClaim,
    ClaimKind,
    ClaimVerdict,
    FactReport,
    Support,
)

__all__ = [
    "CheckedClaim",
    "ClaimKind",
    "ClaimVerdict",
    "FactReport",
    "Judge",
    "PreparedArticle",
    "PreparedEvidence",
    "Support",
    "check_facts",
    "check_values",
    "concerns_of",
    "prepare",
]
