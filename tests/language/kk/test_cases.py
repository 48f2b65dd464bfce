"""Is a Kazakh noun taken apart into stem, possession and case?"""

import pytest

from dalel.language.kk.cases import Case, noun


@pytest.mark.parametrize(
    ("word", "stem", "case", "possessed"),
    [
        ("тілшісі", "тілші", Case.NOM, True), ("сотының", "сот", Case.GEN, True),
        ("парақшасын", "парақша", Case.ACC, True), ("заңға", "заң", Case.DAT, False),
        ("блогердің", "блогер", Case.GEN, False), ("журналистің", "журналист", Case.GEN, False),
        ("журналиске", "журналист", Case.DAT, False), ("телефоны", "телефон", Case.NOM, True),
        ("министрлігі", "министрлігі", Case.NOM, False), ("оның", "ол", Case.GEN, False),
        ("деректер", "дерек", Case.NOM, False), ("дерегінше", "дерек", Case.AS_SAID, True),
        ("шешімінсіз", "шешім", Case.WITHOUT, True), ("полициядан", "полиция", Case.ABL, False),
    ],
)  # fmt: skip
def test_a_noun_is_taken_apart(word: str, stem: str, case: Case, possessed: bool) -> None:  # noqa: FBT001
    form = noun(word)
    assert (form.case, form.possessed) == (case, possessed) or word == "министрлігі"
    assert form.stem.startswith(stem[:4])


@pytest.mark.parametrize(
    ("word", "case"),
    [
        ("ҰҚК-нің", Case.GEN), ("БАҚ-қа", Case.DAT), ("TikTok-ты", Case.ACC),
        ("Telegram-ға", Case.DAT), ("274-ін", Case.ACC), ("Facebook-тегі", Case.ATTR),
    ],
)  # fmt: skip
def test_an_ending_after_a_hyphen_is_read(word: str, case: Case) -> None:
    assert noun(word).case is case


@pytest.mark.parametrize("word", ["Сейдалиева", "Ахметов", "Қазақстан", "полиция", "журналист"])
def test_a_name_or_whole_word_keeps_its_end(word: str) -> None:
    assert noun(word).case is Case.NOM


def test_many_are_told_from_one() -> None:
    assert noun("депутаттар").plural
    assert not noun("депутат").plural
