"""Is the whole record carried out as lines that anybody can read, and nothing that must stay?"""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import asdict
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.db.utils import ConnectionHandler

from dalel.cli.database import database
from dalel.domain.evidence import EvidenceClass
from dalel.newsroom.accounts.models import Member
from dalel.newsroom.evidence.actions import withhold
from dalel.newsroom.evidence.models import CaptureRow
from dalel.newsroom.frame import transactions
from dalel.newsroom.frame.own_apps import own_models
from dalel.newsroom.incidents.models import IncidentRow
from dalel.newsroom.incidents.queries.incidents import incident
from dalel.newsroom.releases.queries import record
from dalel.newsroom.worker.actions.dump import dump_rows, load_rows
from dalel.newsroom.worker.actions.export_record import export_record
from dalel.newsroom.worker.actions.prepare import prepare
from dalel.pack import Pack
from newsroom.row_contents import everything
from small_press import LAKE, START, SmallPress, small_press

pytestmark = pytest.mark.django_db
WHY = withhold.Cause(reason="a witness", by="the publisher", time=START)


@pytest.fixture
def press(tiny_pack: Pack, tmp_path: Path) -> Iterator[SmallPress]:
    """A bulletin in the record, and a press that was watched once."""
    prepare(tiny_pack, now=START)
    with small_press(tiny_pack, tmp_path) as opened:
        opened.run()
        yield opened


def exported(press: SmallPress, out: Path) -> list[dict[str, Any]]:
    export_record(out, press.pack, now=press.now, software="test")
    return [json.loads(line) for line in out.read_text("utf-8").splitlines()]


def of_kind(lines: list[dict[str, Any]], kind: str) -> list[dict[str, Any]]:
    return [line for line in lines if line["kind"] == kind]


def test_the_record_is_there_kind_by_kind(press: SmallPress, tmp_path: Path) -> None:
    lines = exported(press, tmp_path / "record.jsonl")
    assert lines[0] == {
        "kind": "record",
        "format": record.FORMAT,
        "pack": press.pack.id,
        "pack_version": press.pack.version,
        "exported": press.now.isoformat(),
        "software": "test",
    }
    assert len(of_kind(lines, "incident")) == IncidentRow.objects.count() > 0
    assert len(of_kind(lines, "capture")) == CaptureRow.objects.count() > 0
    assert {line["id"] for line in of_kind(lines, "source")} == {"lake", "hill"}
    [edition] = of_kind(lines, "edition")
    assert {entry["incident"] for entry in edition["entries"]} == {
        line["number"] for line in of_kind(lines, "incident")
    }


def test_an_incident_is_told_as_the_record_reads_it(press: SmallPress, tmp_path: Path) -> None:
    for line in of_kind(exported(press, tmp_path / "record.jsonl"), "incident"):
        read = incident(line["number"])
        assert line["links"] == [asdict(link) for link in read.reading.incident.links]
        told = {(one["language"], one["number"]): one for one in line["texts"]}
        for language, versions in read.versions.items():
            for version in versions:
                one = told[language, version.number]
                assert tuple(one["paragraphs"]) == version.text.paragraphs
                assert (one["title"], one["state"]) == (version.text.title, version.state)


def test_the_same_record_gives_the_same_lines(press: SmallPress, tmp_path: Path) -> None:
    first = exported(press, tmp_path / "one.jsonl")
    press.now += timedelta(days=1)
    assert exported(press, tmp_path / "two.jsonl")[1:] == first[1:]


def test_what_was_withdrawn_is_not_carried_further(press: SmallPress, tmp_path: Path) -> None:
    row = IncidentRow.objects.order_by("number")[0]
    IncidentRow.objects.filter(pk=row.pk).update(state="withdrawn")
    lines = of_kind(exported(press, tmp_path / "record.jsonl"), "incident")
    assert lines[0] == {"kind": "incident", "number": row.number, "state": "withdrawn"}


def test_of_what_is_sealed_or_withheld_no_address_and_no_word_is_told(
    press: SmallPress, tmp_path: Path
) -> None:
    out = tmp_path / "record.jsonl"
    assert LAKE in out.read_text() if exported(press, out) else ""
    withhold.put_in_class(
        f"http://{LAKE}/one", EvidenceClass.SEALED, press.vault, press.pack.addresses, WHY
    )
    lines = exported(press, out)
    sealed = [line for line in of_kind(lines, "capture") if line["class"] == "sealed"]
    assert [line["url"] for line in sealed] == [None]
    assert len(sealed[0]["sha256"]) == 64
    assert f"{LAKE}/one" not in out.read_text()
    assert f"Первая новость {LAKE}" not in out.read_text()
    withhold.withhold("http://hill.test/one", press.vault, press.pack.addresses, WHY)
    [article] = [
        one for one in of_kind(exported(press, out), "article") if one["address"] is not None
    ]
    assert (article["withheld"], article["versions"][0]["title"]) == ("a witness", None)


def test_nobodys_account_and_no_body_is_in_it(press: SmallPress, tmp_path: Path) -> None:
    Member.objects.create_user("aigul", "a password of hers")
    out = tmp_path / "record.jsonl"
    exported(press, out)
    assert "aigul" not in out.read_text()
    assert "Озёрный совет рассмотрел" not in out.read_text()


def rows_without_keys() -> dict[str, list[tuple[object, ...]]]:
    """Every row; of pairs of incidents only whom they tie."""
    rows = everything()
    return rows | {"IncidentRow_related": [row[1:] for row in rows["IncidentRow_related"]]}


def test_rows_that_were_dumped_come_back_to_the_microsecond(
    press: SmallPress, tmp_path: Path
) -> None:
    Member.objects.create_user("aigul", "a password of hers")
    before = rows_without_keys()
    dump_rows(tmp_path / "rows.jsonl")
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA defer_foreign_keys = ON")
        for model in own_models():
            cursor.execute(f"DELETE FROM {model._meta.db_table}")  # noqa: S608, SLF001 - our own tables
    assert not any(everything().values())
    load_rows(tmp_path / "rows.jsonl")
    assert rows_without_keys() == before


def test_whoever_writes_does_not_wait_for_whoever_reads(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # As a home has it: a file with a write-ahead log.
    ours = ConnectionHandler({"default": database("", tmp_path)})["default"]
    monkeypatch.setattr(transactions, "connection", ours)

    def said() -> str:
        with ours.cursor() as cursor:
            return str(cursor.execute("SELECT said FROM rows").fetchone()[0])

    with ours.cursor() as cursor:
        cursor.execute("CREATE TABLE rows (said TEXT)")
        cursor.execute("INSERT INTO rows VALUES ('first')")
    with transactions.at_one_moment():
        assert said() == "first"
        file = tmp_path / "dalel.sqlite3"
        with closing(sqlite3.connect(file, timeout=0.1)) as other, other:
            other.execute("UPDATE rows SET said = 'second'")
        assert said() == "first"
    assert said() == "second"
    ours.close()
