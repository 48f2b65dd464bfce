"""Does a finding claim only what the entries bear?"""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from random import Random

import pytest

from dalel.domain.change import Trend
from dalel.domain.count_board import ALL, Cell, Level, PeriodLength, Subject
from dalel.domain.incident import Incident
from dalel.pack import Pack
from dalel.publish.bench import invented
from dalel.publish.figures.chart_figures import ChartFigures
from dalel.publish.figures.chart_findings import (
    change_finding,
    effect_finding,
    levels_finding,
    most_finding,
    sections_finding,
    severity_finding,
)
from dalel.publish.figures.shared_charts import shared_charts
from dalel.publish.figures.words import MeasureWords
from dalel.publish.views.dates import wording
from dalel.publish.views.record import IndexedSnapshot
from dalel.steps.measure.board import BoardTally
from dalel.steps.measure.counted_entries import counted
from publish.measured import AS_OF, measured

LEAST = 5
DIRECTIONS = ("negative", "mixed", "neutral", "positive")


@pytest.fixture(scope="module")
def english() -> MeasureWords:
    return MeasureWords(IndexedSnapshot(invented(3), ""), wording("en"))


def numbers(sentence: str) -> list[int]:
    return [int(one) for one in re.findall(r"(?<![\d.])\d+(?![\d.])", sentence)]


def shuffled(seed: int) -> list[Incident]:
    """Invented incidents, coded by chance."""
    chance = Random(seed)
    weights = [chance.random() for _ in DIRECTIONS]
    made = []
    for one in invented(chance.randint(0, 40)).incidents:
        assert one.codes
        codes = replace(
            one.codes,
            direction=chance.choices(DIRECTIONS, weights)[0],
            severity=chance.randint(1, 5),
        )
        codes_or_none = None if chance.random() < 0.15 else codes
        made.append(replace(one, section=chance.randint(1, 5), codes=codes_or_none))
    return made


@pytest.mark.parametrize("seed", range(40))
def test_the_figures_of_a_finding_are_those_of_the_entries(
    seed: int, kz_pack: Pack, english: MeasureWords
) -> None:
    incidents = shuffled(seed)
    cells: Mapping[Subject, Cell] = BoardTally(kz_pack.measures, AS_OF).printed(
        counted(incidents, {}), PeriodLength.YEAR
    )
    coded = [one for one in incidents if one.codes]
    directions = Counter(one.codes.direction for one in coded if one.codes)
    narrow, widen = directions["negative"], directions["positive"]
    told = effect_finding(cells, LEAST, english)
    if len(coded) < LEAST:
        assert told.startswith("This record cannot tell yet")
        assert numbers(told) == [len(coded)]
    elif narrow * 2 > len(coded):
        assert told == f"Most entries narrow rights: {narrow} of {len(coded)}"
    elif widen * 2 > len(coded):
        assert told == f"Most entries widen rights: {widen} of {len(coded)}"
    else:
        assert "Most" not in told
        assert numbers(told) == [narrow, len(coded), widen]
    severe = sum(one.codes.severity >= 4 for one in coded if one.codes)
    assert numbers(severity_finding(cells, english)) == [severe, len(coded)]
    sections = Counter(one.section for one in coded)
    told = sections_finding(cells, LEAST, english)
    if len(coded) >= LEAST:
        assert told.endswith(f"({max(sections.values())} of {len(coded)})")
        named = {int(one) for one in re.findall(r"(?:: |, )(\d)\. ", told)}
        assert named == {one for one, count in sections.items() if count == max(sections.values())}


def test_of_things_that_share_the_first_place_all_are_named(english: MeasureWords) -> None:
    sentence = "%(most)s (%(count)s of %(of)s)"
    assert most_finding([("a", 3), ("b", 3), ("c", 1)], 9, 5, sentence, english) == "a, b (3 of 9)"
    assert "cannot tell yet" in most_finding([("a", 3)], 3, 5, sentence, english)
    assert "cannot tell yet" in most_finding([], 9, 5, sentence, english)


def test_levels_are_counted_and_what_cannot_be_told_is_said(english: MeasureWords) -> None:
    levels = [Level.UNKNOWN, Level.VIOLATED, Level.VIOLATED, Level.PRESSED, Level.UNKNOWN]
    assert levels_finding(levels, english).replace("\u00a0", " ") == (
        "Of 5 rights: violated – 2; under pressure – 1; this record cannot tell yet – 2"
    )
    assert levels_finding([Level.UNKNOWN], english) == (
        "This record cannot tell yet how far any right is observed"
    )


@pytest.mark.parametrize(
    ("rises", "falls", "ratio", "said"),
    [
        (True, False, 2.5, "More entries than before: 2.5 times the earlier rate"),
        (True, False, None, "More entries than before: earlier there were none"),
        (False, True, 0.5, "Fewer entries than before: 0.5 times the earlier rate"),
        (
            False,
            False,
            1.5,
            "This record cannot tell of a rise or a fall: the difference may be chance",
        ),
    ],
)
def test_a_change_is_claimed_only_where_the_test_finds_one(
    english: MeasureWords, said: str, *, rises: bool, falls: bool, ratio: float | None
) -> None:
    trend = Trend(
        subject=ALL,
        months=(),
        recent=5,
        earlier=2,
        numbers=(),
        ratio=ratio,
        low=0.1,
        high=9,
        chance=0.5,
        rises=rises,
        falls=falls,
        is_small=False,
    )
    assert change_finding(trend, english) == said


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_every_chart_says_what_it_finds_what_it_measures_and_whose_it_is(
    kz_pack: Pack, language: str
) -> None:
    snapshot = measured(kz_pack)
    assert snapshot.measures
    words = MeasureWords(IndexedSnapshot(snapshot, ""), wording(language))
    charts = shared_charts(snapshot.measures, words)
    assert {one.name for one in charts} >= {"effect", "sections", "severity", "targets", "means"}
    assert {one.name for one in charts} >= {"course", "kept"}
    for chart in charts:
        assert chart.figures.finding
        assert chart.figures.measure
        assert snapshot.profile.title[language] in chart.source
        assert wording(language).day(AS_OF) in chart.source


def test_the_bars_of_most_affected_are_the_entries_behind_them(kz_pack: Pack) -> None:
    snapshot = measured(kz_pack)
    assert snapshot.measures
    words = MeasureWords(IndexedSnapshot(snapshot, ""), wording("ru"))
    charts = {one.name: one.figures for one in shared_charts(snapshot.measures, words)}
    found: dict[str, set[str]] = {}
    for threat in snapshot.measures.threats.threats:
        if threat.target:
            found.setdefault(words.code("target", threat.target), set()).update(threat.numbers)
    assert shown(charts["targets"]) == {name: len(entries) for name, entries in found.items()}
    top = max(len(entries) for entries in found.values())
    assert numbers(charts["targets"].finding)[-2:] == [top, snapshot.measures.threats.entries]


def shown(figures: ChartFigures) -> dict[str, float | None]:
    return {mark.label: mark.value for mark in figures.marks}
