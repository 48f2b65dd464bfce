"""Do the commands do their work, say it, and end with the right code?"""

import json
import sys
from pathlib import Path

import pytest
from pytest_django import Settings
from typer.testing import CliRunner, Result

from dalel import __version__
from dalel.cli.configuration import configuration
from dalel.cli.main import app, main
from dalel.domain.errors import DalelError
from dalel.newsroom.accounts.models import Member
from dalel.newsroom.incidents.models import IncidentRow
from dalel.pack import Pack
from newsroom.printed_bulletins import save, small

pytestmark = pytest.mark.django_db
TINY = Path(__file__).parents[1] / "packs" / "tiny"


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


@pytest.fixture
def real_bulletin(kz_pack: Pack) -> Path:
    """The bulletin that the pack of Kazakhstan carries."""
    [(folder, past)] = kz_pack.bulletins.items()
    return folder / past.files["kk"]


def test_the_version_is_told() -> None:
    assert run("--version").stdout == f"dalel {__version__}\n"


def test_up_once_prepares_everything_and_makes_no_account(home: Path) -> None:
    first = run("up", "--once")
    assert first.exit_code == 0, first.output
    assert (home / "site" / "kk" / "index.html").is_file()
    assert IncidentRow.objects.count() == 38
    again = run("up", "--once")
    assert again.exit_code == 0
    assert not Member.objects.exists()


def test_the_real_bulletin_is_reported_as_it_stands(real_bulletin: Path) -> None:
    result = run("import", real_bulletin, "--json")
    report = json.loads(result.stdout)
    assert result.exit_code == 0
    assert report["entries"] == 38
    assert report["sections"] == {"1": 8, "2": 7, "3": 5, "4": 8, "5": 10}
    assert (report["links"], report["tracking_removed"], report["untitled"]) == (38, 3, 1)
    assert (report["edition"], report["new_incidents"], report["new_versions"]) == (1, 0, 0)
    assert IncidentRow.objects.count() == 38


def test_an_import_is_told_in_words(kz_pack: Pack, tmp_path: Path) -> None:
    file = save(tmp_path, small(kz_pack))
    first = run("import", file, "--edition", "5", "--language", "ru")
    assert first.exit_code == 0, first.output
    assert "Edition 5: 3 entries (by section 1: 2, 2: 1), 3 links" in first.stdout
    assert "New: 3 incidents, 3 versions" in first.stdout
    assert "Nothing new" in run("import", file).stdout


@pytest.mark.parametrize("command", ["import", "lint"])
def test_wrong_usage_ends_with_two(command: str, tmp_path: Path) -> None:
    file = tmp_path / "b.txt"
    file.touch()
    missing = tmp_path / "no.txt"
    for arguments in ([], [missing], [file, "--language", "xx"], [file, "--colour"]):
        assert run(command, *arguments).exit_code == 2


def test_lint_tells_line_rule_and_reason_in_the_language_asked(real_bulletin: Path) -> None:
    result = run("lint", real_bulletin, "--wording", "en")
    assert "kk.txt:53: url_tracking: The link carries parameters" in result.stdout
    assert "kk.txt:53: url_tracking: " in run("lint", real_bulletin).stdout


def test_lint_as_json_has_every_concern_with_its_advice(real_bulletin: Path) -> None:
    report = json.loads(run("lint", real_bulletin, "--json").stdout)
    assert (report["language"], report["entries"]) == ("kk", 38)
    tracking = [one for one in report["concerns"] if one["rule"] == "url_tracking"]
    assert [one["line"] for one in tracking] == [53, 71, 107]
    assert all(one["reason"] and one["advice"] and one["suggestion"] for one in tracking)


def test_lint_ends_with_one_only_when_an_error_is_found(
    real_bulletin: Path, kz_pack: Pack, tmp_path: Path
) -> None:
    report = json.loads(run("lint", real_bulletin, "--json").stdout)
    errors = [one for one in report["concerns"] if one["weight"] == "error"]
    assert run("lint", real_bulletin).exit_code == (1 if errors else 0)


