"""Is it remembered where nothing was found, for this reader alone, and without telling the text?"""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings

from dalel.newsroom.frame import searched_in_vain
from dalel.newsroom.frame.searched_in_vain import SearchedInVain

TEXT = "Жұмыскерлер кеңсеге бармайды."


@pytest.fixture(autouse=True)
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    home = settings.DALEL.model_copy(update={"home": tmp_path})
    monkeypatch.setattr(settings, "DALEL", home)
    return tmp_path / "cache" / "figures"


def vain(reader: str = "one") -> SearchedInVain:
    return SearchedInVain("figures", reader)


def test_the_next_process_knows_what_was_kept_and_nothing_else() -> None:
    first = vain()
    assert not first.is_known("kk", TEXT)
    first.note("kk", TEXT)
    assert first.is_known("kk", TEXT)
    assert not vain().is_known("kk", TEXT)
    first.keep()
    first.note("ru", TEXT)
    first.keep()
    first.keep()
    again = vain()
    assert again.is_known("kk", TEXT)
    assert again.is_known("ru", TEXT)
    assert not again.is_known("kk", f"{TEXT} ")
    assert not again.is_known(f"kk{TEXT}")


def test_another_reader_begins_anew(file: Path) -> None:
    first = vain()
    first.note("kk", TEXT)
    first.keep()
    assert not vain("two").is_known("kk", TEXT)
    assert not file.exists()


@pytest.mark.parametrize(
    "damage", [lambda held: held[:-3], lambda held: b"", lambda held: b"?" * 32]
)
def test_a_damaged_file_is_read_as_none_and_can_be_written(
    file: Path, damage: Callable[[bytes], bytes]
) -> None:
    first = vain()
    first.note("kk", TEXT)
    first.keep()
    file.write_bytes(damage(file.read_bytes()))
    second = vain()
    assert not second.is_known("kk", TEXT)
    second.note("kk", TEXT)
    second.keep()
    assert vain().is_known("kk", TEXT)


def test_names_are_written_by_and_by_and_forgotten_when_there_are_too_many(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(searched_in_vain, "_AT_ONCE", 2)
    first = vain()
    for word in "abc":
        first.note(word)
    assert [vain().is_known(word) for word in "abc"] == [True, True, False]
    monkeypatch.setattr(searched_in_vain, "_MOST", 2)
    assert not vain().is_known("a")


def test_what_is_written_can_only_be_told_with_the_secret_of_the_home(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = vain()
    first.note("kk", TEXT)
    first.keep()
    assert len(file.read_bytes()) == 32
    monkeypatch.setattr(settings, "SECRET_KEY", "that of another home")
    assert not vain().is_known("kk", TEXT)


def test_where_nothing_can_be_written_nothing_is_remembered(file: Path) -> None:
    file.parent.write_text("a file where the folder should be")
    first = vain()
    first.note("kk", TEXT)
    first.keep()
    assert not vain().is_known("kk", TEXT)
