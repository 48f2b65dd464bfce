"""Inflection of Kazakh verbs: voice, negation, and the forms that news is told in."""

import re
from enum import StrEnum
from typing import Final

from dalel.language.kk.sounds import SOFTENED, VOWELS, join


class VerbEnding(StrEnum):
    """A form of the third person, or one without person, in the terms of grammars."""

    #: ұстады
    PAST = "past"
    #: ұстаған: a participle too
    PERFECT = "perfect"
    #: ұстайды
    PRESENT = "present"
    #: ұстап
    CONVERB = "converb"
    #: ұстай
    CONVERB_A = "converb_a"
    #: ұстау: declined as nouns are
    NOUN = "noun"
    #: ұстайтын
    HABITUAL = "habitual"
    #: ұстар
    AORIST = "aorist"
    #: ұстамақ
    INTENTION = "intention"
    #: ұстаса
    CONDITION = "condition"
    #: ұстасын
    OPTATIVE = "optative"
    #: ұстауы мүмкін
    POSSIBLE = "possible"
    #: ұстап жатыр
    ONGOING = "ongoing"


#: Suffixes after a consonant, in the notation of ``join``; those that begin with a vowel and are
#: otherwise after a vowel stand in the next table.
_SUFFIXES: Final = {
    VerbEnding.PAST: "DY", VerbEnding.PERFECT: "GAн", VerbEnding.PRESENT: "AдY",
    VerbEnding.CONVERB: "Yп", VerbEnding.CONVERB_A: "A", VerbEnding.NOUN: "у",
    VerbEnding.HABITUAL: "AтYн", VerbEnding.AORIST: "Aр", VerbEnding.INTENTION: "MAK",
    VerbEnding.CONDITION: "сA", VerbEnding.OPTATIVE: "сYн",
}  # fmt: skip
_AFTER_VOWEL: Final = {
    VerbEnding.PRESENT: "йдY", VerbEnding.CONVERB: "п", VerbEnding.CONVERB_A: "й",
    VerbEnding.HABITUAL: "йтYн", VerbEnding.AORIST: "р",
}  # fmt: skip
_AFTER_NEGATION: Final = {VerbEnding.CONVERB: "й", VerbEnding.AORIST: "с"}
_NEGATION: Final = "MA"
_MAY: Final = "мүмкін"
_NOT: Final = "емес"
_ABSENT: Final = "жоқ"
_LIE: Final = "жат"
#: Verbs that are themselves the present of what goes on, and those that go on in -а.
_RESTING: Final = {"жат": "жатыр", "отыр": "отыр", "тұр": "тұр", "жүр": "жүр"}
_GOING: Final = frozenset(("кел", "бар"))
#: Stems that some write as they sound before -йді.
_STEMS: Final = {"кеми": "кемі", "ести": "есті"}
#: Passives that no rule gives.
_PASSIVES: Final = {"де": "делін", "же": "желін"}
#: A vowel after a cluster with л takes -н: жариялан, қабылдан, but айыптал, ұстал.
_WITH_L: Final = re.compile(r"л[^аәеёиоөуұүыіэюя]*[аәеёиоөуұүыіэюя]$")
_SYLLABLES: Final = re.compile(r"[аәеёиоөуұүыіэюя]")


def conjugate(
    stem: str, ending: VerbEnding, *, negated: bool = False, passive: bool = False
) -> str:
    """The verb, as the imperative has it, in another form; of a phrase its last word.

    >>> conjugate("айыппұл сал", VerbEnding.PAST, passive=True)
    'айыппұл салынды'
    >>> conjugate("қара", VerbEnding.PRESENT, negated=True), conjugate("тап", VerbEnding.CONVERB)
    ('қарамайды', 'тауып')
    >>> conjugate("іс қозға", VerbEnding.POSSIBLE), conjugate("тексер", VerbEnding.ONGOING)
    ('іс қозғауы мүмкін', 'тексеріп жатыр')
    """
    before, verb = _parted(passive_stem(stem) if passive else stem)
    if ending is VerbEnding.ONGOING:
        return before + _ongoing(verb, negated=negated)
    if ending is VerbEnding.POSSIBLE:
        noun = _formed(verb, VerbEnding.NOUN, negated=negated)
        return f"{before}{join(noun, 'Y')} {_MAY}"
    if ending is VerbEnding.INTENTION and negated:
        return f"{before}{_formed(verb, ending, negated=False)} {_NOT}"
    return before + _formed(verb, ending, negated=negated)


def passive_stem(stem: str) -> str:
    """The stem of the passive.

    >>> passive_stem("ұста"), passive_stem("тыйым сал"), passive_stem("жап"), passive_stem("бақыла")
    ('ұстал', 'тыйым салын', 'жабыл', 'бақылан')
    """
    before, verb = _parted(stem)
    if verb in _PASSIVES:
        return before + _PASSIVES[verb]
    if verb[-1] in VOWELS and verb[-1] not in "иу":
        return before + verb + ("н" if _WITH_L.search(verb) else "л")
    return before + _before_vowel(verb, "Yн" if verb[-1] == "л" else "Yл")


def _parted(stem: str) -> tuple[str, str]:
    """What stands before the last word or part of a word, and that."""
    start = max(map(stem.rfind, " \u00a0-")) + 1
    return stem[:start], _STEMS.get(stem[start:], stem[start:])


def _formed(verb: str, ending: VerbEnding, *, negated: bool) -> str:
    if negated:
        verb = join(verb, _NEGATION)
        if ending in _AFTER_NEGATION:
            return verb + _AFTER_NEGATION[ending]
    if ending is VerbEnding.NOUN:
        return _verbal_noun(verb)
    suffix = _SUFFIXES[ending]
    if verb[-1] in VOWELS and verb[-1] not in "иу":
        return _after_vowel(verb, _AFTER_VOWEL.get(ending, suffix))
    if suffix[0] in "AY":
        return _before_vowel(verb, suffix)
    return join(verb, suffix)


def _after_vowel(verb: str, suffix: str) -> str:
    formed = join(verb, suffix)
    if suffix[0] == "й" and verb[-1] in "ыі":
        # оқы and -йды are written оқиды.
        return f"{verb[:-1]}и{formed[len(verb) + 1 :]}"
    return formed


def _before_vowel(verb: str, suffix: str) -> str:
    ending = join(verb, suffix)[len(verb) :]
    last = verb[-1]
    if last == "й" and ending[0] == "а":
        return f"{verb[:-1]}я{ending[1:]}"
    if last == "п" and len(_SYLLABLES.findall(verb)) == 1 and ending.endswith("п"):
        return f"{verb[:-1]}у{ending}"
    return verb[:-1] + SOFTENED.get(last, last) + ending


def _verbal_noun(verb: str) -> str:
    last = verb[-1]
    if last == "й":
        return f"{verb[:-1]}ю"
    if last == "и":
        return f"{verb}ю"
    if last in "ыі":
        return f"{verb[:-1]}у"
    return verb[:-1] + SOFTENED.get(last, last) + "у"


def _ongoing(verb: str, *, negated: bool) -> str:
    auxiliary = verb if verb in _RESTING else _LIE
    going_on = _RESTING[auxiliary]
    if negated:
        going_on = f"{_formed(auxiliary, VerbEnding.PERFECT, negated=False)} {_ABSENT}"
    if auxiliary == verb:
        return going_on
    how = VerbEnding.CONVERB_A if verb in _GOING else VerbEnding.CONVERB
    return f"{_formed(verb, how, negated=False)} {going_on}"
