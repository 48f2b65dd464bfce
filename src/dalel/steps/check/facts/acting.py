"""Swapped roles: agents and patients that change places between text and evidence.

Told by the cases of names that stand in one sentence: "Омаров подал в суд на Серикову". Where a
form may be two cases nothing is said, so that a passive or an English sentence is left alone.
"""

import re
from collections.abc import Iterator
from enum import Enum
from typing import Final

from rapidfuzz.distance import Levenshtein

from dalel.language.names import SAME, spelling
from dalel.steps.check.facts.evidence import PreparedEvidence
from dalel.steps.check.facts.reading import CheckedText
from dalel.steps.check.facts.runs import Run, runs


class ActingPart(Enum):
    """Who acts, and whom it befalls."""

    AGENT = "agent"
    PATIENT = "patient"


#: Two names of one sentence: who acts, whom it befalls.
_Deed = tuple[Run, Run]
_KAZAKH_PATIENT: Final = re.compile(r"(?:[ғгқк][ае]|(?<=[ое]ва|ина)(?:н[ыіае])|[нтд][ыі])$")
_KAZAKH_OTHER: Final = re.compile(r"(?:[нтд][ыі]ң|[дтн][ае]н?|[дт][ае](?:ғы|гі)|[мбп]ен)$")
#: Before a name, with at most a role between.
_UPON: Final = frozenset({"на", "против", "отношении"})
_BEFORE: Final = 2
#: In so many letters these words stand.
_REACH: Final = 100
_SURNAME: Final = re.compile(r"(?:[ое]в|[иы]н)(?P<end>а|у|ой|ым|е)?$")


def exchanged(reading: CheckedText, evidence: PreparedEvidence) -> Iterator[Run]:
    """The agents of a text whose patients are the agents in the evidence, and they the patients."""
    known = reading.keys | evidence.keys
    mine = list(_deeds(reading, known))
    theirs = [
        deed
        for article in (evidence.articles if mine else ())
        for deed in _deeds(article.reading, known)
    ]
    for agent, patient in mine if theirs else ():
        same = any(_is_same(agent, a) and _is_same(patient, p) for a, p in theirs)
        if not same and any(_is_same(agent, p) and _is_same(patient, a) for a, p in theirs):
            yield agent


def _deeds(reading: CheckedText, known: frozenset[str]) -> Iterator[_Deed]:
    """The pairs of names of a sentence of which one acts and the other is acted upon."""
    by_sentence: dict[int, list[tuple[Run, ActingPart]]] = {}
    for run in runs(reading):
        part = _part(run, reading, known)
        if part is not None:
            by_sentence.setdefault(run.words[-1].sentence, []).append((run, part))
    for named in by_sentence.values():
        agents = [run for run, part in named if part is ActingPart.AGENT]
        patients = [run for run, part in named if part is ActingPart.PATIENT]
        if len(agents) == 1:
            yield from ((agents[0], patient) for patient in patients)


def _part(run: Run, reading: CheckedText, known: frozenset[str]) -> ActingPart | None:
    """What the case of a name of two words or more tells; None where it may be several."""
    language = reading.language
    words = [word.text.lower() for word in run.words if not word.notions]
    if len(words) < 2:
        return None
    if language == "kk":
        return _kazakh(words[-1])
    if language != "ru":
        return None
    befalls = _is_befallen(run, reading) and _SURNAME.search(words[-1])
    return ActingPart.PATIENT if befalls else _russian(words[-2], words[-1], known)


def _is_befallen(run: Run, reading: CheckedText) -> bool:
    """Whether a Russian preposition says so: подал в суд на Омара Серикова, против редактора."""
    start = run.span.start
    before = reading.text[max(0, start - _REACH) : start].split()[-_BEFORE:]
    return any(word.lower() in _UPON for word in before)


def _kazakh(last: str) -> ActingPart | None:
    if _KAZAKH_OTHER.search(last):
        return None
    return ActingPart.PATIENT if _KAZAKH_PATIENT.search(last) else ActingPart.AGENT


def _russian(first: str, last: str, known: frozenset[str]) -> ActingPart | None:
    """Омар Сериков acts, Омару Серикову and Дану Серикову are acted upon.

    "Дана Серикова" acts where some text has a Дана and none a Дан; else it may be a genitive.
    """
    surname = _SURNAME.search(last)
    if surname is None:
        return None
    if surname["end"] == "у":
        return ActingPart.PATIENT
    is_whole = first[-1] not in "аяуюеи"
    if surname["end"] is None:
        return ActingPart.AGENT if is_whole else None
    if surname["end"] != "а":
        return None
    is_hers = spelling(first) in known and spelling(first[:-1]) not in known
    return ActingPart.AGENT if is_whole or is_hers else None


def _is_same(one: Run, other: Run) -> bool:
    mine, theirs = one.words[-1].key, other.words[-1].key
    return Levenshtein.normalized_similarity(mine, theirs) >= SAME
