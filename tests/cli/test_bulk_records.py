"""Joining and reporting on the command line."""

import csv
import json
import os
import subprocess
import sys
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner, Result

from dalel.bulk.joined_rows import read_joined
from dalel.bulk.parts import COUNTS_KEY, OutFolder
from dalel.cli.main import app
from dalel.domain.article import Article
from dalel.pack import default_folder
from dalel.steps.classify.examples import shipped_examples
from page_rows_of import left_out, row_of, write_rows

_FIRST = Article(
    id="https://orda-nova.test/leak",
    language="ru",
    title="В сеть утекли данные 340 тысяч клиентов «Бериктрейда»",
    text="Компания «Бериктрейд» подтвердила утечку персональных данных 340 тысяч клиентов. По "
    "словам директора Ерлана Жуманазарова, злоумышленники получили доступ к базе 8 марта.",
    day=date(2031, 3, 10),
)
_COPY = replace(
    _FIRST, id="https://zhol.test/7", text=f"Zhol.test сообщает. {_FIRST.text}",
    day=date(2031, 3, 10) + timedelta(days=1),
)  # fmt: skip


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


@pytest.fixture
def parquets(tmp_path: Path) -> Path:
    folder = tmp_path / "parquets"
    write_rows(folder, "one", [row_of(_COPY), left_out(replace(_FIRST, id="https://a.test/2"))])
    write_rows(folder, "two", [row_of(_FIRST)])
    return folder


def test_what_is_joined_is_what_predicting_duplicates_tells(parquets: Path, tmp_path: Path) -> None:
    out = tmp_path / "joined"
    result = run("bulk", "join", parquets, "--out", out, "--json")
    assert result.exit_code == 0, result.output
    report = json.loads(result.stdout)
    assert (report["articles"], report["reprints"], report["stories"]) == (2, 1, 1)
    rows = {
        row["canonical"]: row["reprint_of"] or None
        for row in read_joined(str(out / "joined.parquet"))
    }
    records = [
        {"id": one.id, "lang": "ru", "published": str(one.day), "title": one.title,
         "text": one.text}
        for one in (_FIRST, _COPY)
    ]  # fmt: skip
    file = tmp_path / "articles.jsonl"
    file.write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    lines = [json.loads(line) for line in run("predict", "duplicates", file).stdout.splitlines()]
    assert {one["id"]: one["duplicate_of"] for one in lines} == rows
    assert list(out.iterdir()) == [out / "joined.parquet"]


def test_joining_with_vectors_says_how_many_articles_lack_one(
    parquets: Path, tmp_path: Path
) -> None:
    other = replace(_FIRST, id="https://b.test/1", title="Сайт недоступен", text="Не открывается.")
    write_rows(parquets, "three", [row_of(other, vector=(1.0,) + (0.0,) * 383)])
    result = run("bulk", "join", parquets, "--out", tmp_path / "one.parquet")
    assert result.exit_code == 0, result.output
    assert "3 articles of 3 captures in 3 files: 1 reprint, 2 stories." in result.stdout
    assert "told apart by words alone: 1 article." in result.stdout


def test_joining_comes_to_the_same_bytes_in_every_process(tmp_path: Path) -> None:
    """Sets have another order in each: no sum and no choice may go by that."""
    days = (date(2031, 3, 1) + timedelta(days=at % 20) for at in range(400))
    rows = [
        row_of(replace(one.article, day=day))
        for one, day in zip(shipped_examples(default_folder()), days, strict=False)
    ]
    write_rows(tmp_path / "parquets", "one", rows)
    made = set()
    for seed in ("1", "2", "3"):
        out = tmp_path / f"{seed}.parquet"
        subprocess.run(  # noqa: S603 - our own command
            [sys.executable, "-m", "dalel", "bulk", "join", tmp_path / "parquets", "--out", out],
            env={**os.environ, "PYTHONHASHSEED": seed, "DALEL_HOME": str(tmp_path / "home")},
            capture_output=True,
            check=True,
        )
        made.add(out.read_bytes())
    assert len(made) == 1


def test_archives_that_break_off_are_named(parquets: Path, tmp_path: Path) -> None:
    file = write_rows(parquets, "torn", [left_out(replace(_FIRST, id="https://a.test/3"))])
    table = pq.read_table(file)
    told = {**table.schema.metadata, COUNTS_KEY: b'{"broken off": 1}'}
    pq.write_table(table.replace_schema_metadata(told), file)
    for command in (("report", parquets), ("join", parquets, "--out", tmp_path / "joined")):
        told_of = run("bulk", *command).stderr
        assert "1 archive breaks off" in told_of
        assert "  archive/torn.warc.gz\n" in told_of
        assert "one.warc.gz" not in told_of


