"""The dictionary and the trained models that Russian texts are read with, each loaded once."""

from functools import cache
from typing import Any

from natasha import NewsEmbedding
from threadpoolctl import ThreadpoolController


@cache
def dictionary() -> Any:
    """pymorphy3's dictionary: forms, lemmas and parts of speech."""
    # Half a second and 15 MB: only where a text is Russian.
    from pymorphy3 import MorphAnalyzer  # noqa: PLC0415

    return MorphAnalyzer()


@cache
def embedding() -> Any:
    """The vectors of words that natasha's models share."""
    return NewsEmbedding()


@cache
def threads() -> ThreadpoolController:
    """What limits the threads of natasha's models."""
    # Their matrices are small: threads that wait for one another make it six times slower.
    return ThreadpoolController()
