"""Kazakh words are found in a dictionary in whatever form they stand."""

import pytest

from dalel.domain.dictionary import Dictionary, DictionaryWord, EntryKind
from dalel.language.from_kazakh.words import KazakhWords
from dalel.language.kk.cases import Case


def _entry(ru: str, kk: str, kind: EntryKind, *, possessive: bool = False) -> DictionaryWord:
    return DictionaryWord(ru=ru, kk=kk, kind=kind, possessive=possessive)


_ENTRIES = (
    _entry("журналист", "журналист", EntryKind.PERSON),
    _entry("база данные", "деректер базасы", EntryKind.THING, possessive=True),
    _entry("право", "құқық", EntryKind.ABSTRACT),
    _entry("цифровой право", "цифрлық құқық", EntryKind.ABSTRACT),
    _entry("новый", "жаңа", EntryKind.ADJECTIVE),
    _entry("дом", "үй", EntryKind.THING),
    _entry("жильё", "үй", EntryKind.ABSTRACT),
    DictionaryWord(ru="пост", kk="жазба", kind=EntryKind.THING, one_way=True),
)


@pytest.fixture
def words() -> KazakhWords:
    return KazakhWords(Dictionary(words={one.ru: one for one in _ENTRIES}))


@pytest.mark.parametrize(
    ("row", "case", "russian"),
    [
        ("журналистерге", Case.DAT, "журналисты"),
        ("журналисі", Case.NOM, "журналист"),
        ("ұлттық деректер базасынан", Case.ABL, "база данных"),
        ("құқығын", Case.ACC, "право"),
    ],
)
def test_a_word_is_known_by_its_form(
    words: KazakhWords, row: str, case: Case, russian: str
) -> None:
    found = words.at_end(row.split(), case)
    assert found is not None
    said = found.phrase()
    assert said is not None
    assert said.words == russian


@pytest.mark.parametrize(
    ("row", "case"),
    [("журналистерге", Case.ACC), ("үйден", Case.ABL), ("жазбаны", Case.ACC), ("тау", Case.NOM)],
)
def test_another_form_or_a_word_of_two_meanings_is_not(
    words: KazakhWords, row: str, case: Case
) -> None:
    assert words.at_end([row], case) is None


def test_adjectives_stand_before_their_noun(words: KazakhWords) -> None:
    found = words.at_end(["журналисті"], Case.ACC)
    assert found is not None
    said = found.phrase([words.adjective("Жаңа") or ""])
    assert said is not None
    assert said.cases["acc"] == "нового журналиста"


def test_terms_of_several_words_are_found_but_not_the_object_of_a_deed(words: KazakhWords) -> None:
    row = ["жаңа", "деректер", "базасын", "цифрлық", "құқық", "маманы", "жасады"]
    assert [(at, one.entry.ru) for at, one in words.terms(row)] == [
        (1, "база данные"),
        (3, "цифровой право"),
    ]
    assert list(words.terms(["цифрлық", "құқық", "қорғау"])) == []
