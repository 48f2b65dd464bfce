"""Recognition of names in a text, and their search in the evidence.

Names are words with a capital that no other fact has taken; each is looked for among the evidence's
words by its skeleton, so that case, script and spelling do not matter. A recogniser of names runs
only on the text, and only when a word that begins a sentence is found nowhere.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from dalel.domain.evidence import TextSpan
from dalel.domain.facts import FactKind
from dalel.language.endings import NOUN_ENDING
from dalel.language.facts.extracting import LANGUAGES
from dalel.language.facts.people import find_names
from dalel.language.names import (
    SAME,
    are_forms,
    consonants,
    differ_in_sound,
    skeleton,
    spelling,
)
from dalel.language.notions import occupations, roles
from dalel.steps.check.facts.evidence import PreparedEvidence
from dalel.steps.check.facts.places import place_keys
from dalel.steps.check.facts.reading import CheckedText, PlacedWord, softened
from dalel.steps.check.facts.runs import Run, bearers, is_joined, reads_as_name, role_before, runs

_NONE: Final[frozenset[str]] = frozenset()
_LATIN: Final = re.compile(r"[A-Za-z]")
#: A name in another script is spelt less surely.
_OTHER_SCRIPT: Final = 0.75
#: What Kazakh adds to a name of other letters after a hyphen: Aitu-ға.
_ENDING: Final = re.compile(NOUN_ENDING)
_FAMILY: Final = re.compile(r"[ое]в|ин")
#: A prefix of a name is the name with a suffix of its language when so few letters are left.
_SUFFIX: Final = 3
_SHORTEST: Final = 4
#: How far apart first and last name may stand to be one person's.
_BESIDE: Final = 3
#: Letters of a country's name that its adjectives keep, and the ends of these.
_ROOT: Final = 4
_DEMONYM: Final = re.compile(r"(?:ese|ian|an|ish|ani|akh|bek|yz|лық|лік|ец|цы|ц[ае]в?|ск\w+)$")
#: Within so many words of a name stand the roles of who bears it.
_NEAR_BEFORE: Final = 6
_NEAR_AFTER: Final = 7
#: Ends of names made of the father's, and the skeletons of the other language's ends.
_FATHERS: Final = (
    (re.compile(r"(?:қызы|кызы|ұлы|улы)(?:н?[ыің]{0,3}|[нмд]?[ае]н?|мен)$"), ("ов", "ев")),
    (re.compile(r"(?<=[^аеиоуыюя])(?:ов|ев)(?:а|у|ой|ым|ы|е)?$"), ("киз", "ул")),
)
#: Consonants that tell a surname beside its first name.
_BONES: Final = 3


def is_found(word: PlacedWord, evidence: PreparedEvidence) -> bool:
    """Whether the evidence has the word: as it is, declined, in another script, or as a notion."""
    if word.parts:
        named = [
            part for part in word.parts if len(part.key) > 1 and not _ENDING.fullmatch(part.text)
        ]
        return _is_known(replace(word, notions=_NONE), evidence) or all(
            _is_known(part, evidence) for part in named
        )
    return _is_known(word, evidence)


def _is_known(word: PlacedWord, evidence: PreparedEvidence) -> bool:
    if word.notions and word.notions & evidence.notions:
        return True
    keys = {word.key, spelling(word.text), *_after_father(word)}
    keys.update(softened(word.text))
    if _is_act(word, evidence):
        return True
    if keys & evidence.keys or _is_of_country(word, keys, evidence):
        return True
    return not is_abbreviation(word) and any(_is_close(key, word, evidence) for key in keys)


def _after_father(word: PlacedWord) -> Iterator[str]:
    """Skeletons of a name made of the father's in the other language: Маратқызы, Маратова."""
    low = word.text.lower()
    for own, others in _FATHERS:
        if (found := own.search(low)) and found.start() >= _SHORTEST - 1:
            root = skeleton(low[: found.start()], "")
            yield from (root + other for other in others)