def test_publish_writes_where_it_is_told_and_the_same_twice(tmp_path: Path) -> None:
    for name in ("one", "two"):
        result = run("publish", "--out", tmp_path / name, "--base", "/monitor/")
        assert result.exit_code == 0, result.output
    one, two = tmp_path / "one", tmp_path / "two"
    files = [path.relative_to(one) for path in one.rglob("*") if path.is_file()]
    assert len(files) > 100
    assert all((one / file).read_bytes() == (two / file).read_bytes() for file in files)
    assert "/monitor/" in (one / "404.html").read_text("utf-8")


def test_the_codebook_is_written_as_a_document(tmp_path: Path) -> None:
    on_terminal = run("codebook")
    assert run("codebook", "--out", tmp_path / "codebook.md").exit_code == 0
    assert (tmp_path / "codebook.md").read_text("utf-8") == on_terminal.stdout


def test_names_are_said_in_the_other_language_with_how_sure_they_are() -> None:
    assert run("names", "Виталий Овчаров").stdout.split() == ["letters", "kk", "Виталий", "Овчаров"]
    told = json.loads(run("names", "Серік Нұрланов", "--from", "kk", "--json").stdout)
    assert told == {"remembered": [], "said": {"ru": "Серик Нурланов", "sure": "rule"}}
    # The bulletin that the pack carries is in every new record.
    assert "Freedom House / Freedom House" in run("names").stdout
    assert run("names", "Асан", "--from", "en").exit_code == 2


def test_sources_are_listed(kz_pack: Pack) -> None:
    told = run("sources", "list").stdout
    listed = [line for line in told.splitlines() if line[:1] in "123" and line[:1]]
    assert len([line for line in listed if line[1:3] == "  "]) == len(kz_pack.sources)
    assert "NOT DECIDED" not in told
    assert "0 without decision" in told
    assert len(json.loads(run("sources", "list", "--json").stdout)) == len(kz_pack.sources)


def test_an_account_is_made_with_role_and_languages() -> None:
    result = run("user", "add", "aigul", "--role", "editor", "--reads", "kk", "--reads", "ru")
    assert result.exit_code == 0, result.output
    member = Member.objects.get(username="aigul")
    assert (member.role, member.reads) == ("editor", ["kk", "ru"])
    key = result.stdout.rsplit(maxsplit=1)[-1]
    assert member.check_password(key)
    assert run("user", "add", "serik", "--role", "king").exit_code == 2
    assert run("user", "add", "serik", "--reads", "xx").exit_code == 2


