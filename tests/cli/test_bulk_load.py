"""Loading on the command line: from a web archive into the inbox of a home."""

import json
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from dalel.cli.commands.bulk_records import LoadRunningError
from dalel.cli.main import app
from dalel.domain.article import Article
from dalel.newsroom.accounts.models import AuditRow, Member
from dalel.newsroom.evidence.models import ArticleRow
from dalel.newsroom.frame.roles import Role
from dalel.newsroom.stories.models import StoryRow
from dalel.publish.tree.folder_lock import locked
from foreign_warc import rows_of, write_warc
from page_rows_of import write_rows

pytestmark = [pytest.mark.slow, pytest.mark.django_db, pytest.mark.usefixtures("home")]
_FINE = Article(
    id="https://orda-nova.test/2024/fine",
    language="ru",
    title="Блогера Асылхана Дюсекенова оштрафовали на 78 640 тенге",
    text="Суд в Таразе оштрафовал блогера Асылхана Дюсекенова на 78 640 тенге по статье 456-2 "
    "КоАП за пост в Telegram.\n\nРешение вынесено 9 марта, адвокат подаст жалобу в областной суд.",
    day=date(2024, 3, 9),
)


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, ["bulk", *map(str, arguments)])


@pytest.fixture
def joined(tmp_path: Path) -> Path:
    """What was joined of an archive of one page, with another page that is gone since."""
    written = write_warc(tmp_path / "warcs" / "old.warc.gz", [_FINE])
    rows = rows_of("old.warc.gz", written, section=2)
    write_rows(tmp_path / "parquets", "part", rows)
    out = tmp_path / "joined.parquet"
    done = run("join", tmp_path / "parquets", "--out", out)
    assert done.exit_code == 0, done.output
    Member.objects.create_user("the-editor", role=Role.EDITOR)
    Member.objects.create_user("the-reporter", role=Role.REPORTER)
    return out


def test_an_editor_loads_an_archive_into_the_inbox(joined: Path, tmp_path: Path) -> None:
    load = ("load", joined, "--warcs", tmp_path / "warcs", "--by", "the-editor")
    done = run(*load, "--section", "2", "--since", "2024-03-01", "--json")
    assert done.exit_code == 0, done.output
    told = json.loads(done.stdout)
    assert (told["loaded"], told["stories"], told["failed"]) == (1, 1, {})
    story = StoryRow.objects.get()
    # It has its place already.
    assert (story.section, story.is_relevant) == (2, True)
    assert AuditRow.objects.get(action="loaded an archive").member.username == "the-editor"
    again = run(*load)
    assert again.exit_code == 0
    assert "Loaded: 0 articles in 0 new stories. Here already: 1. Reprints: 0." in again.stdout


def test_who_may_not_change_sources_loads_nothing(joined: Path, tmp_path: Path) -> None:
    done = run("load", joined, "--warcs", tmp_path / "warcs", "--by", "the-reporter")
    assert done.exit_code == 2
    assert "the-reporter may not do that: it takes the role" in done.output
    assert not ArticleRow.objects.exists()


def test_one_load_at_a_time_brings_articles_into_a_home(
    joined: Path, tmp_path: Path, home: Path
) -> None:
    load = ("load", joined, "--warcs", tmp_path / "warcs", "--by", "the-editor")
    with locked(home / "load.lock"):
        done = run(*load)
    assert done.exit_code == 1
    assert isinstance(done.exception, LoadRunningError)
    assert not ArticleRow.objects.exists()
    assert run(*load).exit_code == 0


def test_another_file_than_a_joined_one_is_named(joined: Path, tmp_path: Path) -> None:
    (tmp_path / "plan.jsonl").write_text("{}\n")
    done = run("load", tmp_path / "plan.jsonl", "--by", "the-editor")
    assert done.exit_code == 1
    assert "plan.jsonl: no Parquet file, or a damaged one" in str(done.exception)
    done = run("join", tmp_path / "parquets", "--out", tmp_path / "plan.jsonl" / "sub")
    assert "a file stands where a folder should" in str(done.exception)


def test_what_is_gone_is_told_and_ends_with_one(joined: Path, tmp_path: Path) -> None:
    (tmp_path / "warcs" / "old.warc.gz").unlink()
    done = run("load", joined, "--warcs", tmp_path / "warcs", "--by", "the-editor")
    assert done.exit_code == 1
    assert f"1 not loaded: no such file: {tmp_path / 'warcs' / 'old.warc.gz'}" in done.stdout
    assert not ArticleRow.objects.exists()
