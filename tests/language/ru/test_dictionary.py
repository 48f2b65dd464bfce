"""Is a word told to be of the dictionary where the dictionary itself says so?"""

import pytest

from dalel.language.ru.trained_models import dictionary, is_known


@pytest.mark.parametrize("word", ["суд", "елка", "кто-то"])
def test_a_word_of_the_dictionary_is_known(word: str) -> None:
    assert is_known(word)
    assert dictionary().word_is_known(word)


@pytest.mark.parametrize("word", ["псевдосуд", "смотри-ка", "қаржы", "2024", "а.", ""])
def test_a_word_of_which_only_a_part_is_there_is_not(word: str) -> None:
    assert not is_known(word)
    assert not dictionary().word_is_known(word)
