"""Do sentences come in and go out at the command line, and is what cannot told plainly?"""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from dalel.cli.main import app
from dalel.newsroom.accounts.models import Member
from dalel.newsroom.frame.roles import Role
from dalel.newsroom.incidents.models import SentencePairRow

pytestmark = [pytest.mark.slow, pytest.mark.django_db, pytest.mark.usefixtures("home")]
TMX = (
    '<tmx version="1.4"><header srclang="kk"/><body><tu><tuv xml:lang="kk"><seg>Сот шешті.</seg>'
    '</tuv><tuv xml:lang="ru"><seg>Суд решил.</seg></tuv></tu></body></tmx>'
)
#: The pack's own bulletin is in the memory from the start.
FROM_FILES = SentencePairRow.objects.filter(incident=None)


def memory(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["memory", *arguments])


def test_a_file_comes_in_is_found_and_goes_out(tmp_path: Path) -> None:
    file, out = tmp_path / "a.tmx", tmp_path / "out.tmx"
    file.write_text(TMX, "utf-16")
    done = memory("import", str(file), "--json")
    assert done.exit_code == 0, done.output
    assert json.loads(done.stdout)["added"] == 1
    assert (
        "новых пар — 0, уже известных — 1" in memory("import", str(file), "--wording", "ru").stdout
    )
    found = json.loads(memory("list", "решил суд сот", "--json").stdout)
    assert {"kk": "Сот шешті.", "ru": "Суд решил."} in [one["texts"] for one in found["pairs"]]
    assert "Сот шешті." in memory("list").stdout
    assert memory("export", str(out)).exit_code == 0
    written = out.read_text("utf-8")
    assert "<seg>Суд решил.</seg>" in written
    assert written.count("<tu ") == SentencePairRow.objects.count()
    assert "Суд решил." in memory("export").stdout


@pytest.mark.parametrize(
    ("wording", "told"),
    [
        ("kk", "a.tmx енгізілмеді: "),
        ("ru", "a.tmx не загружен: "),
        ("en", "a.tmx was not imported"),
    ],
)
def test_a_broken_file_is_told_and_ends_with_one(tmp_path: Path, wording: str, told: str) -> None:
    file = tmp_path / "a.tmx"
    file.write_text(TMX[:-9], "utf-8")
    done = memory("import", str(file), "--wording", wording)
    assert done.exit_code == 1
    assert told in done.output
    assert not FROM_FILES.exists()
    assert memory("import", str(tmp_path / "none.tmx")).exit_code == 2
    assert memory("import", str(file), "--wording", "xx").exit_code == 2


def test_an_editor_forgets_a_pair_and_a_reporter_does_not(tmp_path: Path) -> None:
    Member.objects.create(username="saule", role=Role.EDITOR)
    Member.objects.create(username="aliya", role=Role.REPORTER)
    file = tmp_path / "a.tmx"
    file.write_text(TMX, "utf-8")
    memory("import", str(file))
    (row,) = FROM_FILES.all()
    assert memory("forget", str(row.pk), "--by", "aliya").exit_code == 2
    assert memory("forget", str(row.pk), "--by", "saule").exit_code == 0
    assert "forgotten or withdrawn before: 1" in memory("import", str(file)).stdout
    assert memory("forget", "99999", "--by", "saule").exit_code == 1
