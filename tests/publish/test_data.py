"""Can the record be taken away as data, whole and by edition?"""

import csv
import io
import json
import re
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from zipfile import ZipFile

import duckdb
import jsonschema
import openpyxl
import pytest

from dalel.domain.dates import PartialDate, Precision
from dalel.domain.public_record import Region
from dalel.domain.snapshot import Snapshot
from dalel.domain.states import IncidentState
from dalel.publish.build import OUTPUTS, build
from dalel.publish.data.columns import columns
from dalel.publish.tree import atomic_writes
from publish.probing import contents, with_incident, with_text

pytestmark = pytest.mark.late


@pytest.fixture
def site(whole_site: Path) -> Path:
    return whole_site


@pytest.fixture(autouse=True)
def no_search(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """The index takes most of a small build."""
    if request.node.get_closest_marker("slow") is None:
        monkeypatch.delitem(OUTPUTS, "search")


def lines(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


@pytest.fixture
def folder(site: Path) -> Path:
    return site / "kk" / "data"


def test_every_kind_of_file_has_the_same_rows(folder: Path, release: Snapshot) -> None:
    numbers = [incident.number for incident in release.incidents]
    written = folder.joinpath("incidents.csv").read_bytes()
    assert written.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(written.decode("utf-8-sig"))))
    assert [row["number"] for row in rows] == numbers
    assert [row["number"] for row in lines(folder / "incidents.jsonl")] == numbers
    sheet = openpyxl.load_workbook(folder / "incidents.xlsx")["incidents"]
    assert [row[0].value for row in sheet.iter_rows(min_row=2)] == numbers
    asked = f"from '{folder}/incidents.parquet' select number, title, rights, updated"
    found = duckdb.execute(asked).fetchall()
    assert [row[0] for row in found] == numbers
    assert found[0][1] == release.incidents[0].texts["kk"].title
    assert found[0][2] == ["expression", "information"]
    assert found[0][3] == release.incidents[0].updated


def test_a_spreadsheet_gets_no_formula(release: Snapshot, tmp_path: Path) -> None:
    build(with_text(release, 0, "kk", title='=HYPERLINK("https://x.test")'), tmp_path / "site")
    folder = tmp_path / "site/kk/data"
    rows = list(csv.DictReader(io.StringIO((folder / "incidents.csv").read_text("utf-8-sig"))))
    assert rows[0]["title"].startswith("'=")
    [head, first] = list(
        openpyxl.load_workbook(folder / "incidents.xlsx")["incidents"].iter_rows(max_row=2)
    )
    cell = first[[one.value for one in head].index("title")]
    assert (cell.data_type, cell.value) == ("s", '=HYPERLINK("https://x.test")')


def test_what_was_taken_back_keeps_its_number_and_nothing_else(folder: Path) -> None:
    by_number = {row["number"]: row for row in lines(folder / "incidents.jsonl")}
    withdrawn, retracted = by_number["XX-2020-0003"], by_number["XX-2020-0004"]
    assert (withdrawn["status"], retracted["status"]) == ("withdrawn", "retracted")
    for row in (withdrawn, retracted):
        filled = {name for name, value in row.items() if value not in (None, [])}
        assert filled == {"number", "status", "url", "section", "section_label", "updated"}


def test_an_edition_has_its_own_rows(site: Path, release: Snapshot) -> None:
    printed = {n for numbers in release.editions[1].incidents.values() for n in numbers}
    rows = lines(site / "ru/e/2/data/incidents.jsonl")
    assert {row["number"] for row in rows} == printed
    assert {tuple(row["editions"]) for row in rows} == {("2",)}  # type: ignore[arg-type]


def test_the_package_describes_every_column_and_names_the_bytes(
    folder: Path, release: Snapshot
) -> None:
    package = json.loads((folder / "datapackage.json").read_bytes())
    names = [column.name for column in columns(release.codebook)]
    for resource in package["resources"]:
        content = (folder / resource["path"]).read_bytes()
        assert resource["hash"] == f"sha256:{sha256(content).hexdigest()}"
        assert resource["bytes"] == len(content)
    fields = package["resources"][0]["schema"]["fields"]
    assert [field["name"] for field in fields] == names
    assert all(field["description"] for field in fields)
    assert package["licenses"] == [{"name": "CC-BY-4.0", "title": "CC BY 4.0"}]
    assert re.fullmatch(r"2026\.01\.31\.\d{6}", package["version"])


def test_a_licence_of_the_data_stands_before_that_of_the_texts(
    release: Snapshot, tmp_path: Path
) -> None:
    profile = replace(release.profile, data_licence="ODbL 1.0")
    build(replace(release, profile=profile), tmp_path / "site")
    package = json.loads((tmp_path / "site/kk/data/datapackage.json").read_bytes())
    assert package["licenses"][0]["name"] == "ODbL-1.0"
    assert 'license: "ODbL-1.0"' in (tmp_path / "site/data/CITATION.cff").read_text()


def test_codes_of_other_trackers_are_columns(release: Snapshot, tmp_path: Path) -> None:
    event = replace(release.codebook.event_types[0], maps={"other": ("A", "B")})
    tracker = replace(release.codebook.actors[0], code="other")
    codebook = replace(release.codebook, event_types=(event,), trackers=(tracker,))
    build(replace(release, codebook=codebook), tmp_path / "site")
    rows = lines(tmp_path / "site/kk/data/incidents.jsonl")
    assert rows[0]["map_other"] == ["A", "B"]


