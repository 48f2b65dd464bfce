"""Does the bill of materials name all that is installed, and does the schema take it?"""

import json
import re
import runpy
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest

ROOT: Final = Path(__file__).parents[2]
TOOL: Final = runpy.run_path(str(ROOT / "tools" / "sbom.py"))
LOCK: Final = (ROOT / "requirements.lock").read_text("utf-8")

SMALL_LOCK: Final = """\
alpha[extra]==1.0 ; python_full_version < '3.12' \\
    --hash=sha256:{a} \\
    --hash=sha256:{b}
    # via
    #   -c requirements-check.lock
    #   dalel (pyproject.toml)
beta-two==2.0 \\
    --hash=sha256:{a}
    # via alpha
builder==3.0 \\
    --hash=sha256:{b}
    # via dalel (pyproject.toml:build)
""".format(a="a" * 64, b="b" * 64)


@pytest.fixture(scope="module")
def bill() -> dict[str, Any]:
    made: dict[str, Any] = json.loads((ROOT / "dalel.cdx.json").read_text("utf-8"))
    return made


def every(components: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for one in components:
        yield one
        yield from every(one.get("components", []))


def test_the_bill_is_that_of_the_lock_file() -> None:
    made = TOOL["bill"](LOCK)
    assert made == (ROOT / "dalel.cdx.json").read_text("utf-8"), "run python tools/sbom.py"
    assert TOOL["fault"](made) == ""


def test_what_the_schema_does_not_take_is_told(bill: dict[str, Any]) -> None:
    assert "nonsense" in TOOL["fault"](json.dumps({**bill, "nonsense": True}))


def test_every_locked_release_stands_in_it_with_licence_and_digests(bill: dict[str, Any]) -> None:
    found = {one["purl"]: one for one in bill["components"] if "purl" in one}
    digests = {
        f"pkg:pypi/{re.sub('[-_.]+', '-', name).lower()}@{version}": re.findall(
            r"sha256:(\w+)", block
        )
        for name, version, block in re.findall(
            r"(?m)^([\w.-]+)(?:\[[^]]*\])?==([^\s;]+)(.*(?:\n .*)*)", LOCK
        )
    }
    assert len(digests) > 100
    for purl, wanted in digests.items():
        (archives,) = found[purl]["externalReferences"]
        assert sorted(one["content"] for one in archives["hashes"]) == sorted(wanted), purl
        assert found[purl]["licenses"], purl


def test_what_browsers_run_and_what_lies_in_the_tree_stands_in_it(bill: dict[str, Any]) -> None:
    names = {one["name"]: one for one in every(bill["components"])}
    assert {"htmx.org", "pagefind"} <= set(names)
    for folder in ("src/dalel/publish/vendor", "src/dalel/publish/documents/vendor"):
        for package in tomllib.loads((ROOT / folder / "VENDORED.toml").read_text())["package"]:
            for file, digest in package["sha256"].items():
                assert names[f"{folder}/{file}"]["hashes"][0]["content"] == digest


def test_a_lock_is_read_with_machines_parents_and_digests() -> None:
    alpha, beta, builder = TOOL["locked"](SMALL_LOCK)
    assert (alpha.name, alpha.version, alpha.ref) == ("alpha", "1.0", "pkg:pypi/alpha@1.0")
    assert alpha.marker == "python_full_version < '3.12'"
    assert alpha.digests == ("a" * 64, "b" * 64)
    assert alpha.parents == {"dalel"}
    assert beta.parents == {"alpha"}
    assert builder.parents == {"dalel:build"}
    assert TOOL["needed"]([alpha, beta, builder]) == {"dalel", "alpha", "beta-two"}


def test_only_the_build_needs_hatchling(bill: dict[str, Any]) -> None:
    scopes = {one["name"]: one.get("scope") for one in bill["components"]}
    assert scopes["hatchling"] == "excluded"
    assert scopes["django"] == scopes["docopt"] == "required"


def test_who_asks_for_what_is_told(bill: dict[str, Any]) -> None:
    asked = {
        re.sub(r"pkg:pypi/|@.*", "", one["ref"]): one.get("dependsOn", [])
        for one in bill["dependencies"]
    }
    assert any(ref.startswith("pkg:pypi/docopt@") for ref in asked["pymorphy2"])
    assert any(ref.startswith("pkg:pypi/django@") for ref in asked["dalel"])