def _is_act(word: PlacedWord, evidence: PreparedEvidence) -> bool:
    """Whether it is an act's abbreviation and the evidence names the act, however it does."""
    name = word.text.partition("-")[0]
    lexicon = evidence.articles[0].reading.lexicon
    codes = {act.code for act in lexicon.acts if any(name in names for names in act.names.values())}
    return bool(codes) and any(codes & article.reading.acts for article in evidence.articles)


def _is_of_country(word: PlacedWord, keys: set[str], evidence: PreparedEvidence) -> bool:
    """Whether it is made of a country's name that the evidence has, or of our own: Chinese."""
    if _DEMONYM.search(word.text) is None:
        return False
    lexicon = evidence.articles[0].reading.lexicon
    countries = {lexicon.home, *evidence.places}
    roots = {
        key[: len(key) if len(key) < _ROOT else _ROOT]
        for code in countries
        for key in place_keys(lexicon).get(code, ())
        if len(key) >= _ROOT
    }
    return any(key.startswith(root) for key in keys for root in roots)


def _is_close(key: str, word: PlacedWord, evidence: PreparedEvidence) -> bool:
    if len(key) < _SHORTEST:
        return False
    named = reads_as_name(word) and not _LATIN.search(word.text)
    if any(not (named and _is_family_of(key, other)) for other in _continued(key, evidence)):
        return True
    least = _OTHER_SCRIPT if _LATIN.search(word.text) else SAME
    scorer = Levenshtein.normalized_similarity
    if named:
        near = process.extract(key, evidence.name_keys, scorer=scorer, score_cutoff=SAME)
        return any(are_forms(key, other) for other, _, _ in near)
    close = process.extractOne(key, evidence.name_keys, scorer=scorer, score_cutoff=SAME)
    if close is None and least < SAME:
        close = process.extractOne(key, evidence.name_keys, scorer=scorer, score_cutoff=least)
        return close is not None and key[0] == close[0][0]
    return close is not None


def _is_family_of(key: str, other: str) -> bool:
    """Whether a claimed surname only begins as a name of the evidence does: Айтпаев, Айтпай."""
    return key.startswith(other) and _FAMILY.search(key[len(other) :]) is not None


def _continued(key: str, evidence: PreparedEvidence) -> Iterator[str]:
    """The keys of the evidence that go on from a key, or from which it goes on, by few letters."""
    for size in range(max(_SHORTEST, len(key) - _SUFFIX), len(key)):
        if key[:size] in evidence.keys:
            yield key[:size]
    ordered = evidence.sorted_keys
    for at in range(bisect_left(ordered, key), len(ordered)):
        if not ordered[at].startswith(key):
            break
        if len(ordered[at]) - len(key) <= _SUFFIX:
            yield ordered[at]


def is_abbreviation(word: PlacedWord) -> bool:
    """Whether the word is letters of a longer name: СМИ, БАҚ-тың."""
    head = word.text.partition("-")[0]
    return len(head) <= 5 and len(head) > 1 and head.isupper()


def recognised(reading: CheckedText) -> list[tuple[FactKind, TextSpan]]:
    """The names that the language's recogniser sees in the text, with their kind."""
    if reading.language not in LANGUAGES or not reading.text.strip():
        return [(FactKind.PERSON, run.span) for run in runs(reading)]
    found = find_names(reading.text, reading.language, reading.sentences)
    return [(fact.kind, fact.span) for fact in found]


def is_spelt_otherwise(missing: PlacedWord, run: Run, evidence: PreparedEvidence) -> bool:
    """Whether beside the rest of the name stands one with the same consonants: Мырза, Мурза."""
    mine = spelling(missing.text)
    bones = consonants(mine)
    others = [word for word in run.words if word is not missing]
    if len(bones) < _BONES or not others:
        return False
    keys = {key for word in others for key in (word.key, spelling(word.text))}
    for number, place in (each for key in keys for each in _places(key, evidence)):
        words = evidence.articles[number].reading.words
        for beside in (*words[max(0, place - 1) : place], *words[place + 1 : place + 2]):
            theirs = spelling(beside.text)
            alike = _has_bones(bones, consonants(theirs))
            if beside.text[0].isupper() and alike and not differ_in_sound(mine, theirs):
                return True
    return False


