"""What ``dalel bulk plan`` and ``dalel bulk run`` say, and how they end."""

import gzip
import json
from collections.abc import Generator, Sequence
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bulk_works import tasks
from dalel.bulk.engines.processes import Processes
from dalel.bulk.orders import Task, UnitOutcome
from dalel.bulk.parts import OutFolder
from dalel.bulk.unit_work import do
from dalel.cli.commands import bulk_progress
from dalel.cli.main import app
from web_archives import STRANGER, archive, news


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, ["bulk", *map(str, arguments)])


class _Here(Processes):
    """Does the work in this process, which has read the pack already."""

    def outcomes(self, tasks: Sequence[Task]) -> Generator[UnitOutcome, None, None]:
        yield from map(do, tasks)


@pytest.fixture(autouse=True)
def _in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dalel.bulk.engines.processes.Processes", _Here)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    archive(tmp_path / "in/a.warc.gz", [*news(3), *news(2, STRANGER)])
    archive(tmp_path / "in/b.warc.gz", news(2, start=3))
    return tmp_path


def plan(folder: Path) -> Path:
    result = run("plan", folder / "in", "--out", folder / "plan.jsonl")
    assert result.exit_code == 0, result.output
    return folder / "plan.jsonl"


def test_a_plan_says_how_much_there_is_to_read(folder: Path) -> None:
    told = run("plan", folder / "in", "-o", folder / "plan.jsonl")
    assert "plan.jsonl: 2 archives, 0.0 MB to read." in told.output
    assert "hours of a core" in told.output
    (folder / "i.cdx").write_text(
        "a 2026 https://vlast.kz/ text/html 200 X - - 90 5 a.warc.gz\nx\n"
    )
    told = run("plan", folder / "i.cdx", "-o", folder / "plan.jsonl")
    assert "2 lines of indexes: 1 page of the pack's hosts, 0 of others, 0 no pages." in told.output
    assert f"Could not be used: 1 line.\n  {folder}/i.cdx:2: x\n" in told.output
    (folder / "l.txt").write_text("s3://x/a.warc.gz\n")
    figures = json.loads(run("plan", folder / "l.txt", "-o", folder / "p", "--json").output)
    assert (figures["units"], figures["unsized"], figures["lines"]) == (1, 1, {"listed": 1})
    told = run("plan", folder / "l.txt", "-o", folder / "p")
    assert "Of unknown size: 1 archive." in told.output
    (folder / "l.txt").write_text("in/a.warc.gz\nin/nix.warc.gz\n")
    told = run("plan", folder / "l.txt", "-o", folder / "p")
    assert f"Not there: 1 archive (is --base right?).\n  {folder}/in/nix.warc.gz\n" in told.output


def test_a_plan_of_nothing_is_refused(tmp_path: Path) -> None:
    result = run("plan", "-o", tmp_path / "plan.jsonl")
    assert result.exit_code == 2
    assert "name an archive" in result.output


def test_what_was_read_is_told_and_not_read_again(folder: Path) -> None:
    made, out = plan(folder), folder / "out"
    first = run("run", made, "--out", out, "--lexical")
    assert first.exit_code == 0, first.output
    assert "2 archives: 0 read before, 2 read now, 0 could not be read." in first.output
    assert "5 pages: 5 articles, 5 passed the sift, 5 relevant, 0 failed." in first.output
    assert "Archives read: 2 of 2, 5 pages" in first.output
    before = {path: path.stat().st_mtime_ns for path in out.iterdir()}
    again = json.loads(run("run", made, "--out", out, "--lexical", "--json").stdout)
    assert (again["present"], again["done"]) == (2, 0)
    assert {path: path.stat().st_mtime_ns for path in out.iterdir()} == before


def test_an_archive_that_has_grown_since_is_read_anew(folder: Path) -> None:
    archive = next(path for path in sorted(folder.rglob("*.warc.gz")))
    whole, out = archive.read_bytes(), folder / "out"
    archive.write_bytes(whole[:-40])
    first = run("run", plan(folder), "--out", out, "--lexical")
    assert "1 archive breaks off" in first.output
    assert f"  {archive}\n" in first.output
    again = run("run", folder / "plan.jsonl", "--out", out, "--lexical")
    assert f"  {archive}\n" in again.output
    archive.write_bytes(whole)
    stale = run("run", folder / "plan.jsonl", "--out", folder / "fresh", "--lexical")
    assert "Of another size than planned: 1 archive." in stale.output
    again = json.loads(run("run", plan(folder), "--out", out, "--lexical", "--json").stdout)
    assert (again["present"], again["done"], again["counts"]["failed"]) == (1, 1, 0)


