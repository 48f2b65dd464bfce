"""Does somebody who counts the bulletin's entries again come to the same figures?"""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

import pytest

from dalel.domain.count_board import ALL, Kind, Subject
from dalel.newsroom.figures.queries.figure_proofs import official_of
from dalel.newsroom.figures.queries.measures import measured
from dalel.newsroom.incidents.queries.snapshot import take
from dalel.newsroom.worker.actions.prepare import prepare
from dalel.pack import Pack, default_folder

pytestmark = pytest.mark.django_db


def entries() -> Mapping[str, Any]:
    """The pack's draft codes as the file has them, read by nothing of ours."""
    file = default_folder() / "bulletins" / "2026-01" / "edition.json"
    found: Mapping[str, Any] = json.loads(file.read_text(encoding="utf-8"))["entries"]
    return found


@pytest.mark.slow
def test_five_figures_of_the_bulletin_are_what_a_recount_gives(kz_pack: Pack) -> None:
    prepare(kz_pack, now=datetime(2026, 2, 1, tzinfo=UTC))
    snapshot = measured(kz_pack, take(kz_pack))
    assert snapshot.measures is not None
    (edition,) = snapshot.editions
    cells = snapshot.measures.editions[edition.number]
    codes = {place: one["codes"] for place, one in entries().items()}
    whole = cells[ALL]
    assert whole.total == len(codes) == 38
    narrowing = [place for place, one in codes.items() if one["direction"] == "negative"]
    assert whole.directions["negative"] == len(narrowing)
    sure = [place for place, one in codes.items() if one["verification"] in {"V2", "V3", "V4"}]
    assert whole.verified == len(sure)
    grave = [place for place, one in codes.items() if one["severity"] >= 4]
    assert sum(n for level, n in whole.severities.items() if level >= 4) == len(grave)
    spoken = [place for place, one in codes.items() if "expression" in one["rights"]]
    assert cells[Subject(kind=Kind.RIGHT, code="expression")].total == len(spoken)
    fifth = [place for place in codes if place.startswith("5.")]
    section = cells[Subject(kind=Kind.SECTION, code="5")]
    assert section.total == len(fifth) == 10
    # Every figure can be traced: the numbers are those of the entries themselves.
    titles = {one.number: one.texts["ru"].title for one in snapshot.incidents if "ru" in one.texts}
    printed = {one["texts"]["ru"]["title"] for place, one in entries().items() if place in fifth}
    assert {titles[number] for number in section.numbers} == printed
    # Nobody is established as an actor, and many are alleged: no name stands on the map.
    assert {threat.actor for threat in snapshot.measures.threats.threats} == {""}


@pytest.mark.slow
def test_the_official_figures_that_a_person_finds_in_the_bulletin_are_read(kz_pack: Pack) -> None:
    prepare(kz_pack, now=datetime(2026, 2, 1, tzinfo=UTC))
    snapshot = take(kz_pack)
    (edition,) = snapshot.editions
    printed = {one.number: edition.period_end for one in snapshot.incidents}
    found = official_of(kz_pack, snapshot.incidents, printed, {}, date(2026, 2, 1))
    labelled = [
        ("2023", 2_000),
        ("2023", 2_156),
        ("2023", 86_000_000),
        ("2023", 86_300_000),
        ("2025-01/2025-07", 58),
        ("2025-01/2025-10", 201),
        ("2025-01/2025-10", 16_400_000_000),
    ]
    for language in ("kk", "ru"):
        read = [(one.period, int(one.value)) for one in found if one.language == language]
        assert sorted(read) == labelled