def test_a_folder_without_parquet_files_is_named(tmp_path: Path) -> None:
    result = run("bulk", "join", tmp_path, "--out", tmp_path / "one.parquet")
    assert result.exit_code == 1
    assert "no Parquet file of pages" in str(result.exception)


def test_the_report_is_a_table_json_or_a_sheet(parquets: Path, tmp_path: Path) -> None:
    table = run("bulk", "report", parquets).stdout
    assert "3 pages in 2 files: 3 articles, 2 passed the sift, 2 ours, 0 failed" in table
    assert "zhol.test" in table
    assert "  1 EXPR" in table
    told = json.loads(run("bulk", "report", parquets, "--json").stdout)
    assert told["by"]["host"]["zhol.test"]["pages"] == 1
    sheet = tmp_path / "report.csv"
    assert run("bulk", "report", parquets, "--csv", sheet).stdout == f"{sheet}\n"
    with sheet.open(encoding="utf-8-sig", newline="") as stream:
        lines = list(csv.reader(stream))
    assert lines[0][:3] == ["by", "value", "pages"]
    assert ["host", "zhol.test", "1", "1", "1", "1", "0"] in lines


def test_a_long_table_is_cut_and_a_strangers_formula_is_no_formula(tmp_path: Path) -> None:
    rows = [left_out(_FIRST, host=f"h{at:02}.test") for at in range(40)]
    rows.append(left_out(_FIRST, state="failed", reason="=1+1\x1b[2J"))
    write_rows(tmp_path, "one", rows)
    result = run("bulk", "report", tmp_path)
    assert "and 26 more: see --json or --csv" in result.stdout
    assert "\x1b" not in result.stdout
    sheet = tmp_path / "report.csv"
    run("bulk", "report", tmp_path, "--csv", sheet)
    assert "'=1+1" in sheet.read_text(encoding="utf-8-sig")


def test_what_could_not_be_read_is_told_beside_what_was(parquets: Path, tmp_path: Path) -> None:
    (parquets / "lost.failed.json").write_text("{}")
    for command in (("report", parquets), ("join", parquets, "--out", tmp_path / "joined")):
        result = run("bulk", *command)
        assert result.exit_code == 0, result.output
        assert "1 archive is missing here" in result.stderr
    (parquets / "lost.failed.json").unlink()
    assert "missing" not in run("bulk", "report", parquets).stderr


def test_a_run_that_is_not_at_its_end_is_told_of(parquets: Path, tmp_path: Path) -> None:
    folder = OutFolder(str(parquets))
    with pytest.raises(KeyboardInterrupt), folder.running(7):
        raise KeyboardInterrupt
    for command in (("report", parquets), ("join", parquets, "--out", tmp_path / "joined")):
        told = run("bulk", *command).stderr
        assert "A run is under way here, or was stopped: of its 7 archives 2 are read" in told
    with folder.running(2):
        pass
    assert "under way" not in run("bulk", "report", parquets).stderr


def test_loading_starts_by_itself(tmp_path: Path) -> None:
    """In a process of its own, where nothing has made rows known before."""
    environment = {**os.environ, "DALEL_HOME": str(tmp_path / "home")}
    environment.pop("DJANGO_SETTINGS_MODULE", None)

    def dalel(*arguments: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(  # noqa: S603 - our own command
            [sys.executable, "-m", "dalel", *arguments],
            env=environment,
            capture_output=True,
            text=True,
            check=False,
            cwd=tmp_path,
        )

    done = dalel("bulk", "load", "joined.parquet", "--by", "nobody")
    # A home whose name was mistyped is not begun.
    assert (done.returncode, "no record lies in" in done.stderr) == (1, True)
    assert not (tmp_path / "home/dalel.sqlite3").exists()
    assert dalel("user", "add", "ann").returncode == 0
    done = dalel("bulk", "load", "joined.parquet", "--by", "nobody")
    assert (done.returncode, "no member nobody" in done.stderr) == (1, True)
    done = dalel("bulk", "load", "joined.parquet", "--by", "ann", "--section", "77")
    assert (done.returncode, "sections are 1, 2, 3, 4, 5" in done.stderr) == (2, True)
    days = ("--since", "2024-02-01", "--until", "2024-01-01")
    done = dalel("bulk", "load", "joined.parquet", "--by", "ann", *days)
    assert (done.returncode, "--until is before --since" in done.stderr) == (2, True)
