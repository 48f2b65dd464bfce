"""Compares wordings: by which terms a like sentence is found, how like it is, and what differs."""

import difflib
import hashlib
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import islice, pairwise
from typing import Final

from rapidfuzz.distance import Indel, Levenshtein

from dalel.language.fold import fold
from dalel.language.search_terms import words_of
from dalel.language.stems import stem

_WORD: Final = re.compile(r"[^\W_]+")
#: A number with its groups and decimals, a word with its hyphens, a space, or a mark.
_PIECE: Final = re.compile(r"\d+(?:[ \u00a0]\d{3})*(?:[.,]\d+)*|[^\W\d_]+(?:[-'’][^\W_]+)*|\s+|.")
#: So many words of a sentence are terms: what follows tells it no better apart.
_MOST_WORDS: Final = 40
#: Languages whose stems a query is tried in, and so many words of it count.
_TRIED: Final = ("kk", "ru", "en")
_MOST_ASKED: Final = 12
#: Of so many words the term is kept: texts have the same ones again and again.
_WORDS: Final = 20_000
#: Of a word so many letters are a term: PostgreSQL takes 2,046 bytes.
_LONGEST: Final = 60
_PERCENT: Final = 100
#: From this similarity on two capitalised words are forms of one name, across languages too.
_ALIKE: Final = 0.7


class PieceKind(StrEnum):
    """What a stretch of an earlier wording is beside the one that is written now."""

    SAME = "same"
    WORDS = "words"
    NUMBER = "number"
    NAME = "name"


@dataclass(frozen=True, kw_only=True)
class Stretch:
    """A stretch of an earlier wording: as it is now too, or what in it differs."""

    kind: PieceKind
    text: str


def pair_terms(text: str, language: str) -> tuple[str, ...]:
    """The terms of a sentence: its stems, each two that follow one another, and the whole.

    Letters, digits and underscores, with the language before them, so that one index serves all.
    """
    stems = _stems(text, language)
    mark = fold(language).replace(" ", "")
    singles = (f"{mark}_{one}" for one in stems)
    doubles = (f"{mark}_{one}_{other}" for one, other in pairwise(stems))
    return tuple(dict.fromkeys((*singles, *doubles, f"{mark}__{whole_term(text)}")))


def whole_term(text: str) -> str:
    """Short digest of a sentence regardless of case, marks and spaces."""
    return hashlib.sha256(fold(text).encode()).hexdigest()[:16]


def query_stems(query: str, languages: Collection[str]) -> tuple[tuple[str, ...], ...]:
    """For each word of a query the beginnings of terms of which a sentence must have one."""
    marks = [fold(language).replace(" ", "") for language in languages]
    words = islice(words_of(query), _MOST_ASKED)
    stems = ((_term(word, language) for language in _TRIED) for word in words)
    return tuple(
        tuple(dict.fromkeys(f"{mark}_{one}" for one in terms if one for mark in marks))
        for terms in stems
    )


def likeness(one: str, other: str) -> int:
    """How like two sentences of a language are, in per cent; 100 only where they are the same."""
    mine, theirs = " ".join(one.split()).casefold(), " ".join(other.split()).casefold()
    letters = Indel.normalized_similarity(mine, theirs)
    words = Levenshtein.normalized_similarity(_WORD.findall(mine), _WORD.findall(theirs))
    found = round(_PERCENT * (letters + words) / 2)
    return found if mine == theirs else min(found, _PERCENT - 1)


def differing(now: str, before: str) -> tuple[Stretch, ...]:
    """An earlier wording in stretches, what is not in the one of now told by its kind."""
    mine, theirs = _PIECE.findall(now), _PIECE.findall(before)
    keys = [one.casefold() for one in mine], [one.casefold() for one in theirs]
    matcher = difflib.SequenceMatcher(None, *keys, autojunk=False)
    marked: list[tuple[PieceKind, str]] = []
    for tag, _, _, start, end in matcher.get_opcodes():
        for place in range(start, end):
            same = tag == "equal" or theirs[place].isspace()
            kind = PieceKind.SAME if same else _kind(theirs, place)
            marked.append((kind, theirs[place]))
    return tuple(_joined(marked))


def echoed(text: str, differences: Collection[Stretch]) -> tuple[Stretch, ...]:
    """A translation in stretches: the numbers and names in it that differ in its counterpart."""
    numbers = {_digits(one.text) for one in differences if one.kind is PieceKind.NUMBER}
    names = [fold(one.text) for one in differences if one.kind is PieceKind.NAME]
    pieces = _PIECE.findall(text)
    marked = []
    for place, piece in enumerate(pieces):
        kind = PieceKind.SAME
        if piece[0].isdigit() and _digits(piece) in numbers:
            kind = PieceKind.NUMBER
        elif _kind(pieces, place) is PieceKind.NAME and any(_alike(piece, one) for one in names):
            kind = PieceKind.NAME
        marked.append((kind, piece))
    return tuple(_joined(marked))


def _stems(text: str, language: str) -> list[str]:
    terms = (_term(word, language) for word in _WORD.findall(text)[:_MOST_WORDS])
    return [one for one in terms if one]


@lru_cache(_WORDS)
def _term(word: str, language: str) -> str:
    return fold(stem(word, language)).replace(" ", "")[:_LONGEST]


def _kind(pieces: list[str], place: int) -> PieceKind:
    """A capital within a sentence is a name's; the first word is one only before another."""
    piece = pieces[place]
    if piece[0].isdigit():
        return PieceKind.NUMBER
    if not piece[0].isupper():
        return PieceKind.WORDS
    letters = [at for at, one in enumerate(pieces) if one[0].isalpha()]
    if place != letters[0] or piece[1:2].isupper():
        return PieceKind.NAME
    following = next((pieces[at] for at in letters if at > place), "")
    return PieceKind.NAME if following[:1].isupper() else PieceKind.WORDS


def _alike(piece: str, name: str) -> bool:
    return any(
        Levenshtein.normalized_similarity(fold(piece), word) >= _ALIKE for word in name.split()
    )


def _digits(text: str) -> str:
    return "".join(filter(str.isdigit, text))


def _joined(marked: list[tuple[PieceKind, str]]) -> Iterator[Stretch]:
    """Neighbours of one kind in one stretch; a space between two that differ belongs to them."""
    kinds = [kind for kind, _ in marked]
    for place, (_, text) in enumerate(marked):
        if text.isspace() and 0 < place < len(marked) - 1 and kinds[place - 1] == kinds[place + 1]:
            kinds[place] = kinds[place - 1]
    text = ""
    for place, (_, piece) in enumerate(marked):
        text += piece
        if place + 1 == len(marked) or kinds[place + 1] != kinds[place]:
            yield Stretch(kind=kinds[place], text=text)
            text = ""
