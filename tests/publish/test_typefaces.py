"""Are the typefaces of documents made of those of the site, and read where they lie?"""

import os
import subprocess
import sys
from pathlib import Path
from runpy import run_path

import pytest
from fontTools.ttLib import TTFont

from dalel.publish.typefaces import (
    DRAWER,
    OTHERS,
    READ,
    SUBSETS,
    TYPESETTER,
    WEIGHTS,
    WORK,
    file_of,
)

_TYPESETTING = """
import sys
from datetime import UTC, datetime
from dalel.domain.legal_dossier import Dossier
from dalel.publish.documents.dossier import typeset

made = typeset(
    Dossier(
        number="XT-2031-0001", state="published", made=datetime(2031, 6, 2, tzinfo=UTC),
        zone="Asia/Almaty", versions=(), releases={}, exhibits=(), without=(), demands=(), deeds=(),
    ),
    "kk",
)
print(made[:5].decode(), [name for name in sys.modules if "instancer" in name or "merge" in name])
"""
TOOL = run_path(str(Path(__file__).parents[2] / "tools" / "typesetter_typefaces.py"))


def test_every_family_lies_there_in_each_weight_and_nothing_else() -> None:
    own = {
        file_of(face, part, style) for face in (WORK, READ) for part in SUBSETS for style in WEIGHTS
    }
    assert {file.name for file in TYPESETTER.iterdir()} == own | {f"{one}.ttf" for one in OTHERS}
    assert [file.name for file in DRAWER.iterdir()] == [f"{WORK}.ttf"]


def test_a_font_of_the_site_gives_the_very_bytes_of_that_for_documents(tmp_path: Path) -> None:
    made = tmp_path / file_of(READ, "cyrillic-ext", "Bold")
    TOOL["write"](made, READ, "cyrillic-ext", "Bold")
    assert made.read_bytes() == (TYPESETTER / made.name).read_bytes()


def test_a_font_of_other_letters_gives_the_very_bytes_of_that_for_documents(tmp_path: Path) -> None:
    TOOL["write_other"](tmp_path / "made.ttf", "noto-serif-hebrew")
    assert (tmp_path / "made.ttf").read_bytes() == (
        TYPESETTER / "noto-serif-hebrew.ttf"
    ).read_bytes()


def test_the_font_of_charts_is_made_of_all_subsets_and_has_no_time_of_day(tmp_path: Path) -> None:
    TOOL["write_whole"](tmp_path / "made.ttf", WORK, TOOL["FACE"])
    assert (tmp_path / "made.ttf").read_bytes() == (DRAWER / f"{WORK}.ttf").read_bytes()


@pytest.mark.parametrize("face", [WORK, READ])
@pytest.mark.parametrize("subset", SUBSETS)
def test_a_font_has_the_letters_of_the_file_that_browsers_fetch(face: str, subset: str) -> None:
    held = set(TTFont(TOOL["browsers"](face, subset)).getBestCmap())
    for style in WEIGHTS:
        font = TTFont(TYPESETTER / file_of(face, subset, style))
        assert set(font.getBestCmap()) == held
        assert font["OS/2"].usWeightClass == WEIGHTS[style]


def test_a_document_is_typeset_without_a_font_being_made(tmp_path: Path) -> None:
    made = subprocess.run(  # noqa: S603 - our own
        [sys.executable, "-c", _TYPESETTING],
        env=os.environ | {"TMPDIR": str(tmp_path)},
        check=True,
        capture_output=True,
        text=True,
    )
    assert made.stdout.split() == ["%PDF-", "[]"]
    assert not list(tmp_path.rglob("*.ttf"))
