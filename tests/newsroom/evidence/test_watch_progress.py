"""A watch that somebody waits for tells how far it is, as long as it goes on."""

from pathlib import Path

import pytest

from dalel.newsroom.evidence.watch_progress import noted, under_way


def test_it_is_told_how_much_is_done_while_somebody_watches(tmp_path: Path) -> None:
    assert under_way(tmp_path) is None
    with noted(tmp_path) as note:
        assert under_way(tmp_path) == {"": 0}
        note("fetch", 3)
    assert under_way(tmp_path) is None


def test_steps_are_summed_and_a_later_watch_begins_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dalel.newsroom.evidence.watch_progress._NOTE", 0)
    with noted(tmp_path) as note:
        note("fetch", 3)
        note("judge", 1)
        note("fetch", 2)
        told = under_way(tmp_path)
        assert told is not None
        assert (told["fetch"], told["judge"]) == (5, 1)
    with noted(tmp_path):
        assert under_way(tmp_path) == {"": 0}


def test_what_was_written_by_halves_tells_nothing(tmp_path: Path) -> None:
    with noted(tmp_path):
        (tmp_path / "watching.json").write_text("{")
        assert under_way(tmp_path) == {}
