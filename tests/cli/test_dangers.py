"""Does the doctor see what could bring people into danger?"""

import json
from pathlib import Path

import pytest
from allauth.mfa.models import Authenticator
from typer.testing import CliRunner

from configured import configured
from dalel.cli.configuration import Configuration
from dalel.cli.doctor.danger_examination import dangers, is_encrypted, publishers_without_factor
from dalel.cli.doctor.doctor_finding import Diagnosis
from dalel.cli.doctor.wire_examination import open_wires
from dalel.cli.main import app
from dalel.newsroom.accounts.models import Member
from dalel.newsroom.frame.roles import Role
from dalel.publish.tree.signing import signer

PEM = "-----BEGIN PRIVATE " + "KEY-----\n"


@pytest.fixture
def settings_here(tmp_path: Path) -> Configuration:
    return configured(tmp_path)


def problems(settings: Configuration) -> dict[str, str]:
    return {one.subject: one.problem for one in dangers(settings) if one.subject != "disk"}


def machine(folder: Path, *, kind: str = "ext4", uuid: str = "", below: str = "") -> bool | None:
    """What is told of a home on a machine whose disks look so."""
    mounts, devices = folder / "mountinfo", folder / "dev"
    lines = [
        f"1 0 8:1 / / rw - {kind} /dev/sda1 rw",
        "2 1 0:5 / /proc rw - proc proc rw",
    ]
    mounts.write_text("\n".join(lines))
    disk = devices / "8:1"
    (disk / "dm").mkdir(parents=True)
    (disk / "dm" / "uuid").write_text(uuid)
    if below:
        slave = disk / "slaves" / "dm-0" / "dm"
        slave.mkdir(parents=True)
        (slave / "uuid").write_text(below)
    return is_encrypted(Path("/srv/desk"), mounts=mounts, devices=devices)


def test_an_encrypted_disk_is_seen_at_any_depth(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    assert machine(tmp_path / "a", uuid="CRYPT-LUKS2-00-root") is True
    (tmp_path / "b").mkdir()
    assert machine(tmp_path / "b", uuid="LVM-0", below="CRYPT-LUKS2-00-pv") is True
    (tmp_path / "c").mkdir()
    assert machine(tmp_path / "c", kind="ecryptfs") is True


def test_an_open_disk_is_told_and_an_unknown_one_too(tmp_path: Path) -> None:
    assert machine(tmp_path, uuid="LVM-0") is False
    assert is_encrypted(tmp_path, mounts=tmp_path / "nowhere") is None
    assert (
        is_encrypted(Path("/srv"), mounts=tmp_path / "mountinfo", devices=tmp_path / "none") is None
    )


def test_keys_that_lie_open_or_do_not_belong_here_are_named(
    settings_here: Configuration, tmp_path: Path
) -> None:
    tmp_path.chmod(0o700)
    secret = tmp_path / "secret-key"
    secret.write_text("x")
    secret.chmod(0o600)
    assert set(problems(settings_here).values()) == {""}
    secret.chmod(0o644)
    (tmp_path / "keys").mkdir(mode=0o700)
    (tmp_path / "keys" / "strange.pem").write_text(PEM)
    told = problems(settings_here)
    assert "chmod 600" in told["secret"]
    assert "strange.pem" in told["keys"]
    assert str(secret) in told["home"]


def test_the_key_that_signs_releases_is_known_as_ours(settings_here: Configuration) -> None:
    def told() -> tuple[str, str]:
        one = next(one for one in dangers(settings_here) if one.subject == "signing")
        return one.state, one.problem

    key = settings_here.signing_key
    assert "no release was signed yet" in told()[0]
    name = signer(key).name
    assert f"releases are signed with the key {name}" in told()[0]
    assert told()[1] == ""
    assert problems(settings_here)["keys"] == ""
    key.chmod(0o640)
    assert "chmod 600" in told()[1]
    key.chmod(0o600)
    key.write_bytes(b"AAAA")
    assert "holds no key" in told()[1]


@pytest.mark.parametrize(
    ("address", "is_wrong"),
    [
        ("http://desk.test", True),
        ("https://desk.test", False),
        ("http://127.0.0.1:8000", False),
        ("", False),
    ],
)
def test_an_open_wire_is_told(
    settings_here: Configuration,
    address: str,
    is_wrong: bool,  # noqa: FBT001
) -> None:
    told = problems(settings_here.model_copy(update={"desk_address": address}))
    assert bool(told["address"]) is is_wrong


@pytest.mark.parametrize(
    ("key", "address", "is_wrong"),
    [
        ("database_url", "postgres://desk:key@base.test/desk", True),
        ("database_url", "postgres://desk:key@base.test/desk?sslmode=require", True),
        ("database_url", "postgres://desk:key@base.test/desk?sslmode=verify-full", False),
        ("database_url", "postgres://desk:key@127.0.0.1/desk", False),
        ("database_url", "postgres://desk@%2Fvar%2Frun%2Fpostgresql/desk", False),
        ("mail_url", "smtp+plain://mail.test", True),
        ("mail_url", "smtp+plain://localhost", False),
        ("mail_url", "smtps://mail.test", False),
        ("mail_url", "", False),
    ],
)
def test_what_travels_open_to_another_machine_is_told(
    settings_here: Configuration,
    key: str,
    address: str,
    is_wrong: bool,  # noqa: FBT001
) -> None:
    told = list(open_wires(settings_here.model_copy(update={key: address})))
    assert any(one.problem for one in told) is is_wrong
    assert "key@" not in "".join(one.problem + one.state for one in told)


@pytest.mark.django_db
def test_a_newsroom_without_publishers_is_not_told_that_each_has_a_second_factor() -> None:
    Member.objects.create_user("aliya", role=Role.REPORTER)
    found = publishers_without_factor()
    assert found.problem == ""
    assert found.state.startswith("nobody can release yet")


def test_what_is_wrong_is_not_told_beside_a_state_that_contradicts_it() -> None:
    held = "/home is encrypted"
    wrong = Diagnosis(subject="disk", state=held, problem="/home is not encrypted")
    assert wrong.told() == {
        "subject": "disk",
        "state": "",
        "problem": "/home is not encrypted",
        "advice": "",
    }
    assert Diagnosis(subject="disk", state=held).told()["state"] == held


@pytest.mark.django_db
def test_a_publisher_without_second_factor_is_named() -> None:
    marat = Member.objects.create_user("marat", role=Role.PUBLISHER)
    Member.objects.create_user("aliya", role=Role.REPORTER)
    assert "marat" in publishers_without_factor().problem
    Authenticator.objects.create(user=marat, type=Authenticator.Type.TOTP, data={})
    assert publishers_without_factor().problem == ""


def test_programs_read_no_state_where_doctor_finds_a_problem(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    wrong = Diagnosis(subject="disk", state="it is encrypted", problem="it is not encrypted")
    monkeypatch.setattr("dalel.cli.doctor.examination.examine", lambda _start: (wrong,))
    result = CliRunner().invoke(app, ["doctor", "--json"])
    assert result.exit_code == 1
    assert json.loads(result.stdout) == [
        {"subject": "disk", "state": "", "problem": "it is not encrypted", "advice": ""}
    ]
