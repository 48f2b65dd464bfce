"""The dictionary and the trained models that Russian texts are read with, each loaded once."""

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from threadpoolctl import ThreadpoolController

#: Of so many words the readings are kept.
_KEPT_WORDS: Final = 50_000


@lru_cache(_KEPT_WORDS)
def readings(word: str) -> Sequence[Any]:
    """What a word in small letters may be, the likeliest first."""
    return tuple(dictionary().parse(word))


def is_known(word: str) -> bool:
    """Whether the dictionary itself has a word in small letters, and no part of it only."""
    from pymorphy3 import units  # noqa: PLC0415

    methods = (reading.methods_stack for reading in readings(word))
    return any(
        len(each) == 1 and isinstance(each[0][0], units.DictionaryAnalyzer) for each in methods
    )


@cache
def dictionary() -> Any:
    """pymorphy3's dictionary: forms, lemmas and parts of speech."""
    # Half a second and 15 MB: only where a text is Russian.
    from pymorphy3 import MorphAnalyzer  # noqa: PLC0415

    return MorphAnalyzer()


@cache
def threads() -> "ThreadpoolController":
    """What limits the threads of natasha's models."""
    from threadpoolctl import ThreadpoolController  # noqa: PLC0415 - with the models

    # Their matrices are small: threads that wait for one another make it six times slower.
    return ThreadpoolController()
