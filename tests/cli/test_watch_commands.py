"""Do the commands that watch and keep do their work, say it, and end with the right code?"""

import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pyrage
import pytest
from django.conf import settings as in_force
from pytest_django import Settings
from typer.testing import CliRunner, Result

from dalel.cli.commands import outlets, watch
from dalel.cli.main import app
from dalel.newsroom.evidence.models import ArticleRow, FindingRow
from dalel.newsroom.worker.actions.prepare import prepare
from dalel.pack import Pack
from small_press import HILL, LAKE, START, SmallPress, feed, small_press

pytestmark = pytest.mark.django_db
TINY = Path(__file__).parents[1] / "packs" / "tiny"
KEY = pyrage.x25519.Identity.generate()


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


@pytest.fixture
def tiny(settings: Settings, tmp_path: Path) -> Path:
    """The invented country, with control hosts whose names lead nowhere, and a contact."""
    folder = tmp_path / "pack"
    shutil.copytree(TINY, folder)
    file = folder / "pack.toml"
    controls = (
        '\n[controls]\ninside = ["http://near.invalid/"]\noutside = ["http://far.invalid/"]\n'
    )
    file.write_text(file.read_text() + controls)
    settings.DALEL = settings.DALEL.model_copy(update={"pack": folder, "contact": "desk@lake.test"})
    return folder


@pytest.fixture
def press(tiny_pack: Pack, home: Path, settings: Settings) -> Iterator[SmallPress]:
    """A press that was watched once, with its evidence in this run's home."""
    settings.DALEL = settings.DALEL.model_copy(update={"pack": TINY})
    prepare(tiny_pack, now=START)
    with small_press(tiny_pack, home) as opened:
        opened.run()
        yield opened


def test_without_a_contact_nobody_is_asked(settings: Settings) -> None:
    settings.DALEL = settings.DALEL.model_copy(update={"pack": TINY, "contact": ""})
    result = run("run")
    assert isinstance(result.exception, watch.NoContactError)
    assert "contact" in str(result.exception)


@pytest.mark.parametrize("command", ["run", "collect"])
def test_cut_off_a_pass_says_so_and_ends_with_one(tiny: Path, home: Path, command: str) -> None:
    result = run(command, "--json")
    assert result.exit_code == 1
    assert json.loads(result.stdout)["cut_off"] == ["inside", "outside"]
    told = run(command)
    assert "We are cut off" in told.stdout
    assert not FindingRow.objects.exists()


@pytest.mark.parametrize("words", [("test", "shore"), ("add", "http://lake.invalid/")])
def test_cut_off_a_trial_is_refused(tiny: Path, home: Path, words: tuple[str, str]) -> None:
    result = run("sources", *words)
    assert "no source" in str(result.exception) or "cut off" in str(result.exception)


def test_a_trial_shows_what_a_source_gives_and_how_a_page_is_read(
    press: SmallPress, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outlets, "reach", lambda _ground: press.reach())
    monkeypatch.setattr(
        "dalel.newsroom.frame.pack_in_force.pack_at", lambda _folder, _added=None: press.pack
    )
    before = FindingRow.objects.count()
    shown = run("sources", "test", "lake")
    assert shown.exit_code == 0
    assert f"http://{LAKE}/one" in shown.stdout
    assert f"Первая новость {LAKE}" in shown.stdout
    assert "characters of text" in shown.stdout
    press.pages[f"{LAKE}/one"] = 404
    assert "failed: status: answered 404" in run("sources", "test", "lake").stdout
    press.pages[f"{LAKE}/rss"] = "no feed"
    assert run("sources", "test", "lake").exit_code == 1
    assert FindingRow.objects.count() == before


def test_all_sources_are_tried_and_only_when_told_is_it_kept(
    press: SmallPress, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outlets, "reach", lambda _ground: press.reach())
    monkeypatch.setattr(
        "dalel.newsroom.frame.pack_in_force.pack_at", lambda _folder, _added=None: press.pack
    )
    kept: list[str] = []
    monkeypatch.setattr(
        "dalel.newsroom.evidence.actions.choose_sources.keep_mended",
        lambda mended, *_where: kept.extend(source.id for source in mended),
    )
    press.pages[f"{HILL}/rss"] = 404
    tried = run("sources", "test", "--all")
    assert tried.exit_code == 0
    assert "answers   lake" in tried.stdout
    assert "dead      hill" in tried.stdout
    assert "2 sources, 2 addresses: 1 answers, 1 dead, 0 undecided" in tried.stdout
    assert kept == []
    told = json.loads(run("sources", "test", "--all", "--json", "--write").stdout)
    assert {one["source"]["id"] for one in told} == {"lake", "hill"}
    assert sorted(kept) == ["hill", "lake"]
    press.pages[f"{LAKE}/rss"] = 404
    assert run("sources", "test", "--all").exit_code == 1


