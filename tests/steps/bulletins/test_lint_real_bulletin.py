"""Does the lint find the known defects of the real bulletin, and leave right things alone?"""

import json
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

from dalel.domain.bulletin import Bulletin
from dalel.domain.concern import Concern
from dalel.language.wording import advice_on, reason_of
from dalel.pack.loading import load
from dalel.pack.pack_records import Pack
from dalel.steps.bulletins import parse, read
from dalel.steps.bulletins.lint import RULES, lint
from dalel.steps.bulletins.lint.wording import WORDING

DEFECTS: list[dict[str, Any]] = json.loads(
    Path(__file__).with_name("defects_2026_01.json").read_text("utf-8")
)
#: What is rightly found beside them: they are listed as defects of other kinds (an old name, a
#: calque), or the list names only the first entries of a kind.
ALSO_RIGHT: dict[str, set[str | None]] = {
    "abbrev": {"2.2", "5.4"},
    # Experts and conclusions beside those that the list names.
    "attribution": {"2.1", "2.6", "3.4", "4.5", "4.6", "5.1"},
    # The list names entries that rest on an interested word; these are about their own source too,
    # and two of the list's it has no way to see.
    "interested": {"1.6", "1.8", "5.7", "5.10"},
    "same_happening": {"2.2"},
    "secondary": {"1.7", "2.4"},
    # The text never says that the law was adopted, or that cases were opened.
    "title_body": {"4.7", "5.6"},
    "term": {None, "1.7", "2.3", "2.5", "3.5", "5.2", "5.9"},
}
#: What is found although nothing is wrong: a site that is written about is taken for a reporter.
WRONG: dict[str, set[str | None]] = {"secondary": {"1.3"}}
TINY = Path(__file__).parents[2] / "packs" / "tiny"


@pytest.fixture(scope="module")
def concerns(bulletin: Bulletin, pack: Pack) -> tuple[Concern, ...]:
    return lint(bulletin, pack)


@pytest.fixture(scope="module")
def found(concerns: tuple[Concern, ...]) -> dict[str, set[str | None]]:
    places: dict[str, set[str | None]] = defaultdict(set)
    for concern in concerns:
        places[concern.rule].add(concern.entry)
    return places


@pytest.mark.parametrize("defect", DEFECTS, ids=[defect["id"] for defect in DEFECTS])
def test_a_known_defect_is_found(defect: dict[str, Any], found: dict[str, set[str | None]]) -> None:
    assert set(defect["entries"] or [None]) <= found[defect["rule"]]


@pytest.mark.parametrize("rule", RULES)
def test_nothing_else_is_found(rule: str, found: dict[str, set[str | None]]) -> None:
    known = {
        entry
        for defect in DEFECTS
        if defect["rule"] == rule
        for entry in (defect["entries"] or [None])
    }
    assert found[rule] - known == ALSO_RIGHT.get(rule, set()) | WRONG.get(rule, set())


def test_each_concern_stands_on_a_line_of_its_defect(concerns: tuple[Concern, ...]) -> None:
    for defect in DEFECTS:
        lines = {c.line for c in concerns if c.rule == defect["rule"]}
        assert not defect["lines"] or lines & {*defect["lines"]}, defect["id"]


def test_a_genuine_host_that_looks_misspelt_is_left_alone(concerns: tuple[Concern, ...]) -> None:
    assert [c.excerpt for c in concerns if c.rule == "host_unknown"] == ["ulysmidia.kz"]
    assert [c.suggestion for c in concerns if c.rule == "host_unknown"] == ["ulysmedia.kz"]


def test_concerns_come_by_line_and_those_of_the_whole_file_first(
    concerns: tuple[Concern, ...],
) -> None:
    lines = [concern.line or 0 for concern in concerns]
    assert lines == sorted(lines)


def test_every_concern_can_be_put_into_words(concerns: tuple[Concern, ...]) -> None:
    for concern in concerns:
        words = reason_of(concern, WORDING, str) + advice_on(concern, WORDING, str)
        assert "%(" not in words
        assert words


def test_no_phrase_of_the_word_lists_quotes_the_bulletin(pack: Pack, issue: bytes) -> None:
    text = issue.decode().casefold()
    words = pack.lint
    patterns = [
        *(form for rule in words.terms for form in rule.wrong),
        *(form for forms in words.sections.groups.values() for group in forms.values()
          for form in group),
        *(form for forms in words.relative.values() for form in forms),
    ]  # fmt: skip
    plain = [pattern for pattern in patterns if pattern.casefold() in text]
    assert [pattern for pattern in plain if len(pattern.split()) > 3] == []


@pytest.mark.parametrize("language", ["ru", "en"])
def test_a_pack_without_word_lists_is_linted_by_what_it_has(language: str) -> None:
    tiny = load(TINY)
    first, *rest = [f"{s.number}. {s.labels[language]}" for s in tiny.codebook.sections]
    text = "\n".join([first, "One", "Two.", "https://unknown.test/1", *rest])
    bulletin = parse(
        read(text.encode(), "a.txt"), tiny.codebook, tiny.addresses, tiny.sources, language
    )
    assert {concern.rule for concern in lint(bulletin, tiny)} == {
        "date_missing", "host_unknown", "issue_period", "single_source",
    }  # fmt: skip