def test_doctor_tells_what_is_in_force_and_what_is_wrong(
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found = run("doctor")
    assert found.exit_code == 1
    assert "nobody can sign in" in found.stdout
    run("user", "add", "aigul")
    # The disk of whoever runs the tests may be anything.
    monkeypatch.setattr("dalel.cli.doctor.danger_examination.is_encrypted", lambda _home: True)
    # Without a contact address nothing is watched, and that is wrong.
    monkeypatch.setenv("DALEL_CONTACT", "desk@lake.test")
    # Doctor asks nobody, and every variable is told of.
    monkeypatch.delenv("DALEL_TIMESTAMP_URLS")
    settings.DALEL = settings.DALEL.model_copy(update={"contact": "desk@lake.test"})
    healthy = run("doctor", "--json")
    assert healthy.exit_code == 0, healthy.output
    subjects = [finding["subject"] for finding in json.loads(healthy.stdout)]
    assert subjects == [
        *("home", "setting", "disk", "home", "secret", "secret", "signing", "keys", "address"),
        *("wording", "wording", *["fonts"] * 7, *["extra"] * 7, "log", "room"),
        *("pack", "languages", "radar", "law"),
        *(
            "meaning",
            "classifier",
            "translator",
            "evidence",
            "evidence",
            "timestamps",
            "backup",
            "browser",
            "seizure",
            "key",
            "database",
            "accounts",
            "factors",
            "watch",
            *["sources"] * 2,
            "worker",
            "site",
        ),
    ]


def test_doctor_names_a_broken_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DALEL_DESK_PORT", "x")
    result = run("doctor")
    assert result.exit_code == 1
    assert "DALEL_DESK_PORT: desk_port" in result.stdout


def test_doctor_names_a_broken_pack_and_goes_on(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("DALEL_PACK", str(tmp_path))
    monkeypatch.delenv("DALEL_TIMESTAMP_URLS")
    result = run("doctor")
    assert result.exit_code == 1
    assert "pack.toml" in result.stdout
    assert "database" in result.stdout
    assert configuration().places == {"pack": "DALEL_PACK"}


def test_doctor_sees_a_database_that_is_not_prepared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dalel.newsroom.worker.actions.prepare.is_behind", lambda: True)
    result = run("doctor")
    assert result.exit_code == 1
    assert "is not prepared: run dalel up" in result.stdout


@pytest.mark.slow
@pytest.mark.late
@pytest.mark.typesets
def test_a_small_bench_tells_how_fast_a_site_is_built() -> None:
    speed = json.loads(run("bench", "publish", "--incidents", "3", "--json").stdout)
    assert speed["incidents"] == 3
    assert speed["pages"] > 6
    assert "pages a second" in run("bench", "publish", "--incidents", "3").stdout


def test_a_small_bench_reports_the_time_of_each_kind_of_figures() -> None:
    speed = json.loads(run("bench", "measure", "--entries", "40", "--json").stdout)
    parts = ("board_seconds", "change_seconds", "attention_seconds", "threats_seconds")
    assert speed["all_seconds"] == pytest.approx(sum(speed[part] for part in parts))
    assert speed["cells"] > 40
    assert speed["one_more"].keys() == {"board", "change", "attention", "threats"}
    assert "40 entries" in run("bench", "measure", "--entries", "40").stdout


def test_an_error_that_we_know_becomes_one_line(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "empty.txt"
    file.touch()
    monkeypatch.setattr(sys, "argv", ["dalel", "import", str(file)])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 1
    told = capsys.readouterr().err.strip().splitlines()[-1]
    assert told.startswith("dalel: empty.txt: ")


def test_any_other_error_becomes_one_line_and_its_story_is_in_the_log(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], home: Path
) -> None:
    assert not issubclass(RuntimeError, DalelError)
    monkeypatch.setattr("dalel.newsroom.worker.actions.prepare.prepare", _fall)
    monkeypatch.setattr(sys, "argv", ["dalel", "publish"])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 1
    said = capsys.readouterr().err
    log = home / "logs" / "dalel.log"
    assert said.startswith("dalel: something broke that nobody foresaw (RuntimeError: a mistake")
    assert str(log) in said
    assert "Traceback" not in said
    assert "Traceback" in log.read_text("utf-8")


def test_whoever_asks_for_it_sees_the_whole_story(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("dalel.newsroom.worker.actions.prepare.prepare", _fall)
    monkeypatch.setenv("DALEL_DEBUG", "1")
    monkeypatch.setattr(sys, "argv", ["dalel", "publish"])
    with pytest.raises(SystemExit):
        main()
    assert "Traceback" in capsys.readouterr().err


def _fall(*_arguments: object, **_options: object) -> None:
    raise RuntimeError("a mistake of ours")


def test_check_shows_what_holds_a_text_back_and_ends_with_one(home: Path) -> None:
    assert run("check", "KZ-2026-0099").exit_code == 1
    whole = run("check", "--json", "--wording", "en")
    assert whole.exit_code == 1
    found = json.loads(whole.stdout)
    assert {record["number"] for record in found} > {"KZ-2026-0001"}
    assert {"rule", "weight", "language", "field", "excerpt", "reason", "suggestion", "advice"} < {
        *found[0]
    }
    told = run("check", "KZ-2026-0004", "--wording", "ru")
    assert told.exit_code == 1
    assert "Ещё не решено" in told.stdout
    assert all("KZ-2026-0004" in line for line in told.stdout.splitlines())
    assert run("check", "--wording", "xx").exit_code == 2
