import io
import json
import zipfile
from zoneinfo import ZoneInfo

import pytest

from dalel.domain.register import RegisterEntry, RowFormat, RowReading
from dalel.steps.collect import rows
from dalel.steps.collect.rows import RowsRead

ZONE = ZoneInfo("Asia/Almaty")
BASE = "https://tau.test/api/list?page=1"
FIELDS = {"id": "id", "name": "title.ru", "state": "state", "day": "day"}
JSON = RowReading(
    format=RowFormat.JSON,
    rows="data.list",
    key="{id}",
    link="/doc/{id}",
    title="{name}",
    time="day",
    fields=FIELDS,
    says={"state": "Статус"},
    page_count="pages",
)
CSV = RowReading(
    format=RowFormat.CSV,
    key="{url}",
    link="https://tau.test/list.csv?url={url}",
    title="{url}",
    fields={"url": "url", "notes": "notes"},
    says={"notes": "Notes"},
)
HTML = RowReading(
    format=RowFormat.HTML,
    rows="div.contentlist",
    key="{href}",
    link="{href}",
    title="{title}",
    fields={"href": "h3 a[href]@href", "title": "h3 a", "whole": "", "kind": "@data-kind"},
    says={"kind": "Kind"},
)


def read(content: str | bytes, reading: RowReading) -> RowsRead:
    plain = content if isinstance(content, bytes) else content.encode()
    return rows.read(plain, BASE, reading, ZONE)


def said(*listed: object, **more: object) -> str:
    return json.dumps({"data": {"list": listed}} | more)


def doc(number: object, **fields: object) -> dict[str, object]:
    return {"id": number, "title": {"ru": f"Закон {number}"}, "state": "новый"} | fields


def one(found: RowsRead) -> RegisterEntry:
    (entry,) = found.entries
    return entry


def test_a_row_of_json_is_read_by_paths() -> None:
    found = read(said(doc(7, day="2026-01-12T08:00:00"), pages=3), JSON)
    entry = one(found)
    assert (entry.key, entry.url) == ("7", "https://tau.test/doc/7")
    assert (entry.title, entry.says) == ("Закон 7", (("Статус", "новый"),))
    assert entry.published is not None
    assert entry.published.isoformat() == "2026-01-12T03:00:00+00:00"
    assert (found.rows, found.page_count, found.problem) == (1, 3, None)


@pytest.mark.parametrize("time", ["1768186800", "1768186800123"])
def test_a_time_may_be_counted_since_1970(time: str) -> None:
    entry = one(read(said(doc(7, day=time)), JSON))
    assert entry.published is not None
    assert entry.published.year == 2026


@pytest.mark.parametrize(
    ("state", "told"),
    [
        (None, ()),
        (True, (("Статус", "true"),)),
        (1.5, (("Статус", "1.5"),)),
        (10**30, ()),
        (["NEW", "UPD", {"a": 1}], (("Статус", "NEW, UPD"),)),
        ({"deep": 1}, ()),
        ("a\0b\ud800", (("Статус", "ab"),)),
    ],
)
def test_any_value_is_told_in_words(state: object, told: object) -> None:
    assert one(read(said(doc(7, state=state)), JSON)).says == told


@pytest.mark.parametrize(
    "content",
    [
        "",
        "<html>",
        "{}",
        '{"data": 7}',
        "[" * 100_000,
        '{"data": {"list": {"a": 1}}}',
        b"\xff\xfe\x00",
    ],
    ids=["empty", "page", "nothing", "no object", "nested", "no list", "no text"],
)
def test_what_is_no_list_is_a_problem(content: str | bytes) -> None:
    assert read(content, JSON).problem


def test_a_row_without_its_key_is_counted() -> None:
    found = read(said(doc(None), doc("x" * 600), doc(7), "text", None), JSON)
    assert [entry.key for entry in found.entries] == ["7"]
    assert (found.rows, found.nameless) == (5, 4)


def test_a_list_within_a_list_is_reached_by_number() -> None:
    reading = RowReading(
        format=RowFormat.JSON,
        rows="0.rows",
        key="{id}",
        link="/{id}",
        title="{id}",
        fields={"id": "1"},
    )
    assert one(read('[{"rows": [["a", "b"], ["c"]]}]', reading)).key == "b"