def test_the_list_of_changes_tells_what_became_of_each(site: Path) -> None:
    found = lines(site / "data/changes.jsonl")
    by_number: dict[object, list[object]] = {}
    for one in found:
        by_number.setdefault(one["number"], []).append(one["change"])
    assert by_number["XX-2020-0001"] == ["added"]
    assert by_number["XX-2020-0003"] == ["withdrawn"]
    assert by_number["XX-2020-0004"] == ["retracted"]
    assert "corrected" in by_number["XX-2020-0005"]
    assert [one["time"] for one in found] == sorted(str(one["time"]) for one in found)


def test_the_static_api_is_as_it_is_described(site: Path, release: Snapshot) -> None:
    root = site / "api/v1"
    described = json.loads((root / "openapi.json").read_bytes())
    schemas = described["components"]["schemas"]

    def check(name: str, file: Path) -> None:
        validator = jsonschema.Draft202012Validator(
            {**schemas[name], "components": described["components"]}
        )
        validator.validate(json.loads(file.read_bytes()))

    check("About", root / "index.json")
    check("Incidents", root / "incidents.json")
    for edition in release.editions:
        check("Edition", root / f"editions/{edition.number}.json")
    for incident in release.incidents:
        check("Incident", root / f"incidents/{incident.number}.json")
    one = json.loads((root / "incidents/XX-2020-0002.json").read_bytes())
    assert one["languages"]["ru"]["title"] == release.incidents[1].texts["ru"].title
    assert one["developments"][0]["texts"]["ru"] == "Суд вынес решение."


def test_it_can_be_cited(site: Path) -> None:
    metadata = json.loads((site / "data/datacite.json").read_bytes())
    for wanted in ("titles", "creators", "publisher", "publicationYear", "types", "version"):
        assert metadata[wanted]
    assert metadata["url"] == "https://monitor.test/kk/data/"
    cff = (site / "data/CITATION.cff").read_text("utf-8")
    for wanted in ("cff-version: ", "message: ", "title: ", "authors:", "version: "):
        assert wanted in cff


def test_regions_stand_beside_the_places_of_an_incident(release: Snapshot, tmp_path: Path) -> None:
    region = Region(code="XX-1", labels={"kk": "Өңір", "ru": "Регион", "en": "Region"}, column=1)
    snapshot = replace(release, regions=(region,), within={"XX": "XX-1"})
    build(snapshot, tmp_path / "site")
    rows = lines(tmp_path / "site/ru/data/incidents.jsonl")
    assert rows[0]["regions"] == ["XX-1"]
    assert "Регион" in (tmp_path / "site/ru/r/XX-1/index.html").read_text()
    assert (tmp_path / "site/ru/r/XX-1/feed.json").exists()


def test_dates_of_every_precision_are_told_apart(release: Snapshot, tmp_path: Path) -> None:
    interval = PartialDate(iso="2025-01/2025-10", precision=Precision.INTERVAL)
    build(with_incident(release, 9, date=interval), tmp_path / "site")
    row = lines(tmp_path / "site/kk/data/incidents.jsonl")[9]
    assert (row["date"], row["date_precision"]) == ("2025-01/2025-10", "interval")


@pytest.mark.slow
def test_the_same_snapshot_gives_the_same_bytes_of_every_kind(
    release: Snapshot, tmp_path: Path
) -> None:
    build(release, tmp_path / "one")
    build(release, tmp_path / "two")
    one, two = contents(tmp_path / "one"), contents(tmp_path / "two")
    kinds = {Path(path).suffix for path in one}
    assert {".csv", ".xlsx", ".jsonl", ".parquet", ".xml", ".zip", ".pf_index", ".cff"} <= kinds
    assert {path for path in one if one[path] != two.get(path)} == set()


@pytest.mark.slow
def test_a_change_is_with_readers_before_data_and_search_follow(
    release: Snapshot, tmp_path: Path
) -> None:
    site = tmp_path / "site"
    build(release, site)
    build(with_text(release, 9, "kk", title="Басқа тақырып"), site)
    assert "Басқа тақырып" in (site / "kk/data/incidents.csv").read_text("utf-8-sig")
    build(with_text(release, 9, "kk", title="Басқа тақырып"), tmp_path / "fresh")
    assert contents(site) == contents(tmp_path / "fresh")


def test_what_is_taken_back_is_gone_with_the_pages_not_after_them(
    release: Snapshot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first of the two switches already holds nothing of it: no old data, no old archive."""
    site = tmp_path / "site"
    named = with_text(release, 9, "kk", title="Ерекше Есім")
    build(named, site)
    seen: list[list[str]] = []
    switch = atomic_writes.Tree._switch  # noqa: SLF001

    def watched(tree: atomic_writes.Tree) -> None:
        switch(tree)
        seen.append(_holding(site, "Ерекше Есім".encode()))

    monkeypatch.setattr(atomic_writes.Tree, "_switch", watched)
    build(with_incident(named, 9, state=IncidentState.WITHDRAWN), site)
    assert seen == [[], []]


def _holding(site: Path, words: bytes) -> list[str]:
    names = [path for path, content in contents(site).items() if words in content]
    return names + [path for path in ("mirror.zip",) if _zipped(site / path, words)]


def _zipped(path: Path, words: bytes) -> bool:
    if not path.exists():
        return False
    with ZipFile(path) as packed:
        return any(words in packed.read(name) for name in packed.namelist())
