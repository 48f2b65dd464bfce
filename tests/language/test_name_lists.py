"""How many names does a list have?"""

import pytest

from dalel.language.name_lists import name_lists


@pytest.mark.parametrize(
    ("language", "text", "lengths"),
    [
        ("ru", "Впереди Алматы и Астана.", [2]),
        ("ru", "Люди в Казахстане, Узбекистане и Таджикистане.", [3]),
        ("ru", "Запрос министру Жаслану Мадиеву и главе МВД Ержану Саденову.", [2]),
        ("ru", "Закрыты «Ясность», «Мозаика» и «Орбита».", [3]),
        ("kk", "Алматы мен Астанада, Шымкентте.", [2]),
        ("en", "Almaty, Astana and Shymkent lost their connection.", [3]),
        ("ru", "Суд и прокурор согласны.", []),
    ],
)
def test_names_are_counted(language: str, text: str, lengths: list[int]) -> None:
    assert [length for _, length in name_lists(text, language)] == lengths
