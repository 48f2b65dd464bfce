"""Do measurements of others stand in files of their own, under their own licence?"""

import csv
import io
import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from dalel.domain.collection import NetworkCount
from dalel.domain.snapshot import Snapshot
from dalel.pack import Pack
from dalel.publish.bench import invented
from dalel.publish.build import OUTPUTS, build
from dalel.publish.data import network_data
from dalel.publish.views.dates import wording
from dalel.publish.views.record import IndexedSnapshot
from publish.measured import measures_of

COUNT = NetworkCount(
    source="ooni",
    day=date(2025, 12, 30),
    country="XX",
    subject="lake.test",
    network="AS1",
    measured=20,
    anomalies=12,
    confirmed=0,
    failures=1,
)


@pytest.fixture
def record(kz_pack: Pack) -> Snapshot:
    bare = invented(2)
    return replace(bare, measures=replace(measures_of(bare, kz_pack), network=(COUNT,)))


@pytest.mark.late
def test_counts_of_others_stand_by_themselves_under_their_licence(
    record: Snapshot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(OUTPUTS, "search")
    build(record, tmp_path / "site")
    for language in ("kk", "ru"):
        folder = tmp_path / "site" / language / "data"
        text = (folder / "ooni" / "counts.csv").read_text("utf-8-sig")
        (row,) = csv.DictReader(io.StringIO(text))
        assert row == {
            "day": "2025-12-30",
            "country": "XX",
            "site": "lake.test",
            "network": "AS1",
            "tests": "20",
            "anomalies": "12",
            "confirmed": "0",
            "failures": "1",
        }
        package = json.loads((folder / "ooni" / "datapackage.json").read_text("utf-8"))
        assert [one["name"] for one in package["licenses"]] == ["CC-BY-NC-SA-4.0"]
        assert package["sources"][0]["path"] == "https://ooni.org/data"
        fields = package["resources"][0]["schema"]["fields"]
        assert [one["name"] for one in fields] == list(row)
        ours = [file for file in folder.iterdir() if file.is_file()]
        assert all(b"lake.test" not in file.read_bytes() for file in ours if file.suffix != ".html")
        shown = (folder / "index.html").read_text("utf-8")
        assert 'href="ooni/counts.csv"' in shown
        assert "CC BY-NC-SA 4.0" in shown


def test_without_counts_there_are_no_such_files(record: Snapshot) -> None:
    assert list(network_data.works(IndexedSnapshot(invented(1), ""))) == []
    assert len(list(network_data.works(IndexedSnapshot(record, "")))) == 1


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_every_column_is_explained(language: str) -> None:
    said = dict(network_data.meanings(wording(language)))
    assert len(said) == len(network_data.COLUMNS)
    assert all(words and words not in network_data.COLUMNS.values() for words in said.values())
