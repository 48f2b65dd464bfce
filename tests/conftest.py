"""Every test run has a home of its own, and Django lives in it."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import django
import pytest

# Before anything reads the settings: no test may touch the checkout's own home, nor obey the
# variables of the person who runs it.
for _name in [name for name in os.environ if name.startswith("DALEL_") or name == "DATABASE_URL"]:
    del os.environ[_name]
_HOME = Path(tempfile.mkdtemp(prefix="dalel-test-"))
os.environ["DALEL_HOME"] = str(_HOME)
# scripts/on_postgresql.sh names a server of the tests' own here.
if _SERVER := os.environ.get("TEST_DATABASE_URL"):
    os.environ["DATABASE_URL"] = _SERVER
os.environ["DJANGO_SETTINGS_MODULE"] = "dalel.project.settings"

from dalel.pack import Pack, default_folder, load  # noqa: E402 - the home comes first
from dalel.project.catalogue import compile_catalogues  # noqa: E402
from dalel.publish import OUTPUTS  # noqa: E402

django.setup()

TINY = Path(__file__).parent / "packs" / "tiny"


def pytest_unconfigure() -> None:
    """Take the home away again."""
    shutil.rmtree(_HOME, ignore_errors=True)


@pytest.fixture(scope="session", autouse=True)
def wording() -> None:
    """The catalogues are compiled, as every command compiles them."""
    compile_catalogues()


@pytest.fixture(autouse=True)
def no_late_outputs(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Data and search index, which cost much of a small build, are made only where it matters."""
    if request.node.get_closest_marker("late") is None:
        monkeypatch.delitem(OUTPUTS, "data")
        monkeypatch.delitem(OUTPUTS, "search")


@pytest.fixture(scope="session")
def tiny_pack() -> Pack:
    """The pack of an invented country."""
    return load(TINY)


@pytest.fixture(scope="session")
def kz_pack() -> Pack:
    """The pack of Kazakhstan."""
    return load(default_folder())


@pytest.fixture
def now() -> datetime:
    """The time at which tests happen."""
    return datetime(2031, 6, 2, 9, 30, tzinfo=UTC)


@pytest.fixture
def home() -> Iterator[Path]:
    """The home of this run, without what a test puts there."""
    before = set(_HOME.iterdir())
    yield _HOME
    for made in set(_HOME.iterdir()) - before:
        shutil.rmtree(made) if made.is_dir() else made.unlink()
