"""Which deed the words of a sentence tell: verbs, nouns and set phrases of the table of deeds."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from dalel.domain.deeds import DeedTable, Telling
from dalel.domain.dictionary import fold_word
from dalel.language.ru.parsing import (
    ParsedWord,
    Sentence,
    dictionary_form,
    is_adjective,
    lemmas,
)
from dalel.language.wordlist import words

_PREPOSITIONS: Final = frozenset(
    words("в во на за под из с со к ко от о об при перед против без до по из-под через для у")
)
#: How far below its verb a word of a set phrase may stand.
_DEPTH: Final = 3


@dataclass(frozen=True, kw_only=True, eq=False)
class Wording:
    """Words that tell a deed: the head's lemma, the others each with its preposition."""

    deed: str
    words: str
    rest: tuple[tuple[str, frozenset[str]], ...]
    roles: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, kw_only=True, eq=False)
class ToldWording:
    """A wording that was found, and the words beside the head that belong to it."""

    wording: Wording
    words: tuple[ParsedWord, ...]


@dataclass(frozen=True, kw_only=True, eq=False)
class Near:
    """Words that do not hang on a verb but may belong to its set phrase.

    ``borne`` are those that a participle goes with or a relative pronoun stands for, whose
    preposition is of another clause; ``beside`` those that stand beside it.
    """

    borne: tuple[ParsedWord, ...] = ()
    beside: tuple[ParsedWord, ...] = ()


_ALONE: Final = Near()


class Wordings:
    """All wordings of deeds by the lemma of their head, the longest first."""

    def __init__(
        self, verbs: Iterable[tuple[str, Telling]], nouns: Iterable[tuple[str, Telling]] = ()
    ) -> None:
        self._verbs = _by_head(verbs, "INFN")
        self._nouns = _by_head(nouns, "NOUN")

    def verb(self, sentence: Sentence, word: ParsedWord, near: Near = _ALONE) -> ToldWording | None:
        """What a form of a verb tells with the words that hang on it or stand near."""
        return _first(sentence, word, near, self._verbs.get(word.lemma, ()))

    def noun(self, sentence: Sentence, word: ParsedWord) -> ToldWording | None:
        """What a noun tells."""
        lemma = word.lemma if word.lemma in self._nouns else next(
            (one for one in sorted(word.lemmas) if one in self._nouns), ""
        )  # fmt: skip
        return _first(sentence, word, _ALONE, self._nouns.get(lemma, ()))

    def active(self, sentence: Sentence, word: ParsedWord, near: Near) -> ToldWording | None:
        """What the verb tells of which this one, on -ся, is the passive."""
        base = unreflexive(word.lemma)
        return _first(sentence, word, near, self._verbs.get(base, ())) if base else None


def unreflexive(lemma: str) -> str:
    """The infinitive without -ся; nothing where it has none."""
    return lemma[:-2] if lemma.endswith(("ся", "сь")) else ""


@lru_cache(4)
def deed_words(table: DeedTable) -> Wordings:
    """The wordings of a table, prepared once."""
    tellings = table.tellings.get("ru", {})
    return Wordings(
        ((name, one) for name, each in tellings.items() for one in each.verbs),
        ((name, one) for name, each in tellings.items() for one in each.nouns),
    )


def _by_head(tellings: Iterable[tuple[str, Telling]], part: str) -> Mapping[str, Sequence[Wording]]:
    found: dict[str, list[Wording]] = {}
    for deed, telling in tellings:
        forms = [dictionary_form(word, part) for word in telling.words]
        place = next((place for place, form in enumerate(forms) if form), 0)
        wording = _wording(deed, telling, place)
        found.setdefault(forms[place] or fold_word(telling.words[0]), []).append(wording)
    for each in found.values():
        each.sort(key=lambda one: -len(one.rest))
    return found


def _wording(deed: str, telling: Telling, head: int) -> Wording:
    rest, preposition = [], ""
    for word in (*telling.words[:head], *telling.words[head + 1 :]):
        low = fold_word(word)
        if low in _PREPOSITIONS:
            preposition = {"во": "в", "со": "с", "об": "о"}.get(low, low)
        else:
            governs = bool(preposition) and not is_adjective(low)
            rest.append((preposition if governs else "", lemmas(low)))
            preposition = "" if governs else preposition
    return Wording(deed=deed, words=" ".join(telling.words), rest=tuple(rest), roles=telling.roles)


def _first(
    sentence: Sentence, word: ParsedWord, near: Near, wordings: Sequence[Wording]
) -> ToldWording | None:
    if not wordings:
        return None
    below = [*near.borne, *_below(sentence, word), *near.beside]
    for wording in wordings:
        found = _matched(sentence, wording, below, (word, *near.borne))
        if found is not None:
            return ToldWording(wording=wording, words=tuple(found))
    return None


def _stands(
    sentence: Sentence, word: ParsedWord, preposition: str, known: Sequence[ParsedWord]
) -> bool:
    """Whether a word stands with its preposition, and not inside a phrase with another one."""
    if word in known:
        return not preposition
    if word.form == "adjective" or word.rel == "amod":
        return not preposition
    if word.lemma in _COUNTED and not preposition and not _is_counted(sentence, word):
        return False
    if sentence.preposition(word) != preposition:
        return False
    head = sentence.head(word)
    if preposition and head is not None and head.form == "noun" and head not in known:
        return all(word.at > one.at for one in known[:1])
    return not _inside_another(sentence, word, known)


def _inside_another(sentence: Sentence, word: ParsedWord, known: Sequence[ParsedWord]) -> bool:
    for one in sentence.ancestors(word):
        if one.verbal or one in known:
            return False
        if sentence.preposition(one):
            return True
    return False


#: A term is told by so many of these: "дать пять лет", and not "дать в мае прошлого года".
_COUNTED: Final = frozenset({"год", "месяц", "сутки", "день"})


def _is_counted(sentence: Sentence, word: ParsedWord) -> bool:
    before = sentence.words[max(0, word.at - 1) : word.at]
    return any(one.form == "number" or one.text[0].isdigit() for one in before) or any(
        child.rel.startswith("nummod") for child in sentence.children(word)
    )


def _below(sentence: Sentence, word: ParsedWord) -> list[ParsedWord]:
    found, layer = [], [word]
    for _ in range(_DEPTH):
        layer = [
            child
            for one in layer
            for child in sentence.children(one)
            if child.rel not in ("acl:relcl", "parataxis", "punct", "advcl")
            and not (child.rel == "conj" and child.verbal)
        ]
        found += layer
    return found


def _matched(
    sentence: Sentence, wording: Wording, below: Sequence[ParsedWord], known: Sequence[ParsedWord]
) -> list[ParsedWord] | None:
    found: list[ParsedWord] = []
    for preposition, wanted in wording.rest:
        match = next(
            (
                word
                for word in below
                if word.lemmas & wanted
                and word not in found
                and _stands(sentence, word, preposition, (*known, *found))
            ),
            None,
        )
        if match is None:
            return None
        found.append(match)
    return found
