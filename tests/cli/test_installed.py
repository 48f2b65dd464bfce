"""Does the wheel do everything where root installed it, for a user who owns nothing there?"""

import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).parents[2]
#: A user of no importance, by number: no machine lacks it.
NOBODY = 65534


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built as a release is: source archive first, the wheel from what is in it."""
    room = tmp_path_factory.mktemp("built")
    for kind, source in (("sdist", ROOT), ("wheel", room / "source")):
        hatch = [sys.executable, "-m", "hatchling", "build", "-t", kind, "-d", str(room)]
        subprocess.run(hatch, cwd=source, check=True, capture_output=True)  # noqa: S603 - no shell
        if kind == "sdist":
            shutil.unpack_archive(next(room.glob("*.tar.gz")), room)
            next(path for path in room.iterdir() if path.is_dir()).rename(room / "source")
    return next(room.glob("*.whl"))


@pytest.mark.slow
def test_the_wheel_holds_all_that_the_checkout_holds(wheel: Path) -> None:
    names = set(ZipFile(wheel).namelist())
    tracked = subprocess.run(
        ["git", "ls-files", "-z", "src/dalel", "packs"],  # noqa: S607 - wherever git lies
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    wanted = {
        name.removeprefix("src/") if name.startswith("src/") else f"dalel/{name}"
        for name in tracked.split("\0")
        if name
    }
    compiled = {f"dalel/language/locale/{one}/LC_MESSAGES/django.mo" for one in ("kk", "ru")}
    assert wanted - names == set()
    assert compiled <= names


@pytest.mark.slow
def test_the_wheel_carries_its_bill_of_materials_where_pep_770_looks_for_it(wheel: Path) -> None:
    archive = ZipFile(wheel)
    (place,) = (name for name in archive.namelist() if name.endswith(".cdx.json"))
    assert place.split("/", 1)[1] == "sboms/dalel.cdx.json"
    assert archive.read(place) == (ROOT / "dalel.cdx.json").read_bytes()


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder into which root installed the wheel, which nobody may change."""
    folder = tmp_path_factory.mktemp("installed") / "packages"
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index"]
    subprocess.run([*pip, "--target", str(folder), str(wheel)], check=True)  # noqa: S603 - no shell
    for path in (folder, *folder.parents):
        if path.is_relative_to(Path(os.environ.get("TMPDIR", "/tmp"))):  # noqa: S108
            path.chmod(path.stat().st_mode | 0o055)
    _shut(folder)
    yield folder
    _shut(folder, opens=True)


def _shut(folder: Path, *, opens: bool = False) -> None:
    for path in (folder, *(one for one in folder.rglob("*") if one.is_dir())):
        path.chmod(0o755 if opens else 0o555)


def as_a_user(installed: Path, home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command with the installed code in front; as root, in another user's name.

    That user may read what root reads (Python itself may lie in root's home), and writes nothing
    that is not its own.
    """
    other = (
        [
            *("setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"),
            *("--inh-caps=-all,+dac_read_search", "--ambient-caps=-all,+dac_read_search"),
        ]
        if os.getuid() == 0
        else []
    )
    packages = sysconfig.get_path("purelib")
    return subprocess.run(  # noqa: S603 - no shell
        [*other, sys.executable, "-c", "from dalel.cli.main import main; main()", *arguments],
        env={
            "PATH": os.environ["PATH"],
            "HOME": str(home),
            "PYTHONPATH": f"{installed}:{packages}",
            "PYTHONNOUSERSITE": "1",
        },
        cwd=home,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.slow
def test_a_user_who_owns_nothing_of_it_imports_publishes_and_is_told_no_fault(
    installed: Path, tmp_path: Path
) -> None:
    home = tmp_path / "editor"
    home.mkdir(mode=0o755)
    for path in (home, *tmp_path.parents[:2], tmp_path):
        path.chmod(0o755)
    if os.getuid() == 0:
        os.chown(home, NOBODY, NOBODY)
    before = sorted(installed.rglob("*"))
    bulletin = installed / "dalel" / "packs" / "kz" / "bulletins" / "2026-01" / "kk.txt"
    where = as_a_user(installed, home, "--version")
    assert where.stdout.startswith("dalel "), where.stderr
    for code, *command in (
        (0, "up", "--once"),
        (0, "sources", "list"),
        (1, "lint", str(bulletin)),
    ):
        done = as_a_user(installed, home, *map(str, command))
        assert done.returncode == code, done.stderr
        assert "Traceback" not in done.stderr
    doctor = as_a_user(installed, home, "doctor").stdout
    state = home / ".local" / "share" / "dalel"
    assert f"home        {state} is closed to other users" in doctor
    assert "kk: kk/LC_MESSAGES/django.mo" in doctor
    assert f"{installed}/dalel/packs/kz" in doctor
    assert sorted(installed.rglob("*")) == before
    assert state.stat().st_mode & 0o777 == 0o700
    assert (state / "dalel.sqlite3").stat().st_mode & 0o777 == 0o600
    assert (state / "site" / "index.html").stat().st_mode & 0o777 == 0o644


@pytest.mark.slow
@pytest.mark.long
def test_a_user_watches_the_sample_press(installed: Path, tmp_path: Path) -> None:
    for path in (tmp_path, *tmp_path.parents[:2]):
        path.chmod(0o755)
    if os.getuid() == 0:
        os.chown(tmp_path, NOBODY, NOBODY)
    done = as_a_user(installed, tmp_path, "up", "--once", "--sample")
    assert done.returncode == 0, done.stderr
    assert "324 captures, sound" in done.stdout
