"""Are the nouns for who takes part read, and told apart by their groups?"""

from pathlib import Path

import pytest

from dalel.domain.errors import PackError
from dalel.pack import Pack
from dalel.pack.role_nouns import read_roles

ROLES = """
distinct = ["power"]
loose = ["capacity"]
things = ["paper"]
steps = ["capacity"]
[nouns.authority]
group = "power"
general = true
kk = ["билік"]
ru = ["власть"]
en = ["authority"]
[nouns.court]
group = "power"
codes = ["high_court"]
kk = ["сот"]
ru = ["суд"]
en = ["court"]
[nouns.police]
group = "power"
kk = ["полиция"]
ru = ["полиция"]
en = ["police"]
[nouns.investigator]
group = "power"
may_be = ["police"]
kk = ["тергеуші"]
ru = ["следователь"]
en = ["investigator"]
[nouns.suspect]
group = "capacity"
kk = ["күдікті"]
ru = ["подозреваемый"]
en = ["suspect"]
[nouns.verdict]
group = "paper"
any = ["Urteil"]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with role nouns."""
    (tmp_path / "deeds").mkdir()
    (tmp_path / "deeds" / "roles.toml").write_text(ROLES, "utf-8")
    return tmp_path


def test_groups_tell_what_cannot_be_one(folder: Path) -> None:
    roles = read_roles(folder)
    assert roles["court"].apart == {"police", "investigator", "verdict"}
    assert roles["court"].rivals == {"police", "investigator"}
    assert roles["court"].akin == {"authority"}
    assert roles["police"].akin == {"authority", "investigator"}
    assert roles["suspect"].apart == frozenset()
    assert roles["suspect"].loose
    assert roles["suspect"].step == "capacity"
    assert roles["court"].step == ""
    assert roles["verdict"].thing
    assert roles["verdict"].words["kk"] == ("Urteil",)
    assert roles["court"].codes == {"high_court"}


@pytest.mark.parametrize(
    ("good", "bad", "key", "problem"),
    [
        ('may_be = ["police"]', 'may_be = ["army"]', "nouns.investigator.may_be", "'army'"),
        ('en = ["suspect"]', "", "nouns.suspect.en", "no words"),
        ('["capacity"]', '["mood"]', "loose", "no noun is of the group 'mood'"),
        ('group = "paper"', 'kind = "paper"', "nouns['verdict']", "missing"),
    ],
)
def test_what_is_wrong_is_named(folder: Path, good: str, bad: str, key: str, problem: str) -> None:
    file = folder / "deeds" / "roles.toml"
    assert good in ROLES
    file.write_text(ROLES.replace(good, bad, 1), "utf-8")
    with pytest.raises(PackError) as caught:
        read_roles(folder)
    assert caught.value.file == "deeds/roles.toml"
    assert key in caught.value.key
    assert problem in caught.value.problem


def test_a_pack_without_the_file_has_none(tmp_path: Path) -> None:
    assert read_roles(tmp_path) == {}


def test_kazakhstans_roles_fit_its_bodies(kz_pack: Pack) -> None:
    roles = kz_pack.deeds.roles
    assert "court" in roles["police"].apart
    assert "prosecutor" in roles["lawyer"].apart
    assert "akimat" in roles["ministry"].apart
    assert "platform" in roles["outlet"].apart
    assert "ministry" in roles["authority"].akin
    symmetric = [
        (one, other)
        for one, noun in roles.items()
        for other in noun.akin | noun.apart
        if one not in roles[other].akin | roles[other].apart
    ]
    assert symmetric == []
