from dataclasses import replace
from pathlib import Path

import pytest

from dalel.pack import Pack, default_folder, load
from dalel.pack.codebook_document import codebook_document, main

COMMITTED = Path(__file__).parents[2] / "docs" / "codebook.md"


@pytest.fixture(scope="module")
def kz() -> Pack:
    return load(default_folder())


def test_the_committed_document_is_what_the_pack_gives(
    capsys: pytest.CaptureFixture[str],
) -> None:
    # When this fails: python -m dalel.pack.codebook_document > docs/codebook.md
    main()
    assert COMMITTED.read_text() == capsys.readouterr().out


def test_the_title_of_an_unchecked_statute_is_not_shown(kz: Pack) -> None:
    text = codebook_document(kz.codebook, ("en",))
    unchecked = [statute for statute in kz.codebook.statutes if not statute.checked]
    assert unchecked
    for statute in unchecked:
        assert f"| `{statute.code}` | {statute.citation['en']} |  |" in text


def test_every_code_has_its_line_in_every_language(tiny: Path) -> None:
    pack = load(tiny)
    lines = codebook_document(pack.codebook, pack.ui_languages).splitlines()
    for event in pack.codebook.event_types:
        rows = [line for line in lines if line.startswith(f"| `{event.code}` |")]
        assert len(rows) == 3
        assert event.rule["ru"] in rows[0]
        assert event.rule["en"] in rows[1]
    assert any("Charter of Ozernia: 3" in line for line in lines)


def test_a_bar_inside_a_wording_does_not_end_its_cell(tiny: Path) -> None:
    file = tiny / "codebook.json"
    file.write_text(file.read_text().replace("Not established", "Not|known"))
    pack = load(tiny)
    assert "| `unknown` | Not&#124;known |" in codebook_document(pack.codebook, ("en",))


def test_a_language_without_headings_of_its_own_gets_the_english_ones(tiny: Path) -> None:
    file = tiny / "codebook.json"
    file.write_text(file.read_text().replace('"en":', '"en": "-", "fr":'))
    book = replace(load(tiny).codebook, statutes=())
    assert "## fr\n\n### Sections\n\n1. Speech" in codebook_document(book, ("fr",))
