"""The usual reasons for which a concern stands, by what it is about; each is chosen by one press.

A reason says what the person found who compared the words, never that nothing need be compared.
Concerns that only a person's own words can answer have none: who may be named beyond an office,
private numbers, minors, addresses on the deny-list, what a lawyer was asked.
"""

from collections.abc import Mapping
from typing import Any, Final, Protocol

from dalel.domain.concern import Weight
from dalel.domain.states import ConcernState


class AnyConcern(Protocol):
    """A concern, or its row."""

    @property
    def rule(self) -> str: ...
    @property
    def values(self) -> Mapping[str, Any]: ...
    @property
    def state(self) -> str: ...
    @property
    def weight(self) -> str: ...


_QUOTED: Final = ("quoted_so",)
_INSTITUTION: Final = ("institution",)
_UNTOLD: Final = ("untold",)
#: By kind of what is claimed, what the words may have in common with the source, or other language.
_BY_KIND: Final[Mapping[str, tuple[str, ...]]] = {
    "number": ("same_figure",),
    "percent": ("same_figure",),
    "money": ("same_figure",),
    "date": ("same_day",),
    "name": ("same_name",),
    "place": ("same_place",),
    "statute": ("same_provision",),
    "outcome": ("same_outcome",),
    "quote": ("translated",),
}
#: What the source need not say, as long as nobody says otherwise.
_KNOWN: Final = frozenset({"name", "place"})
_FIGURES: Final = frozenset({"number", "percent", "money"})
#: By rule, or by rule and the value ``of``, of concerns that are not about claims.
_BY_RULE: Final[Mapping[str, tuple[str, ...]]] = {
    "name_undecided": ("no_person", "on_duty"),
    "guilt": ("in_force", "others_words"),
    "cause_unconfirmed": ("established", "others_words"),
    "claim_confirmed": ("established",),
    "private_detail.phone": _INSTITUTION,
    "private_detail.email": _INSTITUTION,
    "private_detail.address": _INSTITUTION,
    "leak_gap": _UNTOLD,
    "term_wrong": _QUOTED,
    "date_style": _QUOTED,
    "marks": _QUOTED,
    "letters_mixed": _QUOTED,
    "abbreviation": ("familiar", *_QUOTED),
    "length": ("no_shorter",),
    "one_link": ("first_hand",),
    "opinion": ("worded_so", "other_words"),
}
_FACT, _PARITY = "fact", "parity"
#: Claims that one press may let stand with others of their kind. Who did what, to whom, at which
#: step, by which provision, in whose words and under which name is looked at one by one, and so is
#: what a source has otherwise, and what one language lacks: there is no sentence to show beside it.
_TOGETHER_KINDS: Final = frozenset({"number", "percent", "money", "date", "place"})
_TOGETHER: Final = frozenset({(_FACT, "nowhere"), (_PARITY, "differs")})


def usual_reasons(concern: AnyConcern) -> tuple[str, ...]:
    """The codes of the usual reasons for a concern, the likeliest first; none for some.

    One that stands has the reason for which it is opened again.
    """
    if concern.state != ConcernState.OPEN:
        return ("by_mistake",)
    of, kind = concern.values.get("of", ""), concern.values.get("kind", "")
    if concern.rule == _FACT:
        return _of_fact(of, kind)
    if concern.rule == _PARITY:
        return _of_difference(of, kind)
    return _BY_RULE.get(f"{concern.rule}.{of}", _BY_RULE.get(concern.rule, ()))


def kind_of(concern: AnyConcern) -> str:
    """What kind of claim it is that may be let stand with others; empty: one that stands alone."""
    of, kind = concern.values.get("of", ""), concern.values.get("kind", "")
    may_go = (concern.rule, of) in _TOGETHER and kind in _TOGETHER_KINDS
    holds = concern.weight == Weight.ERROR and concern.state == ConcernState.OPEN
    return f"{concern.rule} {of} {kind}" if may_go and holds else ""


def _of_fact(of: str, kind: str) -> tuple[str, ...]:
    if of == "disputed":
        return ("firmer",)
    if of in {"moving_day", "look_alike", "no_such_day"}:
        return _QUOTED
    return (
        "worded_so",
        *_BY_KIND.get(kind, ("other_words",)),
        *(("worked_out",) if kind in _FIGURES else ()),
        *(("well_known",) if kind in _KNOWN and of == "nowhere" else ()),
    )


def _of_difference(of: str, kind: str) -> tuple[str, ...]:
    if of == "link":
        return ("page_of_one",)
    return (
        "both_same",
        *_BY_KIND.get(kind, ()),
        *(("needless",) if of == "one_side" else ()),
    )
