"""Forms of Kazakh verbs: stem, voice, negation, tense and nominal endings of a word.

A form is a stem, suffixes of voice (passive -ыл/-ын, causative -тыр/-ғыз/-т, reciprocal -ыс),
-ма/-ме, and one suffix of tense, participle, converb, verbal noun, condition or wish; participles
and verbal nouns go on as nouns do.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from dalel.language.kk.cases import Case
from dalel.language.kk.sounds import SOFTENED, VOWELS, fits, harmonise


class Tense(StrEnum):
    """The last suffix of a verb, in the terms of grammars."""

    PAST = "past"
    PERFECT = "perfect"
    CONVERB = "converb"
    CONVERB_A = "converb_a"
    PRESENT = "present"
    HABITUAL = "habitual"
    AORIST = "aorist"
    INTENTION = "intention"
    NOUN = "noun"
    CONDITION = "condition"
    OPTATIVE = "optative"
    WISH = "wish"
    UNTIL = "until"


#: Tenses whose forms may stand before a noun, or be nouns themselves.
PARTICIPLES: Final = frozenset({Tense.PERFECT, Tense.HABITUAL, Tense.AORIST, Tense.INTENTION})


@dataclass(frozen=True, slots=True)
class VerbForm:
    """A verb's word taken apart; ``length`` is that of its stem as it stands."""

    stem: str
    tense: Tense
    length: int
    passive: bool = False
    causative: bool = False
    negated: bool = False
    possessed: bool = False
    case: Case = Case.NOM

    @property
    def bare(self) -> bool:
        """Whether it has no nominal ending."""
        return not self.possessed and self.case is Case.NOM


_VOICE: Final = r"(?P<voice>(?:[ыі]?[лн]|[дт][ыі]р|[ғгқк][ыі]з|[ыі]?т|[ғгқк][ае]з|[ыі]?с)*?)"
_NOMINAL: Final = (
    r"(?P<dyk>[дт][ыі][қкғг](?=[ыіт]|$))?(?P<plural>лар|лер|дар|дер|тар|тер)?"
    r"(?P<possessed>с?[ыі](?=$|н|мен)|[ыі]?м(?:[ыі]з)?(?=$|н|д|а|е))?"
    r"(?P<case>н?[ыі]ң|[дт][ыі]ң|н?д[ае]|т[ае]|н[ае]н|[дт][ае]н|[нғгқк][ае]|нш[ае]|ш[ае]|"
    r"н[ыі]?|[дт][ыі]|[мбп]ен|с[ыі]з|[дт][ае]й|н?[дт]?[ае]?ғ[ыі]|[дт][ае]г[іы])?"
)
_TENSES: Final = (
    (Tense.PAST, r"[дт][ыі](?:м|ң|қ|к|ңыз|ңіз|ңдар|ңдер)?"),
    (Tense.PERFECT, r"[ғгқк][ае]н" + _NOMINAL),
    (Tense.PAST, r"(?:ып|іп|п)т[ыі]"),
    (Tense.CONVERB, r"(?:ып|іп|п)"),
    (Tense.PRESENT, r"[аейя](?:д[ыі]|м[ыі]н|м[ыі]з|с[ыі]ң|с[ыі]з)"),
    (Tense.HABITUAL, r"[аейя]т[ыі]н" + _NOMINAL),
    (Tense.AORIST, r"(?:ар|ер|р|(?<=[ае])с)(?:[дт]?[ае]й|т[ае]н)?"),
    (Tense.INTENTION, r"[мбп][ае][қк](?:ш[ыі])?"),
    (Tense.NOUN, r"[ую]" + _NOMINAL),
    (Tense.CONDITION, r"с[ае](?:м|ң|қ|к)?"),
    (Tense.CONVERB_A, r"[аейя](?:[ыі]нша)?"),
    (Tense.OPTATIVE, r"с[ыі]н"),
    (Tense.WISH, r"[ғгқк][ыі](?:с[ыі]|м)"),
    (Tense.UNTIL, r"[ғгқк](?:анша|енше|ал[ыі]|ел[іы])"),
)
_NEGATION: Final = r"(?P<negated>[мбп][ае](?![қк]))?"
_PATTERNS: Final = tuple(
    (tense, re.compile(_VOICE + _NEGATION + f"(?P<end>{end})$")) for tense, end in _TENSES
)
_CASE_OF: Final = (
    (re.compile(r"ғ[ыі]$|г[іы]$"), Case.ATTR),
    (re.compile(r"[ыі]ң$"), Case.GEN),
    (re.compile(r"[дтн][ае]н$"), Case.ABL),
    (re.compile(r"[дт][ае]$"), Case.LOC),
    (re.compile(r"[нғгқк][ае]$"), Case.DAT),
    (re.compile(r"н?ш[ае]$"), Case.AS_SAID),
    (re.compile(r"[мбп]ен$"), Case.INS),
    (re.compile(r"с[ыі]з$"), Case.WITHOUT),
    (re.compile(r"[дт][ае]й$"), Case.LIKE),
    (re.compile(r"(?:н|[дтн][ыі])$"), Case.ACC),
)
_SHORTEST: Final = 2
#: What a verb made from a noun ends in: -ла, -лан, -ланды.
_MADE: Final = re.compile(
    r"^(?P<stem>\w{2,}?(?:[лдт][ае]))(?=(?:н|л|с|т|нд[ыі]р|т[ыі]р|м[ае]|ғ|г|д|й|у|п|с|р)+)"
)


