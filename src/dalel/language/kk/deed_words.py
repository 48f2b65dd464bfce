"""The words of the table of deeds in Kazakh, found in a sentence."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from dalel.domain.claim import OTHER
from dalel.domain.deeds import DeedTable
from dalel.language.kk.cases import Case, noun
from dalel.language.kk.sentence_words import Word, WordKind
from dalel.language.kk.sounds import HARDENED
from dalel.language.kk.verbs import VerbForms
from dalel.language.kk.vocabulary import ADVERBS, LIGHT, OWN_VERBS, VERBS

_KK: Final = "kk"
#: How far the noun of a set phrase may stand from its verb: айыппұлды ... салды.
_FAR: Final = 6
_SAME: Final = frozenset({Case.NOM, Case.ACC, Case.GEN})


@dataclass(frozen=True, kw_only=True)
class DeedWords:
    """Words that tell a deed: the lemma, and the places of the words found in a sentence."""

    deed: str
    lemma: str
    places: tuple[int, ...] = ()
    roles: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    is_noun: bool = False


@dataclass(frozen=True, eq=False)
class DeedIndex:
    """All tellings, by the stem of their verb or by their last noun."""

    verbs: Mapping[str, tuple[tuple[tuple[str, ...], DeedWords], ...]]
    nouns: Mapping[str, tuple[tuple[tuple[str, ...], DeedWords], ...]]
    forms: VerbForms

    def of_verb(self, words: Sequence[Word], place: int, stem: str) -> DeedWords | None:
        """The longest telling whose verb is this stem at this place; None if none."""
        best: DeedWords | None = None
        # Few phrases begin like a word that stands there: a quick test spares the slow one.
        begins = {word.low[:2] for word in words[max(0, place - _FAR - 1) : place]}
        for before, telling in self.verbs.get(stem, ()):
            if before and before[-1][:2].lower() not in begins:
                continue
            places = _before(words, place, before)
            if places is not None and (best is None or len(places) + 1 > len(best.places)):
                best = _placed(telling, (*places, place))
        return best

    def of_noun(self, words: Sequence[Word], place: int) -> DeedWords | None:
        """The longest telling whose last noun stands at this place."""
        found = self.nouns.get(noun(words[place].text).stem) or self.nouns.get(words[place].low)
        best: DeedWords | None = None
        for before, telling in found or ():
            places = _adjacent(words, place, before)
            if places is not None and (best is None or len(places) + 1 > len(best.places)):
                best = _placed(telling, (*places, place))
        return best


@lru_cache(8)
def deed_index(table: DeedTable) -> DeedIndex:
    """The tellings of a table, prepared once."""
    verbs: dict[str, list[tuple[tuple[str, ...], DeedWords]]] = {}
    nouns: dict[str, list[tuple[tuple[str, ...], DeedWords]]] = {}
    for deed, tellings in table.tellings.get(_KK, {}).items():
        for telling in tellings.verbs:
            words = DeedWords(deed=deed, lemma=" ".join(telling.words), roles=telling.roles)
            verbs.setdefault(telling.words[-1], []).append((telling.words[:-1], words))
        for telling in tellings.nouns:
            words = DeedWords(
                deed=deed, lemma=" ".join(telling.words), roles=telling.roles, is_noun=True
            )
            for key in {noun(telling.words[-1]).stem, telling.words[-1]}:
                nouns.setdefault(key, []).append((telling.words[:-1], words))
    return DeedIndex(
        verbs={stem: tuple(each) for stem, each in verbs.items()},
        nouns={stem: tuple(each) for stem, each in nouns.items()},
        forms=VerbForms((*verbs, *_without_passives((*verbs, *VERBS, *LIGHT, *OWN_VERBS)))),
    )


def _without_passives(stems: Sequence[str]) -> Iterator[str]:
    """The stems but those that are the passive of another one: салын, бекітіл."""
    every = set(stems)
    for stem in stems:
        active = (stem[:-1], stem[:-2], stem[:-2][:-1] + HARDENED.get(stem[-3:-2], ""))
        if stem in OWN_VERBS or not (
            stem[-1] in "лн" and any(len(each) > 1 and each in every for each in active)
        ):
            yield stem


def untold(lemma: str, place: int) -> DeedWords:
    """A verb that the table does not have."""
    return DeedWords(deed=OTHER, lemma=lemma, places=(place,))


def _placed(telling: DeedWords, places: tuple[int, ...]) -> DeedWords:
    return DeedWords(
        deed=telling.deed,
        lemma=telling.lemma,
        places=places,
        roles=telling.roles,
        is_noun=telling.is_noun,
    )


def _before(words: Sequence[Word], place: int, phrase: tuple[str, ...]) -> tuple[int, ...] | None:
    """The places of a phrase's words before its verb; its only noun may stand apart."""
    if not phrase:
        return ()
    found = _adjacent(words, place, phrase)
    if found is not None or len(phrase) > 1 or noun(phrase[0]).case not in _SAME:
        return found
    return next(
        ((at,) for at in _apart(words, place) if _is(phrase[0], words[at]) and _heads(words, at)),
        None,
    )


def _heads(words: Sequence[Word], at: int) -> bool:
    """Whether a noun is the head of its phrase: not the first of "заң жобасы"."""
    return noun(words[at].text).case is not Case.NOM or not noun(words[at + 1].text).possessed


def _apart(words: Sequence[Word], place: int) -> Iterator[int]:
    for at in range(place - 1, max(-1, place - 1 - _FAR), -1):
        if words[at].kind is WordKind.MARK and words[at - 1].low != "емес":
            return
        yield at


def _adjacent(words: Sequence[Word], place: int, phrase: tuple[str, ...]) -> tuple[int, ...] | None:
    at, found = place - 1, []
    for wanted in reversed(phrase):
        while at >= 0 and words[at].low in ADVERBS and not _is(wanted, words[at]):
            at -= 1
        if at < 0 or not _is(wanted, words[at]):
            return None
        found.append(at)
        at -= 1
    return tuple(reversed(found))


@lru_cache(50_000)
def _same(wanted: str, text: str) -> bool:
    low = text.lower()
    if low == wanted.lower():
        return True
    first, second = noun(wanted), noun(text)
    return first.case in _SAME and second.case in _SAME and first.stem == second.stem


def _is(wanted: str, word: Word) -> bool:
    if word.kind is not WordKind.WORD:
        return False
    if word.low == wanted.lower():
        return True
    # Quick test before taking words apart.
    return word.low[:2] == wanted[:2].lower() and _same(wanted, word.text)
