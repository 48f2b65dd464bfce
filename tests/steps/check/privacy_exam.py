"""Texts with planted private numbers and with look-alikes, made anew from a seed.

Nothing here is copied from the rules.
"""

import random
from dataclasses import dataclass

from steps.check.look_alikes import ALIKE
from steps.check.planted import PLANTED


@dataclass(frozen=True)
class Text:
    """A text, its language, and the planted stretches with their kinds."""

    language: str
    text: str
    planted: tuple[tuple[int, int, str], ...]


def exam(count: int, seed: int) -> list[Text]:
    """So many texts, half of them Kazakh; the same seed gives the same texts."""
    chance = random.Random(seed)
    return [_text(chance, ("kk", "ru")[number % 2]) for number in range(count)]


def _text(chance: random.Random, language: str) -> Text:
    text, planted = "", []
    for _ in range(chance.randint(2, 5)):
        is_planted = chance.random() < 0.5
        maker = chance.choice(PLANTED if is_planted else ALIKE)
        kind, frame, value = maker(chance, language)
        before, after = frame.split("{}")
        if is_planted:
            start = len(text) + len(before)
            planted.append((start, start + len(value), kind))
        text += before + value + after + " "
    return Text(language, text, tuple(planted))
