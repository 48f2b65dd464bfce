"""Concerns that a fact report raises: blocking errors and warnings."""

from dalel.domain.concern import Concern, Weight
from dalel.steps.check.facts.findings import CheckedClaim, ClaimVerdict, FactReport

#: The rule of every concern about a fact: a waiver survives when the check finds another reason.
RULE = "fact"
#: The rule of what only a language model doubts: it is asked seldom, and its word is kept apart.
OPINION = "opinion"


def concerns_of(
    report: FactReport, *, field: str, language: str, entry: str | None = None
) -> tuple[Concern, ...]:
    """What holds the text back, as errors, and what asks for a look, as warnings.

    A concern's id hashes rule, field, language and the words in doubt
    (``dalel.domain.concern.concern_id``), so it survives edits elsewhere in the text.
    """
    return tuple(
        _concern(finding, field, language, entry)
        for finding in report.findings
        if finding.verdict is not ClaimVerdict.SUPPORTED
    )


def _concern(finding: CheckedClaim, field: str, language: str, entry: str | None) -> Concern:
    held = finding.verdict is ClaimVerdict.UNSUPPORTED
    return Concern(
        rule=OPINION if finding.reason.code == "model" else RULE,
        weight=Weight.ERROR if held else Weight.WARNING,
        excerpt=finding.text,
        entry=entry,
        field=field,
        language=language,
        values={"of": finding.reason.code, "kind": finding.kind, **finding.reason.values},
    )