def test_only_rows_about_what_was_asked_for_are_kept() -> None:
    reading = RowReading(
        format=RowFormat.CSV,
        key="{id}",
        link="/{id}",
        title="{id}",
        fields={"id": "id", "land": "land"},
        only={"land": ("kz", "kazakhstan")},
    )
    found = read("id,land\n1,KZ\n2,FR\n3,Kazakhstan\n", reading)
    assert [entry.key for entry in found.entries] == ["1", "3"]
    assert found.others == 1


def test_a_number_in_steps_changes_only_at_a_step() -> None:
    reading = RowReading(
        format=RowFormat.JSON,
        rows="",
        key="{id}",
        link="/{id}",
        title="{id}",
        fields={"id": "id", "signers": "signers"},
        says={"signers": "Подписей"},
        steps={"signers": (1000, 50_000)},
    )
    counts = [7, 1000, 49_999, "51 200", "many", 10**40]
    found = read(json.dumps([{"id": n + 1, "signers": c} for n, c in enumerate(counts)]), reading)
    assert [dict(entry.says).get("Подписей") for entry in found.entries] == [
        None,
        "≥ 1000",
        "≥ 1000",
        "≥ 50000",
        None,
        None,
    ]


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_a_table_of_values_is_read_by_its_headings(mark: str) -> None:
    text = f"\ufeffurl{mark}notes\r\nhttps://a.test/{mark}order\r\n"
    entry = one(read(text, CSV))
    assert entry.key == "https://a.test/"
    assert entry.url == "https://tau.test/list.csv?url=https%3A//a.test/"
    assert entry.says == (("Notes", "order"),)


def test_a_missing_column_is_named() -> None:
    assert read("url,other\na,b\n", CSV).problem == "no column notes"


@pytest.mark.parametrize(
    "content", [b"", b'url,notes\n"' + b"x" * 200_000], ids=["empty", "endless field"]
)
def test_a_broken_table_is_a_problem(content: bytes) -> None:
    assert read(content, CSV).problem


def zipped(name: str, content: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return file.getvalue()


ZIPPED = RowReading(
    format=RowFormat.ZIPPED_CSV,
    rows="data.csv",
    key="{url}",
    link="/{url}",
    title="{url}",
    fields={"url": "url"},
)


def test_a_table_in_an_archive_is_read() -> None:
    assert one(read(zipped("all/data.csv", b"url\na\n"), ZIPPED)).key == "a"


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"PK", "no zip archive"),
        (zipped("other.csv", b"url\na\n"), "no data.csv"),
        (zipped("data.csv", b"url\n" + b"a" * (50 * 2**20)), "more than"),
        (zipped("data.csv", b"url\na\n").replace(b"url", b"\0\0\0", 1), ""),
        (zipped("data.csv", b"url\na\n")[:40], "no zip archive"),
    ],
    ids=["no archive", "another name", "a bomb", "bent", "cut off"],
)
def test_a_broken_archive_is_a_problem(content: bytes, problem: str) -> None:
    found = read(content, ZIPPED).problem
    assert problem in (found or "")


def test_a_row_of_a_page_is_read_by_selectors() -> None:
    page = """<div class=contentlist data-kind=draft><h3><a href="/npa/view?id=7">О связи</a></h3>
    <small>x</small></div><div class=contentlist><h3>no link</h3></div>"""
    found = read(page, HTML)
    entry = one(found)
    assert (entry.key, entry.url) == ("/npa/view?id=7", "https://tau.test/npa/view?id=7")
    assert (entry.title, entry.says) == ("О связи", (("Kind", "draft"),))
    assert found.nameless == 1


@pytest.mark.parametrize("wrong", ["div[", "h3:has("], ids=["open bracket", "open function"])
def test_a_wrong_selector_is_a_problem(wrong: str) -> None:
    reading = RowReading(
        format=RowFormat.HTML, rows=wrong, key="{a}", link="/{a}", title="{a}", fields={"a": "a"}
    )
    assert read("<p>x</p>", reading).problem


def test_no_page_is_a_problem() -> None:
    assert read("", HTML).problem == "no page"


def test_the_same_row_twice_is_one() -> None:
    assert len(read(said(doc(7), doc(7, state="старый")), JSON).entries) == 1
