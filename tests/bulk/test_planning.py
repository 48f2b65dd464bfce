"""What is planned of paths, folders, patterns, lists, indexes and months."""

import json
from pathlib import Path

import fsspec
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from dalel.bulk.inputs import Planned, Sought, plan_of
from dalel.bulk.units import (
    ArchiveUnit,
    Plan,
    PlanError,
    merged,
    ordered,
    plan_lines,
    read_plan,
    write_plan,
)
from dalel.domain.errors import StorageError
from dalel.pack import Pack, load
from web_archives import archive, packed

TINY = Path(__file__).parents[1] / "packs" / "tiny"


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load(TINY)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("b.warc.gz", "a.warc", "below/c.warc.gz"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        archive(tmp_path / name, [], packed=name.endswith("gz"))
    (tmp_path / "notes.html").write_text("none")
    return tmp_path


def planned(pack: Pack, *inputs: object, **sought: object) -> Planned:
    return plan_of(Sought(inputs=tuple(map(str, inputs)), **sought), pack)  # type: ignore[arg-type]


def names(found: Planned) -> list[str]:
    return [Path(unit.input).name for unit in found.plan.units]


def test_a_folder_gives_the_archives_in_it_and_below_it_in_order(pack: Pack, folder: Path) -> None:
    found = planned(pack, folder)
    assert names(found) == ["a.warc", "b.warc.gz", "c.warc.gz"]
    assert [one.size for one in found.plan.units] == [
        (folder / name).stat().st_size for name in ("a.warc", "b.warc.gz", "below/c.warc.gz")
    ]


def test_a_pattern_and_a_path_give_each_archive_once(pack: Pack, folder: Path) -> None:
    assert names(planned(pack, folder / "*.warc*", folder / "a.warc")) == ["a.warc", "b.warc.gz"]


def test_an_input_that_is_nothing_of_ours_is_refused(pack: Pack, folder: Path) -> None:
    with pytest.raises(PlanError, match="neither a web archive"):
        planned(pack, folder / "notes.html")
    with pytest.raises(StorageError, match=r"none\.warc"):
        planned(pack, folder / "none.warc")
    (folder / "empty").mkdir()
    with pytest.raises(PlanError, match="no web archive there"):
        planned(pack, folder / "empty")


def test_a_list_names_archives_from_its_own_folder_or_a_base(pack: Pack, folder: Path) -> None:
    (folder / "list.txt.gz").write_bytes(
        packed("# remark\n\nb.warc.gz\na.warc\n../etc.warc\nx.doc\n")
    )
    found = planned(pack, folder / "list.txt.gz")
    assert names(found) == ["a.warc", "b.warc.gz"]
    assert found.counts == {"listed": 4, "unusable": 2}
    based = planned(pack, folder / "list.txt.gz", base="s3://bucket/")
    assert [(one.input, one.size) for one in based.plan.units] == [
        ("s3://bucket/a.warc", None),
        ("s3://bucket/b.warc.gz", None),
    ]
    assert based.plan.unsized == 2


def test_an_archive_has_one_name_by_its_path_and_by_a_list_below_a_base(
    pack: Pack, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "list.txt").write_text("a.warc\n")
    monkeypatch.chdir(folder.parent)
    found = planned(pack, folder / "list.txt", folder / "a.warc", base=folder.name)
    assert [one.input for one in found.plan.units] == [str(folder / "a.warc")]


def test_a_store_is_read_like_a_folder(pack: Pack, folder: Path) -> None:
    store = fsspec.filesystem("memory")
    store.put_file(str(folder / "a.warc"), "/planned/x/a.warc")
    assert planned(pack, "memory://planned/").plan == planned(pack, "memory://planned").plan
    found = planned(pack, "memory://planned/")
    assert [one.input for one in found.plan.units] == ["memory:///planned/x/a.warc"]
    assert found.plan.known_bytes == (folder / "a.warc").stat().st_size


def test_a_month_of_common_crawl_is_its_list(pack: Pack, folder: Path) -> None:
    month = folder / "crawl-data/CC-NEWS/2026/01"
    month.mkdir(parents=True)
    (month / "warc.paths.gz").write_bytes(packed("crawl-data/CC-NEWS/2026/01/one.warc.gz\n"))
    found = planned(pack, months=("2026-01",), common_crawl=str(folder))
    assert [one.input for one in found.plan.units] == [f"{month}/one.warc.gz"]
    with pytest.raises(PlanError, match="no month"):
        planned(pack, months=("2026-13",), common_crawl=str(folder))


def cdx(*rows: tuple[str, str, str, object, object, str]) -> str:
    """Lines of (address, type, status, length, offset, file)."""
    lines = [
        f"test,x)/ 20260105100000 {url} {mime} {status} SHA - - {length} {offset} {file}"
        for url, mime, status, length, offset, file in rows
    ]
    return " CDX N b a m s k r M S V g\n" + "\n".join(lines) + "\n"


PAGE = ("https://shore.test/1-a", "text/html", "200")


def test_an_index_gives_the_places_of_the_packs_hosts_alone(pack: Pack, tmp_path: Path) -> None:
    text = cdx(
        (*PAGE, 100, 5000, "b.warc.gz"),
        ("http://www.old-shore.test/", "text/html", "200", 50, 100, "b.warc.gz"),
        ("http://deep.shore.test/", "application/xhtml+xml", "200", 9, 1, "a.warc.gz"),
        ("http://notshore.test/", "text/html", "200", 9, 900, "a.warc.gz"),
        ("https://shore.test/x.png", "image/png", "200", 9, 900, "a.warc.gz"),
        ("https://shore.test/gone", "text/html", "404", 9, 900, "a.warc.gz"),
        ("https://shore.test/1-a", "warc/revisit", "-", 9, 900, "a.warc.gz"),
    )
    (tmp_path / "i.cdx").write_text(text)
    found = planned(pack, tmp_path / "i.cdx", base="s3://b/", gap=0)
    assert [(one.input, one.ranges, one.size) for one in found.plan.units] == [
        ("s3://b/a.warc.gz", ((1, 9),), 9),
        ("s3://b/b.warc.gz", ((100, 50), (5000, 100)), 150),
    ]
    assert found.counts == {"lines": 7, "pages": 3, "other hosts": 1, "no page": 3}
    near = planned(pack, tmp_path / "i.cdx", base="s3://b/", gap=4850)
    assert near.plan.units[1].ranges == ((100, 5000),)


HOSTILE = (
    (*PAGE, 100, 5, "/etc/passwd"),
    (*PAGE, 100, 5, "../../secret.warc.gz"),
    (*PAGE, 100, 5, "http://10.0.0.1/x.warc.gz"),
    (*PAGE, 100, 5, "file:///etc/passwd"),
    (*PAGE, -1, 5, "a.warc.gz"),
    (*PAGE, 0, 5, "a.warc.gz"),
    (*PAGE, "1e9", 5, "a.warc.gz"),
    (*PAGE, 100, "9" * 40, "a.warc.gz"),
    (*PAGE, 100, "٣", "a.warc.gz"),
    (*PAGE, 100, 5, "a.warc.gz one word too many"),
)


def test_lines_that_lead_elsewhere_or_nowhere_are_counted(pack: Pack, tmp_path: Path) -> None:
    (tmp_path / "i.cdx").write_text(cdx(*HOSTILE) + "\n\x00\xff\n" + "x" * 200_000)
    found = planned(pack, tmp_path / "i.cdx")
    assert found.plan.units == ()
    assert found.counts["pages"] == 0
    assert found.counts["unusable"] >= len(HOSTILE)


CDXJ: tuple[dict[str, object], ...] = (
    {"url": PAGE[0], "mime": "text/html", "status": "200", "length": "7", "offset": "3"},
    {"url": PAGE[0], "mime": "text/html", "status": 200, "length": 7, "offset": 30},
    {"url": PAGE[0], "mime": "text/html", "status": "200", "length": 7.5, "offset": 3},
    {"url": PAGE[0], "mime": "text/html", "status": "200", "length": True, "offset": 3},
    {"url": [], "mime": {}, "status": None},
)


def test_cdxj_is_read_with_whatever_types_its_values_have(pack: Pack, tmp_path: Path) -> None:
    lines = [f"test,shore)/ 2026 {json.dumps(one | {'filename': 'a.warc.gz'})}" for one in CDXJ]
    lines += ["!meta {}", "test,shore)/ 2026 {broken", "test,shore)/ 2026 " + '{"a":' * 50_000]
    (tmp_path / "i.cdxj.gz").write_bytes(packed("\n".join(lines)))
    found = planned(pack, tmp_path / "i.cdxj.gz", base="x/", gap=0)
    assert [one.ranges for one in found.plan.units] == [((3, 7), (30, 7))]
    assert found.counts["unusable"] >= 4


def table(path: Path, **changed: list[object]) -> Path:
    columns: dict[str, list[object]] = {
        "url_host_name": ["www.shore.test", "sub.watch.test", "else.test", None],
        "warc_filename": ["a.warc.gz", "b.warc.gz", "c.warc.gz", "d.warc.gz"],
        "warc_record_offset": [10, 20, 30, 40],
        "warc_record_length": [5, 6, 7, 8],
        "fetch_status": [200, 200, 200, 200],
        "content_mime_type": ["text/html"] * 4,
    }
    pq.write_table(pa.table({**columns, **changed}), path)
    return path


def test_common_crawls_index_in_columns_is_read(pack: Pack, tmp_path: Path) -> None:
    found = planned(pack, table(tmp_path / "i.parquet"), base="s3://commoncrawl/")
    assert [(one.input, one.ranges) for one in found.plan.units] == [
        ("s3://commoncrawl/a.warc.gz", ((10, 5),)),
        ("s3://commoncrawl/b.warc.gz", ((20, 6),)),
    ]
    assert found.counts == {"lines": 4, "pages": 2, "other hosts": 2}


def test_a_table_of_something_else_is_refused(pack: Pack, tmp_path: Path) -> None:
    pq.write_table(pa.table({"a": [1]}), tmp_path / "i.parquet")
    with pytest.raises(PlanError, match="no column url_host_name"):
        planned(pack, tmp_path / "i.parquet")
    (tmp_path / "i.parquet").write_bytes(b"PAR1 not at all")
    with pytest.raises(PlanError, match="cannot be read as Parquet"):
        planned(pack, tmp_path / "i.parquet")
    odd = table(tmp_path / "odd.parquet", warc_record_offset=["1", "x", "2", "3"])
    assert planned(pack, odd).counts["unusable"] == 1


def test_a_torn_packed_index_is_told_of(pack: Pack, tmp_path: Path) -> None:
    whole = packed(cdx((*PAGE, 1, 1, "a.warc.gz")))
    (tmp_path / "i.cdx.gz").write_bytes(whole[:-12])
    with pytest.raises(StorageError, match=r"i\.cdx\.gz"):
        planned(pack, tmp_path / "i.cdx.gz")


def test_ranges_are_made_one_within_the_gap_and_the_limit() -> None:
    assert merged([(10, 5), (0, 5)], gap=5) == ((0, 15),)
    assert merged([(10, 5), (0, 5)], gap=4) == ((0, 5), (10, 5))
    assert merged([(0, 5), (5, 5)], gap=0) == ((0, 10),)
    assert merged([(0, 5), (5, 5)], gap=0, most=9) == ((0, 5), (5, 5))
    assert merged([(0, 9), (3, 2), (4, 20)], gap=0, most=9) == ((0, 24),)


def test_a_whole_archive_stands_for_all_ranges_of_it() -> None:
    part, other = ArchiveUnit(input="a", ranges=((0, 5),)), ArchiveUnit(input="a", ranges=((9, 1),))
    assert ordered([part, other])[0].ranges == ((0, 5), (9, 1))
    for units in ([part, ArchiveUnit(input="a", size=9)], [ArchiveUnit(input="a", size=9), part]):
        assert ordered(units) == (ArchiveUnit(input="a", size=9),)


def test_the_name_of_a_unit_is_readable_and_its_own() -> None:
    one = ArchiveUnit(input="s3://b/CC-NEWS-20260101.warc.gz")
    assert one.name.startswith("cc-news-20260101-")
    assert one.name == ArchiveUnit(input=one.input, size=7).name
    others = [
        ArchiveUnit(input=one.input, ranges=((0, 1),)),
        ArchiveUnit(input="s3://c/CC-NEWS-20260101.warc.gz"),
    ]
    assert len({one.name, *(other.name for other in others)}) == 3
    assert ArchiveUnit(input="/x/Привет.warc").name.startswith("input-")


def test_a_plan_is_read_back_as_it_was_written(tmp_path: Path) -> None:
    plan = Plan(
        pack="xt",
        units=(
            ArchiveUnit(input="a", size=3),
            ArchiveUnit(input="б", ranges=((0, 1), (5, 2)), size=3),
        ),
    )
    write_plan(plan, tmp_path / "plan.jsonl")
    assert read_plan(tmp_path / "plan.jsonl") == plan
    head, first, _ = [json.loads(line) for line in plan_lines(plan)]
    assert head == {"dalel": "bulk plan", "version": 1, "pack": "xt", "units": 2, "bytes": 6}
    assert first == {"input": "a", "bytes": 3}


HEAD = '{"dalel": "bulk plan", "version": 1, "pack": "xt", "units": 1, "bytes": 0}\n'
BROKEN = (
    "",
    "{}",
    "[1]",
    HEAD,
    HEAD.replace('"version": 1', '"version": 2'),
    HEAD + "not json",
    HEAD + "[" * 100_000,
    HEAD + '{"bytes": 1}',
    HEAD + '{"input": 7}',
    HEAD + '{"input": "a", "bytes": -1}',
    HEAD + '{"input": "a", "bytes": NaN}',
    HEAD + '{"input": "a", "ranges": "12"}',
    HEAD + '{"input": "a", "ranges": [[1]]}',
    HEAD + '{"input": "a", "ranges": [[5, 5], [7, 5]]}',
    HEAD + '{"input": "a", "ranges": [[5, 0]]}',
    HEAD + '{"input": "a", "ranges": [[true, 5]]}',
    HEAD.replace('1, "bytes', '2, "bytes') + '{"input": "a"}\n{"input": "a"}',
)


@pytest.mark.parametrize("text", BROKEN)
def test_a_broken_plan_is_refused(text: str, tmp_path: Path) -> None:
    (tmp_path / "plan.jsonl").write_text(text)
    with pytest.raises(PlanError, match=r"plan\.jsonl"):
        read_plan(tmp_path / "plan.jsonl")


def test_a_plan_in_no_known_letters_is_refused(tmp_path: Path) -> None:
    (tmp_path / "plan.jsonl").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(PlanError, match="no plan"):
        read_plan(tmp_path / "plan.jsonl")


def test_names_may_hold_anything_but_what_is_no_text(tmp_path: Path, kz_pack: Pack) -> None:
    names = ("new\nline", "a\u2028b", "::", "~", "#x", "100%25", "*[x]?")
    for name in (*names, "odd\udcff"):
        (tmp_path / f"{name}.warc.gz").touch()
    planned = plan_of(Sought(inputs=(str(tmp_path),)), kz_pack)
    write_plan(planned.plan, tmp_path / "plan.jsonl")
    read = [unit.input for unit in read_plan(tmp_path / "plan.jsonl").units]
    assert sorted(read) == sorted(str(tmp_path / f"{name}.warc.gz") for name in names)
    [told] = planned.unusable
    assert "its name is no text" in told
