"""Where does the newsroom's key come from, and can it be lost by moving it?"""

import socket
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from dalel.newsroom.frame import key_socket, key_wrapping, newsroom_key, sealing
from dalel.newsroom.frame.models import NewsroomKeyRow
from dalel.newsroom.frame.newsroom_key import DamagedKeyError, LockedError, LostKeyError
from dalel.newsroom.frame.sandbox import pool
from dalel.newsroom.frame.sealed_columns import SealedColumnError
from dalel.newsroom.incidents.models import DemandRow, PersonRow, RemarkRow
from dalel.newsroom.worker.actions import key_places
from dalel.newsroom.worker.actions.key_places import KeyPlaceError, ShortPassphraseError
from dalel.newsroom.worker.actions.seal_rows import seal_all

#: A socket of this machine has no address that could be let through.
pytestmark = [pytest.mark.django_db, pytest.mark.enable_socket]
WORDS = "four words nobody joins"
#: What a passphrase costs in a test.
_CHEAP = {"time": 1, "memory": 64, "lanes": 1}


@pytest.fixture
def place(tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home without a key, and the key of no newsroom in memory."""
    home = tmp_path / "home"
    home.mkdir()
    settings.DALEL = settings.DALEL.model_copy(update={"home": home, "key_file": None})
    monkeypatch.setattr(key_wrapping, "COST", _CHEAP)
    monkeypatch.setattr(key_wrapping.lock_with_words, "__defaults__", (_CHEAP,))
    newsroom_key.hold(None)
    return home


@pytest.fixture
def kept(place: Path) -> str:
    """A token sealed with the key of a newsroom that began at home."""
    assert seal_all(place)
    return sealing.seal("Жанна")


def again(token: str) -> str:
    """What a process that begins now reads."""
    newsroom_key.hold(None)
    return sealing.unsealed(token)


def test_a_first_start_makes_a_key_in_the_home_for_its_owner_alone(place: Path, kept: str) -> None:
    file = place / "newsroom-key"
    assert file.stat().st_mode & 0o777 == 0o600
    assert again(kept) == "Жанна"
    assert not seal_all(place)


def test_a_key_in_a_variable_comes_before_all_others(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = key_wrapping.written(key_wrapping.new_key())
    monkeypatch.setenv("DALEL_KEY_VALUE", key)
    seal_all(place)
    token = sealing.seal("x")
    assert not (place / "newsroom-key").exists()
    assert again(token) == "x"
    monkeypatch.delenv("DALEL_KEY_VALUE")
    with pytest.raises(LostKeyError, match="put it back into"):
        again(token)
    # A credential of systemd does as well.
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(place.parent))
    (place.parent / "dalel-key").write_text(key)
    assert again(token) == "x"


def test_a_lost_or_wrong_key_is_told_and_never_made_anew(place: Path, kept: str) -> None:
    file = place / "newsroom-key"
    before = file.read_text()
    file.unlink()
    newsroom_key.hold(None)
    with pytest.raises(LostKeyError, match="is not there"):
        seal_all(place)
    assert not file.exists()
    file.write_text(key_wrapping.written(key_wrapping.new_key()))
    with pytest.raises(LostKeyError, match="does not open this record"):
        seal_all(place)
    file.write_text("nonsense")
    with pytest.raises(DamagedKeyError, match="no key of a newsroom"):
        seal_all(place)
    file.write_text(before)
    assert again(kept) == "Жанна"


def test_a_lost_row_of_the_key_over_sealed_rows_is_told(place: Path, kept: str) -> None:
    PersonRow.objects.create(names={"ru": "Тайна"})
    NewsroomKeyRow.objects.all().delete()
    newsroom_key.hold(None)
    with pytest.raises(LostKeyError, match="bring a whole backup back"):
        seal_all(place)


def test_moving_the_key_leaves_none_in_the_home(place: Path, kept: str, settings: Any) -> None:
    file = place.parent / "stick.key"
    old = (place / "newsroom-key").read_bytes()
    assert key_places.move_key(file)
    assert not (place / "newsroom-key").exists()
    assert file.read_bytes() != old
    assert (place / "dalel.toml").read_text() == f'key_file = "{file}"\n'
    settings.DALEL = settings.DALEL.model_copy(update={"key_file": file})
    assert again(kept) == "Жанна"
    with pytest.raises(KeyPlaceError, match="lies in the home"):
        key_places.move_key(place / "other")


def test_a_key_that_is_moved_again_is_named_where_it_lies_now(
    place: Path, kept: str, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = (place.parent / name for name in ("first.key", "second.key"))
    key_places.move_key(first)
    file = place / "dalel.toml"
    file.write_text(f'# ours\n{file.read_text()}contact = "a@b.test"\n')
    settings.DALEL = settings.DALEL.model_copy(update={"key_file": first})
    assert key_places.move_key(second)
    assert file.read_text() == f'# ours\nkey_file = "{second}"\ncontact = "a@b.test"\n'
    settings.DALEL = settings.DALEL.model_copy(update={"key_file": second})
    assert again(kept) == "Жанна"
    monkeypatch.setenv("DALEL_KEY_FILE", str(second))
    assert not key_places.move_key(place.parent / "third.key")


def test_a_move_that_is_cut_off_goes_on(
    place: Path, kept: str, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = place.parent / "stick.key"
    with monkeypatch.context() as cut:
        cut.setattr(key_places, "_keep", _cut_off)
        with pytest.raises(KeyboardInterrupt):
            key_places.move_key(file)
    # Both keys are there, and that of the home opens still.
    settings.DALEL = settings.DALEL.model_copy(update={"key_file": file})
    assert again(kept) == "Жанна"
    key_places.move_key(file)
    assert again(kept) == "Жанна"
    assert not (place / "newsroom-key").exists()


def test_a_change_of_the_key_reseals_nothing_and_may_be_cut_off(
    place: Path, kept: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = place / "newsroom-key"
    before = file.read_text()
    assert key_places.change_key() == file
    assert file.read_text() != before
    assert again(kept) == "Жанна"
    with monkeypatch.context() as cut:
        cut.setattr(Path, "replace", _cut_off)
        with pytest.raises(KeyboardInterrupt):
            key_places.change_key()
    assert again(kept) == "Жанна"
    assert key_places.leftover_keys() == (file,)
    assert key_places.change_key() == file
    assert again(kept) == "Жанна"
    assert key_places.leftover_keys() == ()


def test_a_locked_newsroom_opens_by_its_passphrase_alone(place: Path, kept: str) -> None:
    with pytest.raises(ShortPassphraseError):
        key_places.lock_key("short")
    key_places.lock_key(WORDS)
    assert not (place / "newsroom-key").exists()
    with pytest.raises(LockedError):
        again(kept)
    assert not newsroom_key.enter("four words somebody joins")
    assert newsroom_key.enter(f" {WORDS} ")
    assert sealing.unsealed(kept) == "Жанна"
    key_places.bring_home()
    assert again(kept) == "Жанна"


def test_the_key_goes_from_process_to_process_by_a_socket_of_its_user(
    place: Path, kept: str
) -> None:
    key_places.lock_key(WORDS)
    deep = place / ("deep" * 20) / ("deeper" * 20)
    deep.mkdir(parents=True)
    for home in (place, deep):
        with key_socket.holding(home):
            assert key_socket.asked(home) is None
            assert key_socket.hand_in(home, newsroom_key.newsroom_key())
            assert key_socket.asked(home) == newsroom_key.newsroom_key()
            assert (home / "key.sock").stat().st_mode & 0o777 == 0o600
        assert key_socket.asked(home) is None
    with key_socket.holding(place):
        assert newsroom_key.enter(WORDS)
        assert again(kept) == "Жанна"


def test_what_says_nonsense_to_the_socket_gets_nothing(place: Path) -> None:
    with key_socket.holding(place), socket.socket(socket.AF_UNIX) as line:
        line.connect(str(place / "key.sock"))
        line.sendall(b"give me the key, please")
        line.shutdown(socket.SHUT_WR)
        assert line.recv(10) == b""


def test_a_locked_desk_shows_one_page_until_the_passphrase_is_entered(
    place: Path, kept: str, settings: Any
) -> None:
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    key_places.lock_key(WORDS)
    newsroom_key.hold(None)
    client = Client()
    for address in ("/", "/inbox/", "/sign-in/", "/nowhere/"):
        page = client.get(address, headers={"Accept-Language": "kk"})
        assert page.status_code == 423
        assert 'name="passphrase"' in page.text
    assert "Unlock" in client.get("/?language=en").text
    kk, ru = (client.get(f"/?language={code}").text for code in ("kk", "ru"))
    assert "Құпиясөз тіркесі" in kk
    assert "Публичный сайт" in ru
    assert client.post("/", {"passphrase": "wrong and long enough"}).status_code == 403
    for _ in range(9):
        client.post("/", {"passphrase": "wrong and long enough"})
    assert client.post("/", {"passphrase": WORDS}).status_code == 429


def test_the_right_passphrase_opens_the_desk(place: Path, kept: str) -> None:
    key_places.lock_key(WORDS)
    newsroom_key.hold(None)
    answer = Client().post("/inbox/", {"passphrase": WORDS}, REMOTE_ADDR="127.0.0.9")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/inbox/")
    assert sealing.unsealed(kept) == "Жанна"


def test_sql_is_never_asked_for_what_is_sealed() -> None:
    within, part = {"replies__ru": "x"}, {"text__contains": "x"}
    with pytest.raises(SealedColumnError):
        RemarkRow.objects.filter(**part).exists()
    with pytest.raises(SealedColumnError):
        DemandRow.objects.filter(**within).exists()


def test_a_child_that_reads_strangers_bytes_gets_no_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DALEL_KEY_VALUE", "secret")
    assert "DALEL_KEY_VALUE" not in pool._environment()  # noqa: SLF001


def _cut_off(*_args: Any, **_named: Any) -> None:
    raise KeyboardInterrupt
