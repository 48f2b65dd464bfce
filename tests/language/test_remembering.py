"""A text is turned into a vector once, however often it is asked for."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from dalel.language.vector_cache import Remembering
from dalel.language.vectors import Vectors


class _Counting:
    """A model that tells what it was asked."""

    name = "counting"

    def __init__(self, version: str = "1") -> None:
        self.version = version
        self.asked: list[str] = []

    def encode(self, texts: Sequence[str]) -> Vectors:
        self.asked += texts
        return np.array([[len(text) / 3, 1] for text in texts], dtype=np.float32).reshape(-1, 2)


def test_only_what_is_new_is_asked_for_also_after_a_restart(tmp_path: Path) -> None:
    file = tmp_path / "deep" / "vectors.npz"
    first = _Counting()
    rows = Remembering(first, file).encode(["а", "бб", "а"])
    assert first.asked == ["а", "бб"]
    assert rows.shape == (3, 2)
    second = _Counting()
    model = Remembering(second, file)
    np.testing.assert_array_equal(model.encode(["бб", "а", "ввв"])[:2], rows[[1, 0]])
    assert second.asked == ["ввв"]
    assert (model.name, model.version) == ("counting", "1")
    assert model.encode([]).shape == (0, 2)


def test_another_version_of_a_model_is_another_model(tmp_path: Path) -> None:
    Remembering(_Counting(), tmp_path / "v.npz").encode(["а"])
    other = _Counting("2")
    Remembering(other, tmp_path / "v.npz").encode(["а"])
    assert other.asked == ["а"]


def test_a_file_that_is_broken_is_begun_anew(tmp_path: Path) -> None:
    for broken in (b"", b"PK\x03\x04 no more", b"words"):
        (tmp_path / "v.npz").write_bytes(broken)
        model = _Counting()
        Remembering(model, tmp_path / "v.npz").encode(["а"])
        again = _Counting()
        Remembering(again, tmp_path / "v.npz").encode(["а"])
        assert (model.asked, again.asked) == (["а"], [])
