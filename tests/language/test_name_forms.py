"""Are all forms of a name found in a text, and no other person's?"""

import pytest

from dalel.language.name_forms import forms

RU = "Айгуль Нурланова", "Айгүл Нұрланова"


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("Суд отпустил Айгуль  Нурланову.", "ru", [("Айгуль  Нурланову", True)]),
        (
            "Нурланова Айгуль: жалоба Нурлановой",
            "ru",
            [("Нурланова Айгуль", True), ("Нурлановой", False)],
        ),
        ("Айгүл Нұрланованың ісі", "kk", [("Айгүл Нұрланованың", True)]),
        ("Айгүлдің адвокаты", "kk", [("Айгүлдің", False)]),
        ("Нурлан Сериков и Айжан Нурлыбекова", "ru", []),
        ("Айгуль, Нурланова", "ru", [("Айгуль", False), ("Нурланова", False)]),
        ("дело нурлановой", "ru", []),
    ],
)
def test_a_name_is_found_in_all_its_forms(
    text: str, language: str, found: list[tuple[str, bool]]
) -> None:
    assert list(forms(text, language, RU)) == found


def test_what_is_no_name_has_no_forms() -> None:
    assert list(forms("Суд оштрафовал издание", "ru", ["оштрафовал издание", "78 640"])) == []