def test_files_made_with_another_setting_are_told_of_before_they_are_made_again(
    folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    made, out = plan(folder), folder / "out"
    told = "2 files here were made with another setting (--all-hosts) and are made again"
    run("run", made, "--out", out, "--lexical")
    assert told not in caplog.messages
    run("run", made, "--out", out, "--lexical", "--all-hosts")
    assert told in caplog.messages


def test_an_archive_that_is_packed_as_one_is_told_how_to_be_packed(folder: Path) -> None:
    archive = next(path for path in sorted(folder.rglob("*.warc.gz")))
    archive.write_bytes(gzip.compress(gzip.decompress(archive.read_bytes())))
    told = run("run", plan(folder), "--out", folder / "out", "--lexical")
    assert told.exit_code == 1
    assert "warcio recompress" in told.output


def test_of_two_runs_into_one_folder_the_second_is_refused(folder: Path) -> None:
    made, out = plan(folder), folder / "out"
    with OutFolder(str(out)).made().alone():
        told = run("run", made, "--out", out, "--lexical")
    assert told.exit_code == 1
    assert "another run is writing there" in str(told.exception)
    assert run("run", made, "--out", out, "--lexical").exit_code == 0


def test_a_file_that_is_torn_or_was_made_by_another_order_is_made_again(folder: Path) -> None:
    made, out = plan(folder), folder / "out"
    run("run", made, "--out", out, "--lexical")
    whole = {path: path.read_bytes() for path in out.iterdir()}
    torn = next(iter(whole))
    torn.write_bytes(whole[torn][:-20])
    (out / f".{torn.name}.unfinished-abc").write_text("left by one who was killed")
    (out / ".other.parquet.unfinished-abc").write_text("another plan's")
    again = json.loads(run("run", made, "--out", out, "--lexical", "--json").stdout)
    assert (again["present"], again["done"]) == (1, 1)
    assert {path: path.read_bytes() for path in out.glob("*.parquet")} == whole
    assert [path.name for path in out.glob(".*")] == [".other.parquet.unfinished-abc"]
    every = json.loads(run("run", made, "--out", out, "--lexical", "--all-hosts", "--json").stdout)
    assert (every["present"], every["done"], every["counts"]["rows"]) == (0, 2, 7)


def test_an_archive_that_cannot_be_read_is_told_and_tried_again(folder: Path) -> None:
    made, out = plan(folder), folder / "out"
    whole = (folder / "in/a.warc.gz").read_bytes()
    (folder / "in/a.warc.gz").write_bytes(b"no archive\x9b")
    first = run("run", made, "--out", out, "--lexical")
    assert first.exit_code == 1
    assert (
        "2 archives: 0 read before, 1 read now, 1 could not be read: each has a note"
        in first.output
    )
    assert "no record of a web archive" in first.output
    [note] = out.glob("*.failed.json")
    assert json.loads(note.read_text())["input"].endswith("a.warc.gz")
    (folder / "in/a.warc.gz").write_bytes(whole)
    second = run("run", made, "--out", out, "--lexical")
    assert second.exit_code == 0, second.output
    assert "1 read before, 1 read now" in second.output
    assert list(out.glob("*.failed.json")) == []


def test_of_many_failures_the_first_are_shown(folder: Path) -> None:
    for at in range(25):
        (folder / f"in/{at}.warc").write_text("none")
    told = run("run", plan(folder), "--out", folder / "out", "--lexical")
    assert "25 could not be read: each has a note" in told.output
    assert told.output.count("Not read: ") == 20
    failures = json.loads(
        run("run", folder / "plan.jsonl", "--out", folder / "out", "--lexical", "--json").stdout
    )["failures"]
    assert len(failures) == 25


def test_a_plan_of_another_pack_is_refused(folder: Path) -> None:
    made = plan(folder)
    made.write_text(made.read_text().replace('"kz"', '"xt"'))
    result = run("run", made, "--out", folder / "out")
    assert result.exit_code == 1
    assert "made for pack 'xt'" in str(result.exception)


def test_another_model_of_meaning_is_refused_but_by_words(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = plan(folder)
    monkeypatch.setenv("DALEL_EMBEDDINGS", "model=x url=http://127.0.0.1:1/v1")
    result = run("run", made, "--out", folder / "out")
    assert result.exit_code == 1
    assert "--lexical" in str(result.exception)
    assert run("run", made, "--out", folder / "out", "--lexical").exit_code == 0


def test_a_cluster_without_its_library_says_what_to_install(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dalel.cli.extras.find_spec", lambda _: None)
    result = run("run", plan(folder), "--out", folder / "out", "--dask", "tcp://127.0.0.1:1")
    assert "pip install 'dalel[bulk]'" in str(result.exception)


def test_progress_on_a_terminal_is_a_bar_that_is_gone_at_the_end(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    given = tasks(2, tmp_path)
    with bulk_progress.archives_read(2) as told:
        told(UnitOutcome(unit=given[0].unit, counts=(("rows", 3),)))
        told(UnitOutcome(unit=given[1].unit, failure="000: a stranger\x1b[2J"))
    assert "\x1b[2J" not in capfd.readouterr().err
