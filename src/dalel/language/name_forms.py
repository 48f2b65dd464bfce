"""Finds names in text in all their forms, across Kazakh and Russian.

Names bend in Kazakh and Russian, and each language writes them its own way: whoever takes a name
out of texts has to know all its forms.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise
from typing import Final

from rapidfuzz.distance import Levenshtein

from dalel.language.names import SAME, are_forms, skeleton

_TOKEN: Final = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
#: Between two words of a name: spaces and nothing else.
_BETWEEN: Final = re.compile(r"\s+")
#: A part of a name that is shorter is an initial or a particle.
_SHORTEST: Final = 4


def forms(text: str, language: str, names: Collection[str]) -> Iterator[tuple[str, bool]]:
    """Forms of these names in a text; true where it is all words of one, false where it is a part.

    Only what is written with capitals is a name. A form may come more than once.
    """
    wanted = [bones for name in names if (bones := _bones(name))]
    if not wanted:
        return
    tokens = [match for match in _TOKEN.finditer(text) if match[0][0].isupper()]
    passed = 0
    for place, token in enumerate(tokens):
        run = _run(text, tokens[place:], wanted, language)
        if run:
            passed = place + len(run)
            yield text[token.start() : run[-1].end()], True
        elif place >= passed and len(token[0]) >= _SHORTEST:
            alone = skeleton(token[0], language)
            parts = (bone for bones in wanted if len(bones) > 1 for bone in bones)
            if any(_is_one(alone, bone) for bone in parts):
                yield token[0], False


def _bones(name: str) -> list[str]:
    """The skeletons of a name's words in either language; nothing where it is no name."""
    tokens = _TOKEN.findall(name)
    if not tokens or not all(token[0].isupper() for token in tokens):
        return []
    return [skeleton(token, "ru") for token in tokens]


def _run(
    text: str, tokens: Sequence[re.Match[str]], wanted: Collection[list[str]], language: str
) -> Sequence[re.Match[str]]:
    """The words from the first one on that are all those of a name; none where they are not."""
    for bones in wanted:
        run = tokens[: len(bones)]
        pairs = pairwise(run)
        is_joined = all(_BETWEEN.fullmatch(text, a.end(), b.start()) for a, b in pairs)
        if is_joined and _match(run, bones, language):
            return run
    return ()


def _match(run: Sequence[re.Match[str]], bones: list[str], language: str) -> bool:
    """Whether each word is one of the name's, in whatever order."""
    if len(run) != len(bones):
        return False
    left = list(bones)
    for token in run:
        found = skeleton(token[0], language)
        same = next((bone for bone in left if _is_one(found, bone)), None)
        if same is None:
            return False
        left.remove(same)
    return True


def _is_one(one: str, other: str) -> bool:
    near = Levenshtein.normalized_similarity(one, other) >= SAME
    return near and are_forms(one, other)
