"""Is what was proved remembered, and never more than that?"""

from pathlib import Path

import pytest

from dalel.newsroom.frame import proved_once
from dalel.newsroom.frame.proved_once import digest_of, is_proved, note


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(proved_once, "_folder", lambda: tmp_path / "cache" / "proved")
    return tmp_path / "cache" / "proved"


def test_a_proof_is_remembered_and_no_other_with_it() -> None:
    assert not is_proved(digest_of(["a"]))
    note(digest_of(["a"]))
    assert is_proved(digest_of(["a"]))
    assert not is_proved(digest_of(["b"]))


def test_no_two_lists_of_parts_have_one_name() -> None:
    lists: tuple[list[str], ...] = (
        ["ab"], ["a", "b"], ["", "ab"], ["ab", ""], ["a\n1\nb"], ["\ud800"], [],
    )  # fmt: skip
    assert len({digest_of(one) for one in lists}) == len(lists)


def test_the_oldest_are_forgotten(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proved_once, "_MOST", 3)
    for name in "abcde":
        note(name)
    assert len(list(folder.iterdir())) == 3


def test_where_nothing_can_be_written_nothing_is_remembered(folder: Path) -> None:
    folder.parent.mkdir()
    folder.write_text("a file where the folder should be")
    note("a")
    assert not is_proved("a")
