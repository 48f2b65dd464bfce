"""Does a dossier print every letter, and the same twice?"""

from datetime import UTC, datetime

import pytest
from fontTools.ttLib import TTFont

from dalel.domain.legal_dossier import Dossier, WrittenVersion, pseudonyms
from dalel.publish.documents.dossier import plain, typeset
from dalel.publish.typefaces import TYPESETTER, families

NOW = datetime(2031, 6, 2, 9, 30, tzinfo=UTC)
LETTERS = "ӘәҒғҚқҢңӨөҰұҮүҺһІі АаЯя Zz «»—№ 78 640 ₸"


def version(number: int, **changes: object) -> WrittenVersion:
    values: dict[str, object] = {
        "language": "kk",
        "number": number,
        "title": LETTERS,
        "paragraphs": ('#import "/etc/passwd" $x$ *жоқ* \\ <a>', LETTERS),
        "written": NOW,
        "writer": "reporter A",
        "note": "",
        "state": "approved",
        "approved": NOW,
        "approver": "editor A",
        "public": NOW,
        "until": None,
    }
    return WrittenVersion(**(values | changes))  # type: ignore[arg-type]


def dossier(*versions: WrittenVersion) -> Dossier:
    return Dossier(
        number="XT-2031-0001",
        state="published",
        made=NOW,
        zone="Asia/Almaty",
        versions=versions or (version(1), version(2)),
        releases={1: NOW},
        exhibits=(),
        without=("https://lake.test/1",),
        demands=(),
        deeds=((NOW, "editor A", "approved", "kk 1"),),
    )


@pytest.mark.parametrize("name", ["golos-text", "literata"])
def test_every_kazakh_letter_is_a_glyph(name: str) -> None:
    held: set[int] = set()
    for file in TYPESETTER.glob(f"{name}-*-400.ttf"):
        font = TTFont(file)
        held |= set(font["cmap"].getBestCmap())
        assert font["name"].getDebugName(1) in families(name)
    assert {ord(letter) for letter in LETTERS.replace(" ", "")} - held == set()


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_a_dossier_is_a_document_whose_letters_can_be_read_again(language: str) -> None:
    made = typeset(dossier(), language)
    assert made.startswith(b"%PDF-")
    assert made == typeset(dossier(), language)
    # PDF/UA refuses a letter without a glyph.
    assert typeset(dossier(), language, standards=["ua-1"])
    # The Kazakh title stands in our own typeface.
    assert b"literata-cyrillic-ext" in made
    assert b"Libertinus" not in made


def test_a_letter_that_no_typeface_has_spoils_nothing() -> None:
    assert typeset(dossier(version(1, title="🕊 中")), "kk").startswith(b"%PDF-")


def test_moments_are_exact_and_corrections_are_what_came_after() -> None:
    told = plain(dossier(version(1), version(2), version(3, public=None, approved=None)))
    assert told["made"] == "2031-06-02T14:30:00+05:00"
    assert told["corrections"] == [["kk", 2]]


def test_members_stand_under_letters() -> None:
    members = [("aliya", "reporter"), ("saule", "editor"), ("aliya", "reporter"), ("d", "editor")]
    assert pseudonyms(members) == {
        "aliya": "reporter A",
        "saule": "editor A",
        "d": "editor B",
    }
    many = pseudonyms((f"m{count}", "editor") for count in range(28))
    assert many["m27"] == "editor AB"
