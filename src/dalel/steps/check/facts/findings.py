"""Findings of the fact check: claim kinds, verdicts, supports and the report."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from dalel.domain.evidence import TextSpan
from dalel.domain.facts import Fact, FactKind
from dalel.domain.reason import Reason


class ClaimKind(StrEnum):
    """What kind of thing is claimed, as editors and exams name it."""

    NUMBER = "number"
    DATE = "date"
    NAME = "name"
    PLACE = "place"
    STATUTE = "statute"
    MONEY = "money"
    PERCENT = "percent"
    QUOTE = "quote"
    OUTCOME = "outcome"


class ClaimVerdict(StrEnum):
    """Whether the evidence bears a claim out; an unclear one asks for an editor's eye."""

    SUPPORTED = "supported"
    UNSUPPORTED = "unsupported"
    UNCLEAR = "unclear"


class Mechanism(StrEnum):
    """How a text goes wrong: its values stand nowhere, or are another's, or the deed is turned."""

    ABSENT = "absent"
    BOUND_ELSEWHERE = "bound_elsewhere"
    DOER = "doer"
    POLARITY = "polarity"
    MODE = "mode"
    STAGE = "stage"
    ATTRIBUTION = "attribution"
    ROLE = "role"
    #: The articles tell it differently; the text need not be wrong.
    DISPUTED = "disputed"


#: A person, a body, a host and a handle are all names.
CLAIMED = {
    FactKind.NUMBER: ClaimKind.NUMBER,
    FactKind.PERCENT: ClaimKind.PERCENT,
    FactKind.MONEY: ClaimKind.MONEY,
    FactKind.DATE: ClaimKind.DATE,
    FactKind.STATUTE: ClaimKind.STATUTE,
    FactKind.PLACE: ClaimKind.PLACE,
    FactKind.PERSON: ClaimKind.NAME,
    FactKind.ORGANISATION: ClaimKind.NAME,
    FactKind.QUOTE: ClaimKind.QUOTE,
    FactKind.HANDLE: ClaimKind.NAME,
    FactKind.HOST: ClaimKind.NAME,
    FactKind.OUTCOME: ClaimKind.OUTCOME,
}

#: What a doubt of the reading of values is about, by the code of its reason.
MECHANISMS: Final[Mapping[str, Mechanism]] = {
    **dict.fromkeys(
        (
            "no_evidence",
            "nowhere",
            "no_such_day",
            "no_name",
            "other_first_name",
            "no_office",
            "unlike",
            "look_alike",
        ),
        Mechanism.ABSENT,
    ),
    **dict.fromkeys(
        (
            "another_thing",
            "another_owner",
            "another_step",
            "another_value",
            "apart",
            "of_other_act",
        ),
        Mechanism.BOUND_ELSEWHERE,
    ),
    "exchanged": Mechanism.DOER,
    "another_role": Mechanism.ROLE,
    "denied": Mechanism.POLARITY,
    "not_called": Mechanism.ATTRIBUTION,
    "only_wanted": Mechanism.MODE,
    "other_outcome": Mechanism.STAGE,
    "no_outcome": Mechanism.STAGE,
}


#: Reasons that something stands nowhere in the evidence, which speaks of nothing else instead.
SILENT: Final = frozenset({"nowhere", "no_name"})


@dataclass(frozen=True, kw_only=True)
class Support:
    """The stretch of evidence that bears a claim out, or speaks against it.

    ``article`` is the article's id; ``field`` is ``title`` or ``text``, in which ``span`` counts.
    """

    article: str
    field: str
    span: TextSpan
    text: str


@dataclass(frozen=True, kw_only=True)
class CheckedClaim:
    """One claim of a text and what became of it.

    ``confidence`` is between 0 and 1: how often a verdict reached in this way is right, as an order
    and not as a measured share. ``against`` is what another article tells instead of the support.
    """

    kind: ClaimKind
    verdict: ClaimVerdict
    span: TextSpan
    text: str
    reason: Reason
    confidence: float
    support: Support | None = None
    mechanism: Mechanism | None = None
    against: Support | None = None
    value: str = ""


@dataclass(frozen=True, kw_only=True)
class FactReport:
    """All claims of a text in order of their place."""

    findings: tuple[CheckedClaim, ...]

    @property
    def unsupported(self) -> tuple[CheckedClaim, ...]:
        """The claims that hold a text back."""
        return self._with(ClaimVerdict.UNSUPPORTED)

    @property
    def hints(self) -> tuple[CheckedClaim, ...]:
        """The claims that an editor should look at."""
        return self._with(ClaimVerdict.UNCLEAR)

    def _with(self, verdict: ClaimVerdict) -> tuple[CheckedClaim, ...]:
        return tuple(each for each in self.findings if each.verdict is verdict)


def found(
    fact: Fact,
    verdict: ClaimVerdict,
    code: str,
    confidence: float,
    support: Support | None = None,
    **values: str,
) -> CheckedClaim:
    """The finding about a fact; its reason is filled with what the evidence says."""
    return CheckedClaim(
        kind=CLAIMED[fact.kind],
        verdict=verdict,
        span=fact.span,
        text=fact.text,
        reason=Reason(code=code, values=_told(fact.text, support) | values),
        confidence=confidence,
        support=support,
        mechanism=MECHANISMS.get(code),
        value=f"{fact.value} {fact.unit or ''}".strip(),
    )


def each_once(findings: Iterable[CheckedClaim]) -> Iterator[CheckedClaim]:
    """Findings without those that miss the same thing again, in whatever form it is told there.

    A place or a day that is told four times and stands nowhere else is one question.
    """
    told: set[tuple[ClaimKind, ClaimVerdict, str, str]] = set()
    for one in findings:
        key = (one.kind, one.verdict, one.reason.code, one.value)
        if one.value and one.reason.code in SILENT:
            if key in told:
                continue
            told.add(key)
        yield one


def _told(text: str, support: Support | None) -> dict[str, str]:
    return {"claim": text, "evidence": support.text if support else ""}


def in_order(findings: Iterable[CheckedClaim]) -> tuple[CheckedClaim, ...]:
    """Findings by their place in the text, longer ones first."""
    return tuple(sorted(findings, key=lambda each: (each.span.start, -each.span.end)))
