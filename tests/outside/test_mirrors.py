"""Is a store whole after runs that were cut off, and does it keep nothing of before?"""

from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

import fsspec
import pytest

from dalel.outside import mirrors
from dalel.outside.mirrors import DeliveryError, by_fsspec, shown
from dalel.outside.rsync import _meaning, by_rsync
from dalel.publish.tree.atomic_writes import write_manifest

PLACE = "memory://store/site"
FIRST = {"a.css": b"1", "kk/i/1/index.html": b"A name", "kk/index.html": b"1", "old.csv": b"1"}
#: The name is gone from its page, one file is gone, and one is as it was before.
SECOND = {"a.css": b"2", "kk/i/1/index.html": b"withdrawn", "kk/index.html": b"1", "new.csv": b"2"}


@pytest.fixture(autouse=True)
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mirrors, "_BATCH", 1)
    system = fsspec.filesystem("memory")
    if system.exists("/store"):
        system.rm("/store", recursive=True)


def site(folder: Path, files: Mapping[str, bytes]) -> Path:
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    digests = {path: (sha256(content).hexdigest(), len(content)) for path, content in files.items()}
    (folder / "manifest.json").write_bytes(write_manifest(digests, preview=False))
    return folder


def lying() -> dict[str, bytes]:
    system = fsspec.filesystem("memory")
    found: list[str] = system.find("/store/site")
    return {path.removeprefix("/store/site/"): system.cat_file(path) for path in found}


def cut_after(calls: int, monkeypatch: pytest.MonkeyPatch, folder: Path) -> bool:
    """Send, and stop before one of the changes there; False when there were not so many."""
    left = calls

    def counted(name: str) -> Any:
        do = getattr(mirrors._Place, name)  # noqa: SLF001

        def counting(place: Any, *told: Any) -> None:
            nonlocal left
            left -= 1
            if left < 0:
                raise KeyboardInterrupt
            do(place, *told)

        return counting

    with monkeypatch.context() as patched:
        for name in ("_put", "_remove"):
            patched.setattr(mirrors._Place, name, counted(name))  # noqa: SLF001
        try:
            by_fsspec(folder, PLACE)
        except KeyboardInterrupt:
            return True
    return False


@pytest.mark.parametrize("first_cut", range(12))
def test_cut_off_anywhere_and_changed_meanwhile_the_store_holds_just_the_site(
    first_cut: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two = site(tmp_path / "one", FIRST), site(tmp_path / "two", SECOND)
    wanted = SECOND | {"manifest.json": (two / "manifest.json").read_bytes()}
    cut_after(first_cut, monkeypatch, one)
    second_cut = 0
    while cut_after(second_cut, monkeypatch, two):
        second_cut += 1
        # Somebody goes back to the earlier release in between, and is cut off too.
        cut_after(2, monkeypatch, one)
    assert lying() == wanted
    assert by_fsspec(two, PLACE).sent == 0


@pytest.mark.parametrize("cut", range(20))
def test_cut_off_anywhere_the_earlier_release_can_be_put_up_again(
    cut: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two = site(tmp_path / "one", FIRST), site(tmp_path / "two", SECOND)
    by_fsspec(one, PLACE)
    cut_after(cut, monkeypatch, two)
    by_fsspec(one, PLACE)
    assert lying() == FIRST | {"manifest.json": (one / "manifest.json").read_bytes()}


def test_what_arrived_before_the_cut_is_not_sent_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = site(tmp_path / "one", FIRST)
    # A note and a file each: three files arrived, of the last of them nobody is sure.
    assert cut_after(6, monkeypatch, one)
    assert by_fsspec(one, PLACE).sent == len(FIRST) - 2


def test_nothing_is_left_of_the_notes(tmp_path: Path) -> None:
    by_fsspec(site(tmp_path / "one", FIRST), PLACE)
    assert not any(path.startswith(mirrors.NOTES) for path in lying())


def test_a_password_in_an_address_is_not_told(tmp_path: Path) -> None:
    place = "nowhere://user:hunter2@host.test/x"
    with pytest.raises(DeliveryError) as failed:
        by_fsspec(site(tmp_path / "one", FIRST), place, {"key": "a-long-secret"})
    assert "hunter2" not in str(failed.value)
    assert failed.value.__cause__ is None
    assert shown(place) == "nowhere://user:…@host.test/x"
    assert shown("user@host.test:/var/www") == "user@host.test:/var/www"


@pytest.mark.parametrize(("password", "repeated"), [("pass-word", "pass-word"), ("p%40ss", "p@ss")])
def test_a_store_may_fail_in_its_own_way_and_repeat_a_password(
    password: str, repeated: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise Exception(f"530 we:{repeated} may not log in")

    monkeypatch.setattr(fsspec.core, "url_to_fs", refuse)
    with pytest.raises(DeliveryError) as failed:
        by_fsspec(site(tmp_path / "one", FIRST), f"ftp://we:{password}@host.test/x")
    assert str(failed.value) == "ftp://we:…@host.test/x: 530 we:… may not log in"


def test_a_place_with_a_manifest_of_somebody_else_is_named(tmp_path: Path) -> None:
    fsspec.filesystem("memory").pipe("/store/site/manifest.json", b'{"name": "an app"}')
    with pytest.raises(DeliveryError, match="name an empty folder"):
        by_fsspec(site(tmp_path / "one", FIRST), PLACE)
    assert list(lying()) == ["manifest.json"]


@pytest.fixture
def rsync(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program that says what stands in ``said``, but only to who asks for the third time."""
    program = tmp_path / "bin/rsync"
    program.parent.mkdir()
    program.write_text(
        f'#!/bin/sh\ncd "{tmp_path}"\necho >>asked\n'
        "[ $(wc -l <asked) -lt 3 ] || cat said >&2\nexit 11\n"
    )
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(program.parent), prepend=":")
    return tmp_path


@pytest.mark.parametrize(
    ("said", "told"),
    [('mkdir "x" failed: No such file', "the folder above"), ("", "11 and said nothing")],
)
def test_a_server_whose_words_are_lost_on_the_way_is_asked_again(
    rsync: Path, said: str, told: str
) -> None:
    (rsync / "said").write_text(said)
    with pytest.raises(DeliveryError, match=told) as failed:
        by_rsync(rsync, "rsync://we:pass-word@host.test/www")
    assert str(failed.value).startswith("rsync://we:…@host.test/www: ")


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("kex: Connection closed\nuser@host: Permission denied (publickey).", "ssh-copy-id"),
        ('rsync: [receiver] mkstemp "x" failed: Permission denied (13)', "may not write"),
        ("bash: line 1: rsync: command not found", "rsync is missing on the server"),
        ("write failed: No space left on device (28)", "the disk there is full"),
        ("rsync: connection unexpectedly closed (0 bytes)", "it goes on where it stopped"),
        ("something nobody has seen", "something nobody has seen"),
    ],
)
def test_what_programs_say_is_told_in_words_of_editors(said: str, meant: str) -> None:
    assert meant in _meaning(said)
    assert said in _meaning(said)
