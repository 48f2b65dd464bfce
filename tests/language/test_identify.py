import pytest

from dalel.language.identify import identify


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Сот шағымды қарады", "kk"),
        ("Суд рассмотрел жалобу", "ru"),
        ("The court heard the complaint", "en"),
        ("Министрлік хабарламаны жоққа шығарды", "kk"),
        ("12 345", None),
        ("", None),
    ],
)
def test_a_few_words_are_enough(text: str, language: str | None) -> None:
    assert identify(text) == language
