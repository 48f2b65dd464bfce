"""The house stands as its plan says."""

import ast
import os
import re
import subprocess
from collections import defaultdict
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings

from dalel.cli import catalogue
from dalel.cli.configuration import PUBLIC_AUTHORITIES

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


def test_architecture_names_every_floor_and_every_step() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text()
    floors = [path.parent.name for path in PACKAGE.glob("*/__init__.py")]
    steps = [path.parent.name for path in PACKAGE.glob("steps/*/__init__.py")]
    assert floors
    assert steps
    missing = [name for name in (*floors, *steps) if f"{name}/" not in text]
    assert missing == []


def public_classes() -> Iterator[tuple[str, str]]:
    for path in MODULES:
        for node in ast.parse(path.read_text()).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                yield node.name, str(path.relative_to(PACKAGE))


def test_every_public_class_has_a_name_of_its_own() -> None:
    homes: dict[str, list[str]] = defaultdict(list)
    for name, home in public_classes():
        homes[name].append(home)
    assert len(homes) > 500
    assert {name: found for name, found in homes.items() if len(found) > 1} == {}


def imports_of(path: Path) -> Iterator[str]:
    """The modules that a module imports, those of ``from package import module`` too."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


#: What an app gives to others besides its models, queries, actions and labels.
GIVEN = {
    "accounts.act": "who acts and when, given to whatever changes a row",
    "accounts.forms": "the form of a member, which the desk shows beside a member's work",
    "incidents.demand_forms": "the form of a demand, which releases bring to paper",
    "incidents.proposal_forms": "how any page puts a change to a second person",
    "stories.views": "the panels of a story, which a decision about it shows again",
}


def test_an_app_gives_others_its_models_queries_actions_and_labels() -> None:
    found: dict[str, set[str]] = defaultdict(set)
    for path in (PACKAGE / "newsroom").rglob("*.py"):
        if path.name == "urls.py":
            continue
        app = path.relative_to(PACKAGE / "newsroom").parts[0]
        for name in imports_of(path):
            match name.split("."):
                case ["dalel", "newsroom", other, part, *_] if other not in {app, "frame"}:
                    if part not in {"models", "queries", "actions"} and "labels" not in part:
                        found[f"{other}.{part}"].add(str(path.relative_to(PACKAGE)))
    assert found.keys() == GIVEN.keys(), found


def test_every_module_says_in_a_statement_what_it_holds() -> None:
    told = {
        str(path.relative_to(PACKAGE)): (ast.get_docstring(ast.parse(path.read_text())) or "")
        for path in MODULES
    }
    heads = {path: words.split("\n")[0] for path, words in told.items()}
    assert {path: head for path, head in heads.items() if not head.endswith(".")} == {}


@pytest.fixture(scope="module")
def used() -> Any:
    """The messages of code and templates, gathered once."""
    return catalogue.collected()


@pytest.mark.parametrize("language", catalogue.TRANSLATED)
def test_every_message_is_translated_and_used(
    monkeypatch: pytest.MonkeyPatch, used: Any, language: str
) -> None:
    monkeypatch.setattr(catalogue, "collected", lambda: used)
    assert list(catalogue.gaps(language)) == []


def test_a_message_within_an_f_string_is_in_the_catalogue(used: Any) -> None:
    """Before Python 3.12 an f-string is one token, in which no message is found."""
    said = {
        str(call.args[0].value)
        for path in MODULES
        for text in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(text, ast.JoinedStr)
        for call in ast.walk(text)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "_"
        if isinstance(call.args[0], ast.Constant)
    }
    assert said
    assert [message for message in sorted(said) if message not in used] == []


def test_a_gap_in_a_catalogue_is_found(monkeypatch: pytest.MonkeyPatch, used: Any) -> None:
    used = deepcopy(used)
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


#: Where the one kind of transaction that decides and writes is made.
_TRANSACTIONS = PACKAGE / "newsroom" / "frame" / "transactions.py"
_OTHER_TRANSACTIONS = {
    _TRANSACTIONS,
    # Asks the server whether its files are sound, and takes back what it needs for that.
    PACKAGE / "newsroom" / "worker" / "actions" / "server_soundness.py",
    # Passes over rows whose worker is extending its claim at this moment.
    PACKAGE / "newsroom" / "frame" / "row_claims.py",
}


def test_whatever_decides_and_writes_goes_through_one_kind_of_transaction() -> None:
    own = re.compile(
        r"\batomic\(\)|transaction\.atomic|set_autocommit|select_for_update|BEGIN [DIE]"
    )
    found = {
        str(path.relative_to(ROOT)): line.strip()
        for path in MODULES
        if path not in _OTHER_TRANSACTIONS
        for line in path.read_text().splitlines()
        if own.search(line)
    }
    assert found == {}
    assert own.search(_TRANSACTIONS.read_text())


#: Cleans what is sent, whatever form it is for.
_CLEANS_WHAT_IS_SENT = PACKAGE / "newsroom" / "frame" / "request_limits.py"


def sent_fields(node: ast.AST) -> Iterator[ast.Attribute]:
    """Where the fields of a request are spoken of."""
    for one in ast.walk(node):
        if isinstance(one, ast.Attribute) and ast.unparse(one) in {"request.POST", "request.FILES"}:
            yield one


def test_what_a_page_sends_is_read_by_a_form_alone() -> None:
    read: list[ast.Attribute] = []
    by_hand: dict[str, str] = {}
    for path in MODULES:
        if path == _CLEANS_WHAT_IS_SENT:
            continue
        tree = ast.parse(path.read_text())
        calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
        forms = [call for call in calls if ast.unparse(call.func).lower().endswith("form")]
        given = [one for form in forms for part in form.args for one in sent_fields(part)]
        read += given
        by_hand |= {
            f"{path.relative_to(PACKAGE)}:{one.lineno}": ast.unparse(one)
            for one in sent_fields(tree)
            if one not in given
        }
    assert len(read) > 60
    assert by_hand == {}


def test_no_test_and_no_sample_asks_the_authorities_that_are_asked_by_default() -> None:
    """They are named in one place, and switched off for every process that a test starts."""
    assert os.environ["DALEL_TIMESTAMP_URLS"] == "none"
    assert settings.DALEL.timestamp_urls == ()
    hosts = [urlsplit(url).hostname for url in PUBLIC_AUTHORITIES]
    naming = {
        path.relative_to(ROOT).as_posix()
        for folder in ("src", "tests", "tools", "packs")
        for path in (ROOT / folder).rglob("*.*")
        if path.suffix in {".py", ".toml", ".sh", ".json"}
        if any(str(host) in path.read_text("utf-8", "replace") for host in hosts)
    }
    assert naming == {"src/dalel/cli/configuration.py"}
    sample = (ROOT / "src/dalel/cli/commands/sample.py").read_text("utf-8")
    assert 'os.environ["DALEL_TIMESTAMP_URLS"] = "none"' in sample
