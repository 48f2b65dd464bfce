"""Does what the documents on security name exist, and is each requirement told once?"""

import re
from pathlib import Path
from typing import Final

import pytest

from dalel.domain.flash import SECOND_WITHIN

ROOT: Final = Path(__file__).parents[2]
DOCUMENTS: Final = ("SECURITY.md", "docs/asvs.md", "docs/dependencies.md")
#: Where a path that a document names in short may begin.
PLACES: Final = ("", "src/dalel/", "tests/", "docs/")


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_file_that_is_named_is_there(document: str) -> None:
    text = (ROOT / document).read_text("utf-8")
    named = set(re.findall(r"`((?:[\w.-]+/)+[\w.-]+\.(?:py|md|toml|sh))`", text))
    linked = set(re.findall(r"\]\(([\w./-]+\.(?:md|json))\)", text))
    here = (ROOT / document).parent
    assert named | linked
    missing = {path for path in named if not any((ROOT / one / path).exists() for one in PLACES)}
    assert missing | {path for path in linked if not (here / path).exists()} == set()


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_decision_that_is_named_is_there(document: str) -> None:
    text = (ROOT / document).read_text("utf-8")
    known = {path.name[:4] for path in (ROOT / "docs" / "decisions").glob("*.md")}
    told = {
        number
        for part in re.findall(r"[Dd]ecisions? ([\d, and]+)", text)
        for number in re.findall(r"\b\d{4}\b", part)
    }
    assert told <= known


@pytest.mark.parametrize("document", ["SECURITY.md", "docs/keys.md"])
def test_who_promises_two_persons_names_what_one_does_alone(document: str) -> None:
    hours = int(SECOND_WITHIN.total_seconds() // 3600)
    promises = [
        line
        for line in (ROOT / document).read_text("utf-8").splitlines()
        if "two persons" in line and "public" in line
    ]
    assert promises
    for alone in ("a Flash", f"within {hours} hours", "taking back", "imprint", "newsroom_of_one"):
        assert any(alone in line for line in promises)


def test_the_sums_of_the_assessment_are_those_of_its_tables() -> None:
    text = (ROOT / "docs" / "asvs.md").read_text("utf-8")
    rows = re.findall(r"(?m)^\| \d+\.\d+ [^|]*\|([^|]*)\|([^|]*)\|([^|]*)\|", text)
    met, unmet, foreign = (sum(count(row[place]) for row in rows) for place in range(3))
    told = re.search(r"Of (\d+) requirements (\d+) are met, (\d+) are not, (\d+) do not", text)
    assert told is not None
    assert [int(one) for one in told.groups()] == [met + unmet + foreign, met, unmet, foreign]


def count(numbers: str) -> int:
    """How many requirements ``1-4, 7`` are."""
    ends = [part.strip().partition("-") for part in numbers.split(",") if part.strip()]
    return sum(int(last or first) - int(first) + 1 for first, _, last in ends)
