"""Wording of the reasons for which the machine suggests something."""

from collections.abc import Iterable, Mapping
from itertools import chain
from typing import Final

from django.utils.translation import gettext

from dalel.domain.codebook import Statute
from dalel.domain.reason import Reason
from dalel.language.wording import gettext_noop, told
from dalel.newsroom.frame.context import pack
from dalel.newsroom.frame.locale import tongue
from dalel.steps.classify.wording import WORDING as CLASSIFIED
from dalel.steps.group.wording import WORDING as GROUPED

#: Why a story looks like an incident.
LIKENESS: Final[dict[str, str]] = {
    "alike_page": gettext_noop("It cites the same page: %(pages)s."),
    "alike_names": gettext_noop("Both name %(names)s."),
    "alike_statutes": gettext_noop("Both are about %(statutes)s."),
}
#: The wordings of every room that gives reasons; a new room is a line here.
TABLES: Final[tuple[Mapping[str, str], ...]] = (LIKENESS, GROUPED, CLASSIFIED)
_WORDING: Final[dict[str, str]] = dict(chain.from_iterable(one.items() for one in TABLES))

#: The reasons of a place in a story that name facts which its articles share, the telling first.
_FACTS: Final = (
    "same_names",
    "same_statutes",
    "same_bodies",
    "same_numbers",
    "same_dates",
    "same_places",
    "same_step",
)
_MOST_CHIPS: Final = 8


def because(reason: Reason) -> str:
    """A reason in the language of this screen; one that nobody words any more says nothing.

    Reasons stay in rows for years, while rooms change what they say.
    """
    values = {
        key: ", ".join(_cited(value)) if key == "statutes" else value
        for key, value in reason.values.items()
    }
    shown = Reason(code=reason.code, values=values, weight=reason.weight)
    try:
        return told(shown, _WORDING, gettext)
    except KeyError:
        return ""


def chips(reasons: Iterable[Reason]) -> tuple[str, ...]:
    """The facts that several articles share, each once, in the order of what they prove."""
    found: dict[str, None] = {}
    listed = list(reasons)
    for code in _FACTS:
        for reason in listed:
            if reason.code == code:
                shared = reason.values.get("shared", "")
                found |= dict.fromkeys(part for part in shared.split(", ") if part)
    return tuple(found)[:_MOST_CHIPS]


def _cited(codes: str) -> list[str]:
    """Provisions as this language cites them; what the codebook does not know stays a code."""
    book = pack().codebook.term_by_code["statute"]
    language = tongue()
    found = []
    for code in codes.split(", "):
        term = book.get(code)
        found.append(term.citation[language] if isinstance(term, Statute) else code)
    return found
