"""Joining Parquet files: what repeats what, and which articles tell of one happening."""

import json
import random
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import groupby
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from dalel.bulk.join import JoinReport, join
from dalel.bulk.joined_rows import read_joined
from dalel.bulk.page_files import page_files
from dalel.bulk.page_rows import PageRow
from dalel.domain.article import Article
from dalel.domain.errors import ArchiveError
from dalel.pack import Pack, default_folder
from dalel.pack.lexicon import lexicon
from dalel.steps.classify.examples import shipped_examples
from dalel.steps.group.models import pair_model
from dalel.steps.group.pair_comparison import PairJudge
from dalel.steps.group.reprints import find_reprints
from dalel.steps.group.stories import Stories
from page_rows_of import left_out, row_of, write_rows
from steps.group.reprinted import of_one_mould, reprints

_ZONE = ZoneInfo("Asia/Almaty")
_BY_MEANING = False
Joins = Callable[..., list[dict[str, Any]]]


@pytest.fixture(scope="session")
def judge_of(kz_pack: Pack) -> Callable[[bool], PairJudge]:
    """What decides on pairs, with vectors or without."""
    words = lexicon(default_folder(), kz_pack)
    return lambda with_vectors: PairJudge(
        model=pair_model(with_vectors=with_vectors), lexicon=words, spread=0.1
    )


@pytest.fixture
def joined(tmp_path: Path, judge_of: Callable[[bool], PairJudge]) -> Joins:
    """Joins the files of the folder ``parquets``, and gives the rows."""

    def run(out: str = "joined.parquet") -> list[dict[str, Any]]:
        _run(tmp_path, judge_of, out)
        return list(read_joined(str(tmp_path / out)))

    return run


def _run(
    folder: Path, judge_of: Callable[[bool], PairJudge], out: str = "joined.parquet"
) -> JoinReport:
    files = page_files(str(folder / "parquets"))
    scratch = folder / "scratch"
    scratch.mkdir(exist_ok=True)
    (scratch / "of others").touch()
    report = join(files, str(folder / out), judge_of, zone=_ZONE, scratch=scratch)
    assert [one.name for one in scratch.iterdir()] == ["of others"]
    return report


def _scattered(folder: Path, rows: Sequence[PageRow], files: int = 3, seed: int = 1) -> None:
    """Rows over several files, in no order."""
    dice = random.Random(seed)
    rows = list(rows)
    dice.shuffle(rows)
    for at in range(files):
        write_rows(folder / "parquets", f"part-{at}", rows[at::files])


def _training(count: int) -> list[Article]:
    examples = shipped_examples(default_folder())
    return [replace(one.article, day=one.article.day or date(2025, 1, 1)) for one in examples][
        :count
    ]


