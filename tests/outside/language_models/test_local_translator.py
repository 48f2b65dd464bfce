"""Is a real CTranslate2 model taken in, asked within limits, and a damaged one named?"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from dalel.outside.language_models import translator_folder as folders
from dalel.outside.language_models.local_translator import LocalTranslator, LocalTranslatorError
from dalel.outside.language_models.translator_folder import TranslatorFolderError
from dalel.pack import default_folder, load
from outside.language_models.tiny_translator import damage, forget_a_code, tiny_translator

FAMILIES = load(default_folder()).translators.families
CODES = {name: frozenset(family.codes.values()) for name, family in FAMILIES.items()}
WORDS = {"Суд": "Сот", "издание": "басылымына", "оштрафовал": "айыппұл салды"}
SENTENCE = "Суд издание Z1Z оштрафовал."


@pytest.fixture(scope="module")
def nllb(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_translator(tmp_path_factory.mktemp("models") / "tiny-nllb", WORDS, lines=[SENTENCE])


@pytest.fixture
def own(nllb: Path, tmp_path: Path) -> Path:
    """A copy to be damaged."""
    copy = tmp_path / "own"
    copy.mkdir()
    for file in nllb.iterdir():
        (copy / file.name).write_bytes(file.read_bytes())
    return copy


@contextmanager
def opened(folder: Path, room: Path, **options: float) -> Iterator[LocalTranslator]:
    card = folders.examined(folder, CODES)
    place = folders.take_in(folder, room, card, linked=False)
    asked = LocalTranslator(place, card, FAMILIES[card.family], **options)  # type: ignore[arg-type]
    try:
        yield asked
    finally:
        asked.close()


def test_a_model_with_codes_on_both_sides_translates(nllb: Path, tmp_path: Path) -> None:
    with opened(nllb, tmp_path) as asked:
        assert asked.translate([SENTENCE, "Суд."], "ru", "kk") == [
            "Сот басылымына Z1Z айыппұл салды.",
            "Сот.",
        ]
        assert asked.translate([], "ru", "kk") == []


def test_a_model_that_is_told_the_target_in_the_source_translates(tmp_path: Path) -> None:
    folder = tiny_translator(tmp_path / "tiny-madlad", WORDS, "madlad", [SENTENCE])
    assert folders.examined(folder, CODES).family == "madlad"
    with opened(folder, tmp_path / "room") as asked:
        assert asked.translate([SENTENCE], "ru", "kk") == ["Сот басылымына Z1Z айыппұл салды."]


def test_what_a_model_cannot_read_is_not_translated(nllb: Path, tmp_path: Path) -> None:
    with opened(nllb, tmp_path) as asked:
        assert asked.translate(["Суд 漢字.", "Суд. " * 400, "Суд."], "ru", "kk") == [
            None,
            None,
            "Сот.",
        ]


def test_it_is_known_which_placeholders_the_tokenizer_gives_back(
    nllb: Path, tmp_path: Path
) -> None:
    with opened(nllb, tmp_path) as asked:
        assert asked.surviving(["Z1Z Z2Z", "[1] [2]", "⟦1⟧"]) == [True, True, False]


def test_after_it_was_closed_it_is_started_again(nllb: Path, tmp_path: Path) -> None:
    with opened(nllb, tmp_path) as asked:
        assert asked.translate(["Суд."], "ru", "kk") == ["Сот."]
        asked.close()
        assert asked.translate(["Суд."], "ru", "kk") == ["Сот."]


def test_a_model_that_needs_more_memory_than_it_may_is_told(nllb: Path, tmp_path: Path) -> None:
    with (
        opened(nllb, tmp_path, megabytes=40) as asked,
        pytest.raises(LocalTranslatorError, match=r"40 MB"),
    ):
        asked.translate(["Суд."], "ru", "kk")


def test_a_model_that_takes_too_long_is_ended(nllb: Path, tmp_path: Path) -> None:
    with (
        opened(nllb, tmp_path, opening=0.01) as asked,
        pytest.raises(LocalTranslatorError, match="took longer than"),
    ):
        asked.translate(["Суд."], "ru", "kk")


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("model.bin", "there is no model.bin"),
        ("config.json", "there is no config.json"),
        ("shared_vocabulary.json", "there is no shared_vocabulary.json"),
        ("sentencepiece.bpe.model", "there is no SentencePiece model"),
    ],
)
def test_a_missing_file_is_named(own: Path, name: str, told: str) -> None:
    (own / name).unlink()
    with pytest.raises(TranslatorFolderError, match=told):
        folders.examined(own, CODES)


@pytest.mark.parametrize("name", ["config.json", "shared_vocabulary.json"])
def test_a_damaged_description_is_named(own: Path, name: str) -> None:
    damage(own, name)
    with pytest.raises(TranslatorFolderError, match=rf"{name} is damaged"):
        folders.examined(own, CODES)


@pytest.mark.parametrize("name", ["model.bin", "sentencepiece.bpe.model"])
def test_damaged_weights_are_found_by_opening_them(own: Path, tmp_path: Path, name: str) -> None:
    damage(own, name)
    with (
        opened(own, tmp_path / "room") as asked,
        pytest.raises(LocalTranslatorError, match=r"cannot be read|died"),
    ):
        asked.translate(["Суд."], "ru", "kk")


def test_a_pointer_instead_of_weights_is_told(own: Path) -> None:
    (own / "model.bin").write_text("version https://git-lfs", "utf-8")
    with pytest.raises(TranslatorFolderError, match="pointer"):
        folders.examined(own, CODES)


def test_a_model_of_an_unknown_family_is_refused(own: Path) -> None:
    forget_a_code(own, "kaz_Cyrl")
    with pytest.raises(TranslatorFolderError, match="no family"):
        folders.examined(own, CODES)


def test_two_tokenizers_leave_it_open_which_is_meant(own: Path) -> None:
    (own / "sentencepiece.bpe.model").rename(own / "one.spm")
    (own / "two.spm").write_bytes(b"x")
    with pytest.raises(TranslatorFolderError, match="more than one"):
        folders.examined(own, CODES)


@pytest.mark.parametrize("name", ["none", "endpoint", "../up", "", "две"])
def test_some_names_are_none(own: Path, name: str) -> None:
    if not name:
        own = own.rename(own.with_name("мұнда"))
    with pytest.raises(TranslatorFolderError, match="--name"):
        folders.examined(own, CODES, name)


def test_no_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(TranslatorFolderError, match="no folder"):
        folders.examined(tmp_path / "gone", CODES)


@pytest.mark.parametrize("linked", [True, False])
def test_what_was_taken_in_is_listed_and_watched(nllb: Path, tmp_path: Path, linked: bool) -> None:  # noqa: FBT001 - a case
    card = folders.examined(nllb, CODES, "mine")
    place = folders.take_in(nllb, tmp_path, card, linked=linked)
    assert folders.cards(tmp_path) == (card,)
    assert (place / "model.bin").is_symlink() is linked
    assert folders.changed_in(place, card) == folders.missing_in(place, card) == ""
    told = folders.note_marks(tmp_path, card, ("[{}]",))
    assert folders.cards(tmp_path) == (told,)
    (place / "config.json").unlink()
    assert folders.changed_in(place, card) == folders.missing_in(place, card) == "config.json"
    (place / "config.json").write_text("{}")
    assert folders.changed_in(place, card) == "config.json"
    asked = LocalTranslator(place, card, FAMILIES[card.family])
    with pytest.raises(LocalTranslatorError, match="not as it was taken in"):
        asked.translate(["Суд."], "ru", "kk")
    folders.remove(tmp_path, "mine")
    assert folders.cards(tmp_path) == ()
    assert (nllb / "model.bin").is_file()


def test_a_name_stands_for_one_model(nllb: Path, tmp_path: Path) -> None:
    card = folders.examined(nllb, CODES)
    folders.take_in(nllb, tmp_path, card, linked=True)
    with pytest.raises(TranslatorFolderError, match="already"):
        folders.take_in(nllb, tmp_path, card, linked=True)
    with pytest.raises(TranslatorFolderError, match="no model other"):
        folders.remove(tmp_path, "other")


def test_a_file_that_changes_while_it_is_copied_is_refused(own: Path, tmp_path: Path) -> None:
    card = folders.examined(own, CODES)
    (own / "config.json").write_text("{}")
    with pytest.raises(TranslatorFolderError, match=r"config.json changed"):
        folders.take_in(own, tmp_path / "room", card, linked=False)
    assert folders.cards(tmp_path / "room") == ()


def test_a_card_that_is_no_card_is_no_model(tmp_path: Path) -> None:
    (tmp_path / "odd").mkdir()
    (tmp_path / "odd" / folders.CARD).write_text("[]")
    assert folders.cards(tmp_path) == ()
