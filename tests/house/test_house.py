"""Does the house stand as its plan says?"""

import re
import subprocess
from pathlib import Path

import pytest

from dalel.project import catalogue

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "dalel"
MODULES = [path for path in PACKAGE.rglob("*.py") if "migrations" not in path.parts]


def tracked_files() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z"],  # noqa: S607 - git is wherever the machine keeps it
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    return [ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()]


def test_no_module_is_longer_than_300_lines() -> None:
    tests = (ROOT / "tests").rglob("*.py")
    too_long = {
        str(path.relative_to(ROOT)): count
        for path in (*MODULES, *tests)
        if (count := path.read_text().count("\n")) > 300
    }
    assert too_long == {}


def test_architecture_names_every_floor_and_every_step() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text()
    floors = [path.parent.name for path in PACKAGE.glob("*/__init__.py")]
    steps = [path.parent.name for path in PACKAGE.glob("steps/*/__init__.py")]
    assert floors
    assert steps
    missing = [name for name in (*floors, *steps) if f"{name}/" not in text]
    assert missing == []


@pytest.mark.parametrize("language", catalogue.TRANSLATED)
def test_every_message_is_translated_and_used(language: str) -> None:
    assert list(catalogue.gaps(language)) == []


def test_a_gap_in_a_catalogue_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    used = catalogue.collected()
    used.add("A sentence that nobody has translated")
    monkeypatch.setattr(catalogue, "collected", lambda: used)
    assert list(catalogue.gaps("kk")) == [
        "kk: not translated: 'A sentence that nobody has translated'"
    ]


def test_decision_records_are_at_most_thirty_lines() -> None:
    records = list((ROOT / "docs" / "decisions").glob("*.md"))
    assert records
    assert [path.name for path in records if path.read_text().count("\n") > 30] == []


def test_lock_files_name_no_index_and_pin_every_package_by_hash() -> None:
    for lock in ("requirements.lock", "requirements-check.lock"):
        text = (ROOT / lock).read_text()
        assert "://" not in text
        pins = re.findall(r"^[a-z0-9][a-z0-9._-]*==", text, flags=re.MULTILINE)
        unpinned = re.findall(r"^[a-z0-9][^\n]*(?<!\\)$", text, flags=re.MULTILINE)
        assert pins
        assert unpinned == []


def test_the_check_lock_agrees_with_the_product_lock() -> None:
    def pins(lock: str) -> set[str]:
        return set(
            re.findall(r"^[a-z0-9][^\s;]*==\S+", (ROOT / lock).read_text(), flags=re.MULTILINE)
        )

    assert pins("requirements.lock") <= pins("requirements-check.lock")


def test_no_file_names_a_path_of_one_machine() -> None:
    private = re.compile("|".join(("/" + "work/", "/" + "root/", "/" + "home/[a-z]")).encode())
    found = [
        str(path.relative_to(ROOT)) for path in tracked_files() if private.search(path.read_bytes())
    ]
    assert found == []
