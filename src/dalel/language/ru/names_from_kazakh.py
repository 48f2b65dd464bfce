"""Names in Kazakh letters written in Russian ones.

A name without Kazakh letters is the same in Russian, unless it has sounds that Russian documents
write in several ways: Шыныбеков and Шинибеков, Жұмалиев and Джумалиев.
"""

import re
from typing import Final

from dalel.language.ru.names_of_others import is_of_others

_LETTERS: Final = str.maketrans(
    {
        "ә": "а", "ғ": "г", "қ": "к", "ң": "н", "ө": "о", "ұ": "у", "ү": "у", "һ": "х", "і": "и",
        "Ә": "А", "Ғ": "Г", "Қ": "К", "Ң": "Н", "Ө": "О", "Ұ": "У", "Ү": "У", "Һ": "Х", "І": "И",
    }
)  # fmt: skip
_SEVERAL: Final = re.compile(r"[әғқңөұүһіы]|^ж|ил|(?<=[еи])л$|ия")
#: What Russian softens: Айгүл is Айгуль, Ләззат is Ляззат.
_SOFTENED: Final = (
    (re.compile("(?<=[Гг])үл"), "уль"),
    (re.compile("(?<=л)ә"), "я"),
    (re.compile("(?<=Л)ә"), "я"),
    (re.compile("(?<=[еәі])л$"), "ль"),
)


def is_same_in_russian(name: str) -> bool:
    """Whether each word of a name is in Russian what it is in Kazakh."""
    words = re.findall(r"[^\W\d_]+", name.lower())
    return all(is_of_others(word) or not _SEVERAL.search(word) for word in words)


def russian_by_rule(name: str) -> str:
    """What a name in Kazakh letters is most likely in Russian ones."""
    return re.sub(r"[^\W\d_]+", lambda match: _word(match[0]), name)


def _word(word: str) -> str:
    for pattern, to in _SOFTENED:
        word = pattern.sub(to, word)
    return word.translate(_LETTERS)
