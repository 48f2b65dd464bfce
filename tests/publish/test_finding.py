"""The home page answers first: what it finds of each right is what the cells say, no more."""

import re
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
from lxml import html

from dalel.domain.change import Changes
from dalel.domain.count_board import ALL, Kind, Level, Subject
from dalel.domain.edition import Edition
from dalel.domain.measures import Measures
from dalel.domain.reason import Reason
from dalel.domain.snapshot import Snapshot
from dalel.domain.states import EditionState
from dalel.pack import Pack
from dalel.publish.build import build
from dalel.publish.figures.finding import RightsFinding, finding
from dalel.publish.figures.words import MeasureWords
from dalel.publish.views.dates import wording
from dalel.publish.views.record import IndexedSnapshot
from publish.measured import measured
from publish.probing import ask


@pytest.fixture(scope="module")
def snapshot(kz_pack: Pack) -> Snapshot:
    return measured(kz_pack, 45)


def found(snapshot: Snapshot, measures: Measures, language: str = "ru") -> RightsFinding:
    record = IndexedSnapshot(snapshot, "")
    edition, *earlier = record.editions
    made = finding(
        edition,
        earlier[0] if earlier else None,
        measures,
        MeasureWords(record, wording(language)),
    )
    assert made is not None
    return made


def with_levels(snapshot: Snapshot, levels: dict[str, Level]) -> Measures:
    """The measures of a record whose latest edition has these levels, and every other none."""
    assert snapshot.measures is not None
    number = max(edition.number for edition in snapshot.editions)
    whole = snapshot.measures.editions[number][ALL]
    cells = {ALL: whole} | {
        subject: replace(whole, subject=subject, level=level)
        for code, level in levels.items()
        for subject in (Subject(kind=Kind.RIGHT, code=code),)
    }
    return replace(snapshot.measures, editions={number: cells})


@pytest.mark.parametrize("seed", range(20))
def test_the_headline_counts_the_rights_of_the_gravest_level_that_any_has(
    snapshot: Snapshot, seed: int
) -> None:
    chance = Random(seed)
    codes = [right.code for right in snapshot.codebook.rights]
    levels = {code: chance.choice(list(Level)) for code in codes}
    made = found(snapshot, with_levels(snapshot, levels))
    known = [level for level in levels.values() if level is not Level.UNKNOWN]
    order = [Level.GRAVE, Level.VIOLATED, Level.PRESSED, Level.OBSERVED]
    if not known:
        assert made.headline == "Как соблюдаются права, по этим записям пока сказать нельзя"
        return
    gravest = min(known, key=order.index)
    assert re.findall(r"\d+", made.headline) == [str(known.count(gravest)), str(len(codes))]
    begun = {
        Level.GRAVE: "Грубо наруша",
        Level.VIOLATED: "Наруша",
        Level.PRESSED: "Под давлением",
        Level.OBSERVED: "Соблюда",
    }
    assert made.headline.startswith(begun[gravest])
    assert len(made.rights) == len(known)
    assert len(made.unknown) == len(codes) - len(known)
    assert [right.level for right in made.rights] == sorted(known, key=order.index)


def test_what_it_rests_on_are_the_counts_of_the_edition(snapshot: Snapshot) -> None:
    assert snapshot.measures is not None
    whole = snapshot.measures.editions[max(one.number for one in snapshot.editions)][ALL]
    made = found(snapshot, snapshot.measures)
    told = [int(number) for number in re.findall(r"\d+", made.sure)]
    narrow, widen = (whole.directions.get(one, 0) for one in ("negative", "positive"))
    assert told == [whole.coded, narrow, widen, whole.verified, whole.coded]


def test_a_record_that_cannot_be_compared_says_so_and_why(snapshot: Snapshot) -> None:
    assert snapshot.measures is not None
    why = Reason(code="change_too_short", values={"months": "2", "least": "6"})
    measures = replace(snapshot.measures, changes=Changes(why_not=why))
    made = found(snapshot, measures)
    assert made.change.startswith("Становится ли хуже, по этим записям пока сказать нельзя.")
    assert "6" in made.change


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_the_home_page_begins_with_the_answer_and_then_shows_what_it_rests_on(
    snapshot: Snapshot, tmp_path: Path, language: str
) -> None:
    first = snapshot.codebook.rights[0].code
    measures = with_levels(snapshot, {first: Level.PRESSED})
    snapshot = replace(snapshot, measures=measures)
    build(snapshot, tmp_path / "site")
    page = html.fromstring((tmp_path / "site" / language / "index.html").read_bytes())
    made = found(snapshot, measures, language)
    [head] = ask(page, "//h1")
    assert head.text == f"{made.headline} "
    heads = [one.get("id") for one in ask(page, "//main//h2[@id]")]
    assert heads[:3] == ["rights", "ledger-title", "attention"]
    assert heads.index("latest") > heads.index("attention")
    shown = ask(page, "//ul[@class='levels']/li/h3")
    assert [one.text_content() for one in shown] == [right.name for right in made.rights]
    bars = ask(page, "//ul[@class='levels']/li/*[name()='svg']")
    for bar, right in zip(bars, made.rights, strict=True):
        widths = [int(one.get("width")) for one in bar]
        assert sum(widths) == sum(right.directions.values())


def test_what_comes_next_are_rules_on_their_way_the_nearest_first(
    snapshot: Snapshot,
) -> None:
    assert snapshot.measures is not None
    stages = snapshot.measures.rules.cases.coming
    [law] = snapshot.measures.rules.strands.law[:1]
    early, late, other = (one for one in snapshot.incidents[:3] if one.codes)
    changed: dict[str, Any] = {
        early.number: {"event_type": law, "case_status": stages[0]},
        late.number: {"event_type": law, "case_status": stages[-1]},
        other.number: {"case_status": stages[-1]},
    }
    incidents = tuple(
        replace(one, codes=replace(one.codes, **changed[one.number]))
        if one.codes and one.number in changed
        else one
        for one in snapshot.incidents
    )
    record = IndexedSnapshot(replace(snapshot, incidents=incidents), "")
    assert [one.number for one in record.on_their_way] == [late.number, early.number]
    assert "next/" not in record.empty
    assert IndexedSnapshot(replace(snapshot, measures=None), "").on_their_way == []


def test_an_act_that_was_signed_since_is_no_longer_on_its_way(snapshot: Snapshot) -> None:
    assert snapshot.measures is not None
    [law] = snapshot.measures.rules.strands.law[:1]
    incident = next(one for one in snapshot.incidents if one.codes and one.date)
    assert incident.codes
    assert incident.date
    act = snapshot.codebook.statutes[0]
    coded = replace(
        incident.codes,
        event_type=law,
        case_status=snapshot.measures.rules.cases.coming[-1],
        statutes=(act.code,),
    )
    day = incident.date.first_day

    def coming(signed: date | None, *, dated: bool = True) -> list[str]:
        statutes = (replace(act, signed=signed), *snapshot.codebook.statutes[1:])
        one = replace(incident, codes=coded, date=incident.date if dated else None)
        edition = Edition(
            number=1,
            period_start=day,
            period_end=day,
            introduction={},
            incidents={one.section: (one.number,)},
            state=EditionState.OPEN,
            released=None,
        )
        made = replace(
            snapshot,
            codebook=replace(snapshot.codebook, statutes=statutes),
            incidents=(one,),
            editions=(edition,),
        )
        return [each.number for each in IndexedSnapshot(made, "").on_their_way]

    assert coming(None) == coming(day - timedelta(days=1)) == [incident.number]
    assert coming(day) == coming(day, dated=False) == []
