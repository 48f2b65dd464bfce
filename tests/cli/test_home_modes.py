"""Is what lies in the home its owner's alone, whoever made it and under whatever umask?"""

import os
import re
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from dalel.cli.home_modes import HomeError, make_home, open_to_others
from dalel.publish.tree.atomic_writes import Tree, alone


@pytest.fixture(autouse=True)
def umask_of_ours() -> Iterator[None]:
    """As every process of ours has it."""
    before = os.umask(0o077)
    yield
    os.umask(before)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_home_made_beforehand_is_closed(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    for name in ("dalel.sqlite3", "secret-key", "dalel.toml"):
        (home / name).touch()
        (home / name).chmod(0o644)
    for name in ("evidence", "preview", "site"):
        (home / name).mkdir()
        (home / name).chmod(0o755)
    home.chmod(0o755)
    assert len(open_to_others(home)) == 6
    make_home(home)
    assert open_to_others(home) == ()
    assert mode(home / "dalel.sqlite3") == 0o600
    assert mode(home / "evidence") == mode(home / "preview") == 0o700
    # Who let a web server pass through to the site keeps that; looking around ends.
    assert mode(home) == 0o711
    assert mode(home / "site") == 0o755


def test_a_new_home_is_its_owners_alone(tmp_path: Path) -> None:
    make_home(tmp_path / "one" / "two")
    assert mode(tmp_path / "one" / "two") == 0o700


def test_a_file_in_the_place_of_the_home_is_told(tmp_path: Path) -> None:
    (tmp_path / "home").touch()
    for place in (tmp_path / "home", tmp_path / "home" / "below"):
        told = f"{tmp_path / 'home'} is a file, and the home {place} must be a folder"
        with pytest.raises(HomeError, match=f"^{re.escape(told)}"):
            make_home(place)


def test_a_home_that_cannot_be_made_is_told() -> None:
    with pytest.raises(HomeError, match="set DALEL_HOME"):
        make_home(Path("/proc/dalel"))


def _writes(content: bytes) -> Callable[[Path], None]:
    def write(path: Path) -> None:
        path.write_bytes(content)

    return write


def build(out: Path, content: bytes, *, preview: bool) -> None:
    with alone(out):
        tree = Tree(out)
        tree.open()
        tree.write(("index.html", content))
        tree.write(("en/i/XT-2031-0001/index.html", content))
        tree.place("all.zip", _writes(content))
        tree.close(preview=preview)


def test_a_web_server_reads_the_site_under_any_umask(tmp_path: Path) -> None:
    out = tmp_path / "www" / "site"
    build(out, b"one", preview=False)
    build(out, b"two", preview=False)
    made = [tmp_path / "www", out, *out.rglob("*")]
    assert {mode(path) for path in made if path.is_dir()} == {0o755}
    assert {mode(path) for path in made if path.is_file()} == {0o644}
    # The same again changes nothing, and mends what was shut meanwhile.
    out.chmod(0o700)
    build(out, b"two", preview=False)
    assert mode(out) == 0o755


def test_nobody_else_looks_into_a_preview(tmp_path: Path) -> None:
    out = tmp_path / "preview"
    build(out, b"draft", preview=True)
    assert mode(out) == 0o700
    build(out, b"released", preview=False)
    assert mode(out) == 0o755