def _has_bones(mine: str, theirs: str) -> bool:
    """Whether two rows of consonants are one name's, the endings aside."""
    short, long = sorted((mine, theirs), key=len)
    return len(short) >= _BONES and (
        long.startswith(short) or Levenshtein.normalized_similarity(mine, theirs) >= SAME
    )


def stands_apart(run: Run, evidence: PreparedEvidence) -> bool:
    """Whether the evidence has these first and last names, but never as one person's."""
    if len(run.words) != 2 or any(w.notions or not w.text[1:].islower() for w in run.words):
        return False
    first, last = (_places(word.key, evidence) for word in run.words)
    if not first or not last:
        return False
    together = any(
        one[0] == other[0] and abs(one[1] - other[1]) <= _BESIDE for one in first for other in last
    )
    return not together and _has_namesake(last, evidence)


def _places(key: str, evidence: PreparedEvidence) -> list[tuple[int, int]]:
    """Where a name stands: the number of the article and of the word."""
    found = []
    for number, article in enumerate(evidence.articles):
        exact = article.reading.places_of_keys.get(key, ())
        capitals = article.reading.places_of_capitals
        scorer = Levenshtein.normalized_similarity
        near = process.extract(key, list(capitals), scorer=scorer, score_cutoff=SAME, limit=None)
        places = {*exact, *(place for other, _, _ in near for place in capitals[other])}
        found += [(number, place) for place in sorted(places)]
    return found


def _has_namesake(places: Sequence[tuple[int, int]], evidence: PreparedEvidence) -> bool:
    """Whether another name stands before one of these."""
    for number, place in places:
        words = evidence.articles[number].reading.words
        before = words[place - 1] if place else None
        if (
            before
            and reads_as_name(before)
            and not before.opens
            and not before.notions
            and is_joined(evidence.articles[number].reading.text, before, words[place])
        ):
            return True
    return False


def other_bearer(run: Run, reading: CheckedText, evidence: PreparedEvidence) -> bool:
    """Whether the evidence gives the role before a name to others only, and this name another."""
    # What stands in quotation marks is a title, and the role is of whoever is named after it.
    is_title = reading.text[run.span.start - 1 : run.span.start] in {"«", "“", "„", '"'}
    mine = frozenset() if is_title else role_before(run, reading)
    places = _places(run.words[-1].key, evidence) if mine else []
    if not places:
        return False
    theirs: set[str] = set()
    for number, place in places:
        words = evidence.articles[number].reading.words
        near = words[max(0, place - _NEAR_BEFORE) : place + _NEAR_AFTER]
        sentence = words[place].sentence
        theirs |= frozenset().union(*(w.notions & roles() for w in near if w.sentence == sentence))
    if mine & theirs:
        return False
    if mine & occupations() and theirs & occupations() and not mine & evidence.notions:
        return True
    # Who has no role in the evidence takes none from somebody whom the text leaves without.
    left = frozenset() if theirs else _bearing(mine, reading)
    return _is_given_to_others(mine, run, reading, evidence, left)


def _bearing(role: frozenset[str], reading: CheckedText) -> frozenset[str]:
    """The names of a text before which a role stands."""
    return frozenset().union(*(named for named, own in bearers(reading) if own & role))


def _is_given_to_others(
    mine: frozenset[str],
    run: Run,
    reading: CheckedText,
    evidence: PreparedEvidence,
    but: frozenset[str],
) -> bool:
    """Whether the role is that of another name of the text, none of ``but``."""
    keys = {word.key for word in run.words}
    return any(
        mine & roles_of and not keys & named and named & reading.keys and not named & but
        for article in evidence.articles
        for named, roles_of in article.bearers
    )