class VerbForms:
    """Takes words apart into the stems that it knows, and, where asked, others."""

    def __init__(self, stems: Iterable[str]) -> None:
        """``stems`` are as the imperative has them."""
        self._surfaces: Mapping[str, tuple[tuple[str, str], ...]] = _surfaces(stems)
        self._longest = max(map(len, self._surfaces), default=0)
        self._kept: dict[str, tuple[VerbForm, ...]] = {}

    def known(self, low: str) -> tuple[VerbForm, ...]:
        """All readings of the word as a form of known stems, the longest stem first."""
        kept = self._kept.get(low)
        if kept is None:
            kept = self._kept[low] = tuple(self._read(low))
        return kept

    def _read(self, low: str) -> Iterator[VerbForm]:
        for length in range(min(len(low), self._longest), _SHORTEST - 1, -1):
            for stem, before in self._surfaces.get(low[:length], ()):
                rest = low[length:]
                if rest and re.match(before, rest):
                    yield from _forms(stem, low[:length], rest)


def guessed(low: str) -> VerbForm | None:
    """The word as a form of a verb that is made from a noun (жоспарлаған); None if none."""
    found = _MADE.match(low)
    if not found:
        return None
    surface = found["stem"]
    if not harmonise(surface[:-1], surface[-1]) or not fits(surface[-3], surface[-2]):
        return None
    form = next(_forms(surface, surface, low[len(surface) :]), None)
    return form if form and form.tense not in {Tense.AORIST, Tense.CONVERB_A} else None


def _surfaces(stems: Iterable[str]) -> dict[str, tuple[tuple[str, str], ...]]:
    """The shapes that stems take, each with a pattern of what follows it."""
    found: dict[str, list[tuple[str, str]]] = {}
    for stem in dict.fromkeys(stems):
        last = stem[-1]
        if last in SOFTENED and len(stem) > 2:
            found.setdefault(stem, []).append((stem, r"[^аеыіую]"))
            found.setdefault(stem[:-1] + SOFTENED[last], []).append((stem, r"[аеыіую]"))
        elif last == "й":
            found.setdefault(stem, []).append((stem, r"[^ую]"))
            found.setdefault(stem[:-1], []).append((stem, r"[яую]"))
        elif last in "ыі":
            found.setdefault(stem, []).append((stem, r"[^у]"))
            found.setdefault(stem[:-1], []).append((stem, r"у"))
        else:
            found.setdefault(stem, []).append((stem, ""))
    return {surface: tuple(each) for surface, each in found.items()}


def _forms(stem: str, surface: str, rest: str) -> Iterator[VerbForm]:
    for tense, pattern in _PATTERNS:
        found = pattern.match(rest)
        if found and _sounds_right(surface, rest, found):
            yield _form(stem, surface, tense, found)
            return


def _sounds_right(surface: str, rest: str, found: re.Match[str]) -> bool:
    if not harmonise(surface, rest):
        return False
    end = found["end"]
    before = (surface + rest[: found.start("end")])[-1]
    if end[0] in "дтғгқк" and not _fits_tense(before, end[0]):
        return False
    # A vowel follows only a consonant, and й and п only a vowel.
    if end[0] in "аеыі" and before in VOWELS and before != "и":
        return False
    if end[0] in "йп" and before not in VOWELS:
        return False
    return end != "р" or before in VOWELS


def _fits_tense(before: str, first: str) -> bool:
    hard = before in "кқпстфхцчшщбвгд"
    return hard if first in "тқк" else not hard


def _form(stem: str, surface: str, tense: Tense, found: re.Match[str]) -> VerbForm:
    groups = found.groupdict()
    voice = groups["voice"] or ""
    end = groups["end"]
    negated = bool(groups["negated"])
    return VerbForm(
        stem=stem,
        tense=tense,
        length=len(surface),
        passive=re.search(r"[лн]$", voice) is not None,
        causative=re.search(r"(?:[дт][ыі]р|[ғгқк][ыіае]з|т)$", voice) is not None
        or re.search(r"(?:[дт][ыі]р|[ғгқк][ыіае]з)[ыі]?[лн]$", voice) is not None,
        negated=negated,
        possessed=bool(groups.get("possessed")),
        case=_case(groups.get("case") or "") if not end.startswith("с") else Case.NOM,
    )


def _case(ending: str) -> Case:
    return next((case for pattern, case in _CASE_OF if pattern.search(ending)), Case.NOM)