@pytest.mark.parametrize("words", [(), ("lake", "--all")])
def test_a_trial_is_of_one_source_or_of_all(tiny: Path, home: Path, words: tuple[str, ...]) -> None:
    assert run("sources", "test", *words).exit_code == 2


def test_a_title_does_not_steer_the_terminal(
    press: SmallPress, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outlets, "reach", lambda _ground: press.reach())
    monkeypatch.setattr(
        "dalel.newsroom.frame.pack_in_force.pack_at", lambda _folder, _added=None: press.pack
    )
    said = "<title>Первая \u200fновость</title>"
    press.pages[f"{LAKE}/rss"] = feed(f"http://{LAKE}/one").replace("<title>t</title>", said)
    shown = run("sources", "test", "lake").stdout
    assert r"Первая \u200fновость" in shown
    assert "\u200f" not in shown


def test_verify_is_green_and_one_flipped_byte_is_named(press: SmallPress, home: Path) -> None:
    assert run("verify").exit_code == 0
    [file] = (home / "evidence" / "warc").iterdir()
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(bytes(content))
    wrong = run("verify")
    assert wrong.exit_code == 1
    assert file.name in wrong.stdout
    assert json.loads(run("verify", "--json").stdout)["sound"] is False


def test_the_health_of_sources_is_told(press: SmallPress) -> None:
    told = run("sources", "health").stdout
    assert "lake" in told
    assert [one["key"] for one in json.loads(run("sources", "health", "--json").stdout)] == [
        "hill",
        "lake",
    ]


def test_without_a_look_health_says_how_to_begin(home: Path) -> None:
    assert "dalel run" in run("sources", "health").stdout


def test_addresses_of_a_file_are_taken(press: SmallPress, tmp_path: Path) -> None:
    file = tmp_path / "addresses.txt"
    file.write_bytes(f"http://{LAKE}/two  # из письма\nhttp://\n".encode("cp1251"))
    result = run("sources", "take", file)
    assert "1 new" in result.stdout
    assert "no address: http://" in result.stderr


def test_a_backup_needs_a_key(home: Path, tmp_path: Path) -> None:
    result = run("backup", tmp_path / "backup.age")
    assert "backup_keys" in str(result.exception)


def test_evidence_of_no_incident_is_refused(home: Path, tmp_path: Path) -> None:
    result = run("evidence", "export", "KZ-2099-0001", "--out", tmp_path / "none.wacz")
    assert "no incident" in str(result.exception)


def test_pages_are_read_and_scored_without_a_database(tmp_path: Path) -> None:
    text = "Озёрный совет рассмотрел обращение жителей и обещал ответить в срок. " * 8
    page = f"<html><body><article><h1>Новость</h1><p>{text}</p></article></body></html>"
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "one.html").write_text(page)
    out = tmp_path / "out.jsonl"
    assert run("predict", "extract", tmp_path / "pages", "-o", out).exit_code == 0
    assert json.loads(out.read_text())["title"] == "Новость"
    assert json.loads(run("predict", "extract", tmp_path / "pages").stdout)["id"] == "one"
    gold = tmp_path / "gold.json"
    gold.write_text(json.dumps({"one": {"articleBody": text}}))
    score = json.loads(run("score", "extract", tmp_path / "pages", gold, "--json").stdout)
    assert score["f1"] == 1
    gold.write_text(json.dumps({"one.html.gz": {"body": [text]}}))
    assert "ROUGE-L" in run("score", "extract", tmp_path / "pages", gold).stdout
    gold.write_text("{}")
    assert run("score", "extract", tmp_path / "pages", gold).exit_code == 2


@pytest.mark.slow
def test_up_with_the_sample_watches_verifies_and_builds(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DALEL_HOME", os.environ["DALEL_HOME"])
    first = run("up", "--sample", "--once")
    assert first.exit_code == 0, first.output
    assert "Evidence: 324 captures, sound." in first.stdout
    assert "failed: 7 status 403" in first.stdout
    assert (in_force.DALEL.site_folder / "index.html").is_file()
    articles = ArticleRow.objects.count()
    again = run("up", "--sample", "--once")
    assert "0 found, 0 articles, 0 new versions, 0 captures" in again.stdout
    assert ArticleRow.objects.count() == articles
