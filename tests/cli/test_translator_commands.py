"""Are translation models taken in by command, and does the doctor say plainly what translates?"""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from configured import configured
from dalel.cli.main import app
from dalel.domain.translator_choice import TranslatorChoice, TranslatorWay
from dalel.newsroom.incidents.actions.sent_texts import note_sent
from outside.language_models.tiny_translator import damage, tiny_translator

pytestmark = pytest.mark.django_db
NOW = datetime(2031, 6, 2, 9, 30, tzinfo=UTC)
SERVER = "http://127.0.0.1:9/v1"


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def doctor(home: Path, written: str = "") -> str:
    (home / "dalel.toml").write_text(written)
    return "\n".join(line for line in run("doctor").stdout.splitlines() if "translator" in line)


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_translator(tmp_path_factory.mktemp("made") / "tiny", {"Суд": "Сот"})


def test_a_model_is_taken_in_listed_named_by_the_doctor_and_removed(
    home: Path, model: Path
) -> None:
    assert "NOTE  translator  none: drafts are not translated" in doctor(home)
    told = run("models", "add", "translate", model, "--name", "mine")
    assert told.exit_code == 0, told.output
    assert "mine: taken in (NLLB-200, Tilmash), up to" in told.stdout
    assert "licence" in told.stdout
    assert (home / "translators" / "mine" / "model.bin").is_file()
    assert "* mine  nllb" in run("models", "list").stdout
    assert "ok    translator  mine on this machine, up to" in doctor(home)
    damage(home / "translators" / "mine", "model.bin")
    assert "WRONG translator  mine: model.bin is missing or not as it was taken in" in doctor(home)
    assert "mine: removed" in run("models", "remove", "mine").stdout
    assert "Drafts are translated by: none" in run("models", "list").stdout


def test_a_damaged_model_is_not_taken_in(home: Path, model: Path, tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    for file in model.iterdir():
        (own / file.name).write_bytes(file.read_bytes())
    damage(own, "model.bin")
    told = run("models", "add", "translate", own)
    assert told.exit_code == 1
    assert "own: " in str(told.exception)
    assert not (home / "translators" / "own").exists()
    assert "no folder" in str(run("models", "add", "translate", tmp_path / "gone").exception)


def test_a_tokenizer_that_changes_every_mark_makes_a_model_useless(
    home: Path, tmp_path: Path
) -> None:
    folder = tiny_translator(tmp_path / "bare", {"Суд": "Сот"}, marks="абвгдежзийклмноп")
    told = run("models", "add", "translate", folder)
    assert "changes every kind of placeholder" in str(told.exception)
    assert not (home / "translators" / "bare").exists()


def test_the_doctor_says_whose_server_translates(home: Path) -> None:
    own = f'model_address = "{SERVER}"\nmodel_name = "m"\n'
    assert "ok    translator  m at 127.0.0.1: the newsroom's own" in doctor(home, own)
    assert "none (translator is none)" in doctor(home, f'{own}translator = "none"\n').replace(
        "the rest is written by hand", "none"
    )
    hosted = 'model_address = "https://models.test/v1"\nmodel_name = "m"\n'
    assert "NOTE  translator  none" in doctor(home, hosted)
    told = doctor(home, f'{hosted}translator = "endpoint"\n')
    assert "m at models.test: somebody else's machine, given sentences of public" in told
    assert "WRONG translator  translator is endpoint, but no" in doctor(
        home, 'translator = "endpoint"\n'
    )
    assert "WRONG translator  translator is other, and there is no such model" in doctor(
        home, 'translator = "other"\n'
    )


def test_what_was_sent_is_listed_and_counted(home: Path) -> None:
    assert "Nothing was sent" in run("models", "sent").stdout
    note_sent(("models.test", "m"), ("translate", "S1"), "Суд Z1Z", [], NOW)
    told = run("models", "sent").stdout
    assert "models.test" in told
    assert "S1  Суд Z1Z" in told
    assert "1 texts to hosted models" in run("doctor").stdout


def test_settings_choose_a_translator(tmp_path: Path) -> None:
    assert configured(tmp_path).translator_choice == TranslatorChoice()
    own = configured(tmp_path, DALEL_MODEL_ADDRESS=SERVER, DALEL_MODEL_NAME="m")
    assert own.translator_choice.way is TranslatorWay.OWN
    none = configured(
        tmp_path, DALEL_MODEL_ADDRESS=SERVER, DALEL_MODEL_NAME="m", DALEL_TRANSLATOR="none"
    )
    assert none.translator_choice.way is TranslatorWay.NONE