def _groups(told: dict[str, str]) -> set[frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for name, of in told.items():
        found[of].add(name)
    return set(map(frozenset, found.values()))


def test_reprints_are_those_of_the_articles_at_once(tmp_path: Path, joined: Joins) -> None:
    originals = _training(6)
    copies = [copy for _, copy, _ in reprints(originals, 4)]
    articles = [*originals, *copies, *of_one_mould(12, 3)]
    _scattered(tmp_path, [row_of(one) for one in articles])
    found = {row["canonical"]: row["reprint_of"] for row in joined() if row["reprint_of"]}
    assert found == {one.article: one.original for one in find_reprints(articles)}
    assert len(found) > 30


def test_stories_are_those_of_a_newsroom_that_reads_day_by_day(
    tmp_path: Path, joined: Joins, judge_of: Callable[[bool], PairJudge]
) -> None:
    dice = random.Random(2)
    articles = [
        replace(one, day=date(2031, 3, 1) + timedelta(days=dice.randrange(40)))
        for one in _training(70)
    ]
    repeats = {one.article for one in find_reprints(articles)}
    _scattered(tmp_path, [row_of(one) for one in articles])
    rows = joined()
    # A newsroom's own loop, that forgets nothing.
    stories = Stories(judge_of(_BY_MEANING))
    placed: dict[str, str] = {}
    by_day = sorted(
        (one for one in articles if one.id not in repeats), key=lambda one: str(one.day)
    )
    for _, some in groupby(by_day, key=lambda one: one.day):
        found = stories.place(list(some))
        placed |= {one.article: one.story for one in found.memberships}
        for double in found.doubles:
            older, younger = double.stories
            stories.merge(younger, older)
            placed = {one: older if of == younger else of for one, of in placed.items()}
    told = {row["canonical"]: row["story"] for row in rows if not row["reprint_of"]}
    assert _groups(told) == _groups(placed)
    assert len(_groups(placed)) < len(placed) - 10


def test_of_one_day_the_original_is_what_appeared_first(tmp_path: Path, joined: Joins) -> None:
    first = replace(_training(1)[0], id="https://z.test/1", day=date(2031, 3, 4))
    second = replace(first, id="https://a.test/1")
    hours = {first.id: "2031-03-04T09:30:00+05:00", second.id: "2031-03-04T05:00:00+00:00"}
    _scattered(tmp_path, [row_of(one, published=hours[one.id]) for one in (first, second)])
    rows = {row["canonical"]: row for row in joined()}
    assert (rows[first.id]["reprint_of"], rows[second.id]["reprint_of"]) == ("", first.id)
    assert rows[second.id]["story"] == first.id


def test_a_reprint_is_in_the_story_of_its_original_and_says_why(
    tmp_path: Path, joined: Joins
) -> None:
    original = replace(_training(1)[0], day=date(2025, 1, 1))
    copy = replace(original, id="https://other.test/copy", day=date(2025, 1, 3))
    _scattered(tmp_path, [row_of(original), row_of(copy)])
    first, second = joined()
    assert (first["reprint_of"], first["story"]) == ("", original.id)
    assert (second["reprint_of"], second["story"]) == (original.id, original.id)
    assert json.loads(first["reasons"]) == []
    (reason,) = json.loads(second["reasons"])
    assert reason["code"] == "same_words"


def test_of_several_captures_the_first_is_the_article(
    tmp_path: Path, joined: Joins, judge_of: Callable[[bool], PairJudge]
) -> None:
    (article,) = _training(1)
    times = [datetime(2031, 3, day, tzinfo=UTC) for day in (9, 4, 6)]
    rows = [row_of(article, captured=time, offset=at) for at, time in enumerate(times)]
    _scattered(tmp_path, [*rows, left_out(article, captured=datetime(2030, 1, 1, tzinfo=UTC))])
    (row,) = joined()
    assert (row["offset"], row["captures"]) == (1, 3)
    report = _run(tmp_path, judge_of)
    assert (report.files, report.captures, report.articles, report.stories) == (3, 3, 1, 1)


def test_what_is_not_ours_is_no_article(tmp_path: Path, joined: Joins) -> None:
    _scattered(tmp_path, [left_out(one) for one in _training(4)])
    assert joined() == []


def test_the_same_files_give_the_same_bytes_whatever_their_order(
    tmp_path: Path, joined: Joins
) -> None:
    originals = _training(5)
    rows = [row_of(one) for one in originals]
    rows += [row_of(copy) for _, copy, _ in reprints(originals[:2], 1)]
    rows = [replace(row, input="a.warc.gz", offset=at) for at, row in enumerate(rows)]
    _scattered(tmp_path, rows)
    joined("one.parquet")
    joined("two.parquet")
    once = (tmp_path / "one.parquet").read_bytes()
    assert (tmp_path / "two.parquet").read_bytes() == once
    _scattered(tmp_path, rows, files=5, seed=9)
    joined("three.parquet")
    assert (tmp_path / "three.parquet").read_bytes() == once


def test_an_article_of_no_day_is_of_the_day_on_which_it_was_captured(
    tmp_path: Path, joined: Joins
) -> None:
    article = replace(_training(1)[0], day=None)
    late = datetime(2031, 3, 9, 20, tzinfo=UTC)
    timeless = replace(article, id="https://other.test/1")
    rows = [row_of(article, captured=late), row_of(timeless, captured=None)]
    _scattered(tmp_path, rows)
    found = {row["canonical"]: row["day"] for row in joined()}
    # In the country it is the tenth already.
    assert found == {article.id: date(2031, 3, 10)}


def test_what_was_captured_at_no_time_is_left_out_and_told(
    tmp_path: Path, judge_of: Callable[[bool], PairJudge]
) -> None:
    dated, *undated = _training(3)
    rows = [row_of(dated), *(row_of(one, captured=None) for one in undated)]
    _scattered(tmp_path, rows)
    report = _run(tmp_path, judge_of)
    assert (report.articles, report.timeless) == (1, 2)
    _scattered(tmp_path, rows[1:])
    assert (_run(tmp_path, judge_of).articles, _run(tmp_path, judge_of).timeless) == (0, 2)


@pytest.mark.parametrize("other", ["parquets/part-0.parquet", "notes.txt", "odd.parquet"])
def test_joining_replaces_nothing_but_what_was_joined(
    tmp_path: Path, judge_of: Callable[[bool], PairJudge], other: str
) -> None:
    _scattered(tmp_path, [row_of(one) for one in _training(3)])
    (tmp_path / "notes.txt").write_text("mine")
    pq.write_table(pa.table({"a": [1]}), tmp_path / "odd.parquet")
    before = (tmp_path / other).read_bytes()
    with pytest.raises(ArchiveError, match="another file than a joined one lies there"):
        _run(tmp_path, judge_of, other)
    assert (tmp_path / other).read_bytes() == before
    for _ in range(2):
        assert _run(tmp_path, judge_of).articles == 3


def test_days_at_both_ends_of_the_calendar_are_days(tmp_path: Path, joined: Joins) -> None:
    (article,) = _training(1)
    days = (date.min, date.max, date(2031, 1, 1))
    captured = datetime(2031, 3, 9, tzinfo=UTC)
    rows = [
        row_of(article, canonical=f"https://a.test/{day}", day=day, captured=captured)
        for day in days
    ]
    _scattered(tmp_path, rows)
    assert [row["day"] for row in joined()] == sorted(days)


def test_a_print_that_is_missing_is_taken_anew(tmp_path: Path, joined: Joins) -> None:
    (original,) = _training(1)
    copy = replace(original, id="https://other.test/copy")
    bare = row_of(copy, print_stems=None, print_length=None)
    _scattered(tmp_path, [row_of(original), bare])
    assert sum(row["reprint_of"] != "" for row in joined()) == 1


def test_vectors_of_another_length_or_of_no_number_count_as_none(
    tmp_path: Path, joined: Joins, judge_of: Callable[[bool], PairJudge]
) -> None:
    unit = tuple(float(one) for one in np.eye(1, 8)[0])
    vectors = [unit, unit, unit, (1.0, 0.0), (float("nan"),) * 8, None]
    rows = [row_of(one, vector=vector) for one, vector in zip(_training(6), vectors, strict=True)]
    _scattered(tmp_path, rows)
    assert len(joined()) == 6
    assert _run(tmp_path, judge_of).without_vector == 3


def test_what_is_told_again_a_year_later_is_another_story(tmp_path: Path, joined: Joins) -> None:
    base = _training(1)[0]
    days = (0, 1, 2, 400, 401)
    told = [
        replace(
            base,
            id=f"https://a.test/{day:03}",
            day=date(2030, 1, 1) + timedelta(days=day),
            text=f"{base.text} Часть номер {day}.",
        )
        for day in days
    ]
    _scattered(tmp_path, [row_of(one) for one in told])
    rows = joined()
    first, later = "https://a.test/000", "https://a.test/400"
    assert [row["story"] for row in rows] == [first, first, first, later, later]
    assert {row["reprint_of"] for row in rows} == {""}


def test_a_file_that_is_none_of_ours_or_damaged_ends_the_join(
    tmp_path: Path, joined: Joins
) -> None:
    folder = tmp_path / "parquets"
    with pytest.raises(ArchiveError, match="no Parquet file of pages"):
        joined()
    path = write_rows(folder, "part", [row_of(_training(1)[0])])
    whole = path.read_bytes()
    pq.write_table(pa.table({"canonical": ["x"]}), path)
    with pytest.raises(ArchiveError, match="not a file of dalel bulk run; take it out"):
        joined()
    path.write_bytes(whole)
    group = pq.read_metadata(path).row_group(0)
    columns = [group.column(at) for at in range(group.num_columns)]
    [urls] = [one for one in columns if one.path_in_schema == "url"]
    turned = bytearray(whole)
    # Without sums of its pages the file reads well, with another address.
    turned[urls.dictionary_page_offset + urls.total_compressed_size // 2] ^= 1
    path.write_bytes(turned)
    with pytest.raises(ArchiveError, match=r"part\.parquet"):
        joined()
    path.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(ArchiveError, match=r"part\.parquet"):
        joined()
    assert not (tmp_path / "joined.parquet").exists()


def test_what_was_joined_or_is_not_finished_is_no_input(tmp_path: Path, joined: Joins) -> None:
    write_rows(tmp_path / "parquets", "part", [row_of(_training(1)[0])])
    write_rows(tmp_path / "parquets", ".part-unfinished", [row_of(_training(2)[1])])
    assert len(joined("parquets/joined.parquet")) == 1
    assert len(joined()) == 1
    with pytest.raises(ArchiveError, match="not what dalel bulk join"):
        list(read_joined(str(tmp_path / "parquets" / "part.parquet")))


def test_a_file_that_somebody_changed_is_not_loaded(tmp_path: Path, joined: Joins) -> None:
    _scattered(tmp_path, [row_of(one) for one in _training(3)])
    joined()
    table = pq.read_table(tmp_path / "joined.parquet")
    gaps = table.set_column(
        table.schema.get_field_index("url"), pa.field("url", pa.string()), [[None, "a", "b"]]
    )
    for number, changed in enumerate((table.drop_columns(["story"]), gaps)):
        path = tmp_path / f"changed-{number}.parquet"
        pq.write_table(changed, path)
        with pytest.raises(ArchiveError, match=r"the column (story|url) is another, or has gaps"):
            list(read_joined(str(path)))
    (tmp_path / "cut.parquet").write_bytes((tmp_path / "joined.parquet").read_bytes()[:-9])
    with pytest.raises(ArchiveError, match="no Parquet file"):
        list(read_joined(str(tmp_path / "cut.parquet")))
