"""May everything that the lock files name stand beside a program under Apache-2.0?"""

import re
import tomllib
from collections.abc import Iterator
from importlib.metadata import Distribution, distributions
from pathlib import Path
from typing import Final

import pytest

ROOT = Path(__file__).parents[2]
LISTS = tomllib.loads(Path(__file__).with_name("licences.toml").read_text("utf-8"))

#: Old names of licences, in classifiers and free fields, beside their names by SPDX.
SPDX: Final = LISTS["spdx"]


def plain(name: str) -> str:
    """A package's name as PEP 503 compares it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def locked(lock: str) -> set[str]:
    names = re.findall(r"(?m)^([\w.-]+)(?:\[[^]]*\])?==", (ROOT / lock).read_text("utf-8"))
    return {plain(name) for name in names}


INSTALLED = {plain(one.metadata["Name"]): one for one in distributions()}


def choices(one: Distribution) -> list[set[str]]:
    """The licences of a package: one of these sets, each with all that it asks for."""
    about = one.metadata.json
    if expression := str(about.get("license_expression", "")):
        return [set(part.strip("() ").split(" AND ")) for part in expression.split(" OR ")]
    said = [
        text.rpartition(" :: ")[2]
        for text in about.get("classifier", ())
        if text.startswith("License :: ") and not text.endswith("OSI Approved")
    ]
    # Several classifiers are a choice by custom; whose are not is in the list by name.
    free = str(about.get("license", "")).strip().removesuffix(".")
    return [{SPDX.get(name, name)} for name in (*said, *([] if said else free.split(" OR ")))]


def refused(lock: str, allowed: set[str]) -> Iterator[str]:
    for name in sorted(locked(lock)):
        if name in LISTS["checked"]:
            continue
        if name not in INSTALLED:
            yield f"{name}: not installed here, and not in the list of checked ones"
        elif not any(one and one <= allowed for one in choices(INSTALLED[name])):
            yield f"{name}: {choices(INSTALLED[name])}"


@pytest.mark.parametrize(
    ("lock", "lists"),
    [("requirements.lock", ("users",)), ("requirements-check.lock", ("users", "tools"))],
)
def test_every_locked_package_has_a_licence_that_may_stand(
    lock: str, lists: tuple[str, ...]
) -> None:
    allowed = {licence for name in lists for licence in LISTS[name]}
    assert locked(lock)
    assert list(refused(lock, allowed)) == []


def test_no_licence_that_binds_the_whole_program_may_stand_for_users() -> None:
    named = {name: one["licence"] for name, one in LISTS["checked"].items()}
    binding = [one for one in (*LISTS["users"], *named.values()) if one.startswith(("GPL", "AGPL"))]
    assert binding == []


def test_what_is_checked_by_hand_is_locked_or_an_extra() -> None:
    assert set(LISTS["checked"]) <= locked("requirements-check.lock")


def test_a_package_under_the_gpl_is_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    folder = tmp_path / "binding-1.0.dist-info"
    folder.mkdir()
    (folder / "METADATA").write_text(
        "Metadata-Version: 2.4\nName: binding\nVersion: 1.0\nLicense-Expression: GPL-3.0-or-later\n"
    )
    monkeypatch.setitem(INSTALLED, "binding", Distribution.at(folder))
    monkeypatch.setitem(globals(), "locked", lambda _lock: {"binding"})
    assert list(refused("requirements.lock", set(LISTS["users"]))) == [
        "binding: [{'GPL-3.0-or-later'}]"
    ]
