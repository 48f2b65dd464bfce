"""Placeholders for what a translation must not touch, and what is put back in their stead.

A name, a number, a date, a sum, a provision or a term stands in the text that is translated as a
mark like ``Z1Z``. A mark that comes back lost, doubled or changed, or any figure beside the marks,
makes the translation worthless: it is not guessed what was meant.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from dalel.domain.errors import DalelError
from dalel.domain.evidence import TextSpan
from dalel.language.kk.cases import Case
from dalel.language.kk.noun_inflection import decline

#: Forms of marks; which of them a model's tokenizer gives back is found when it is taken in.
MARKS: Final = ("Z{}Z", "[{}]", "<{}>")
_DIGIT: Final = re.compile(r"\d")
#: Endings that a Kazakh sentence may put behind a mark, with or without a hyphen.
_ENDING: Final = re.compile(r"[-‑–]?(?P<ending>[а-яәіңғүұқөһ]+)")
_CASES: Final = (
    (re.compile(r"[ндт][ыі]ң"), Case.GEN),
    (re.compile(r"[ғгқк][ае]|н?[ае]"), Case.DAT),
    (re.compile(r"[ндт][ыі]"), Case.ACC),
    (re.compile(r"н?[дт][ае]"), Case.LOC),
    (re.compile(r"н?[днт][ае]н"), Case.ABL),
    (re.compile(r"[мбп]ен"), Case.INS),
    (re.compile(r"н?[дт][ае][ғг][ыі]"), Case.ATTR),
)
#: Which case a Russian preposition asks of a place.
_PREPOSITIONS: Final[Mapping[str, str]] = {
    **dict.fromkeys(("в", "во", "на", "о", "об"), "loc"),
    **dict.fromkeys(("из", "от", "до", "для", "у", "без", "после", "около"), "gen"),
    **dict.fromkeys(("к", "ко", "по"), "dat"),
    **dict.fromkeys(("с", "со", "между", "перед", "над", "под"), "ins"),
}
_LAST_WORD: Final = re.compile(r"(\w+)\s*$")


class LostFenceError(DalelError):
    """A translation lost, doubled or changed what was fenced."""


@dataclass(frozen=True, kw_only=True)
class Fence:
    """What stands behind a mark: the words of the source, and those of the other language.

    ``forms`` are cases of ``said`` where rules do not give them; ``adverbial`` marks a date that
    answers "when", whose form is ``on``. ``fixed``: it has one form in every case.
    """

    span: TextSpan
    said: str
    forms: Mapping[str, str] = field(default_factory=dict)
    adverbial: bool = False
    fixed: bool = False


@dataclass(frozen=True, kw_only=True)
class Unfenced:
    """A translation with everything put back, and where each fence's words stand in it."""

    text: str
    spans: tuple[TextSpan, ...]


def fence(text: str, fences: Sequence[Fence], mark: str) -> str:
    """The text with marks in place of what is fenced; ``fences`` in the order of their places."""
    pieces, at = [], 0
    for number, one in enumerate(fences, start=1):
        pieces += [text[at : one.span.start], mark.format(number)]
        at = one.span.end
    return "".join([*pieces, text[at:]])


def is_free_of(text: str, mark: str) -> bool:
    """Whether nothing in a text looks like a mark of this form."""
    return _finder(mark).search(text) is None


def unfence(answer: str, fences: Sequence[Fence], mark: str, language: str) -> Unfenced:
    """The answer with what was fenced put back, in the case that the sentence asks for.

    :raises LostFenceError: when a mark is not there exactly once, or stands in a form that its
        words cannot take.
    """
    found = list(_finder(mark).finditer(answer))
    if sorted(int(one["number"]) for one in found) != list(range(1, len(fences) + 1)):
        raise LostFenceError("a mark was lost, doubled or invented")
    put = _IN_LANGUAGES.get(language)
    if put is None:
        raise LostFenceError(f"nothing can be put back in {language}")
    text, at = "", 0
    spans: dict[int, TextSpan] = {}
    for one in found:
        between = answer[at : one.start()]
        if _DIGIT.search(between):
            raise LostFenceError("a figure stands beside the marks")
        text += between
        number = int(one["number"])
        words, at = put(fences[number - 1], text, answer, one.end())
        if not text.strip(" «„\"'"):
            words = words[:1].upper() + words[1:]
        spans[number] = TextSpan(start=len(text), end=len(text) + len(words))
        text += words
    if _DIGIT.search(answer[at:]):
        raise LostFenceError("a figure stands beside the marks")
    text += answer[at:]
    return Unfenced(text=text, spans=tuple(spans[number] for number in sorted(spans)))


def _finder(mark: str) -> re.Pattern[str]:
    before, _, after = mark.partition("{}")
    # Some models part a mark with spaces, or bend the case of its letters.
    return re.compile(
        rf"(?<!\w){re.escape(before)}\s?(?P<number>\d{{1,2}})\s?{re.escape(after)}", re.IGNORECASE
    )


def _in_kazakh(one: Fence, _before: str, answer: str, at: int) -> tuple[str, int]:
    match = _ENDING.match(answer, at)
    if match is None:
        return (one.forms.get("on") or one.said) if one.adverbial else one.said, at
    case = next((case for form, case in _CASES if form.fullmatch(match["ending"])), None)
    if case is None:
        raise LostFenceError(f"an ending that is no case: {match['ending']}")
    if case is Case.LOC and "on" in one.forms:
        return one.forms["on"], match.end()
    return one.forms.get(case.value) or decline(one.said, case), match.end()


def _in_russian(one: Fence, before: str, answer: str, at: int) -> tuple[str, int]:
    if answer[at : at + 1].isalpha():
        raise LostFenceError("letters stand at a mark")
    if one.adverbial:
        return one.forms.get("on") or one.said, at
    if one.fixed:
        return one.said, at
    last = _LAST_WORD.search(before)
    case = "nom" if not before.strip() else _PREPOSITIONS.get(last[1].lower(), "") if last else ""
    told = one.said if case == "nom" else one.forms.get(case)
    if told is None:
        raise LostFenceError("the case that the sentence asks for is not known")
    return told, at


_IN_LANGUAGES: Final[Mapping[str, Callable[[Fence, str, str, int], tuple[str, int]]]] = {
    "kk": _in_kazakh,
    "ru": _in_russian,
}
