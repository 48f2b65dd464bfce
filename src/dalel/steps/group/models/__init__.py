"""The trained pair models that ship with the code, with and without vectors."""

from functools import cache
from pathlib import Path

from dalel.steps.group.trees import Trees, read_trees


def path_of(*, with_vectors: bool) -> Path:
    """Where the model lies; ``README.md`` beside it says how it was trained."""
    return Path(__file__).with_name("meaning.npz" if with_vectors else "words.npz")


@cache
def pair_model(*, with_vectors: bool) -> Trees:
    """The trained model for articles with vectors, or for those without."""
    return read_trees(path_of(with_vectors=with_vectors))
