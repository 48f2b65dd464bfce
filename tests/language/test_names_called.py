"""Is a person called in each language as texts name him or her, whatever the case there?"""

import pytest

from dalel.language.names_called import name_in_texts


@pytest.mark.parametrize(
    ("printed", "kazakh", "russian", "names"),
    [
        (
            "Асхат Ниязовтың",
            "Журналист Асхат Ниязовтың аккаунты жойылды.",
            "Удалён аккаунт журналиста Асхата Ниязова.",
            {"kk": "Асхат Ниязов", "ru": "Асхат Ниязов"},
        ),
        (
            "Гульнары Бажкеновой",
            "Гульнара Бажкеноваға іс қозғалды.",
            "Дело против Гульнары Бажкеновой.",
            {"kk": "Гульнара Бажкенова", "ru": "Гульнара Бажкенова"},
        ),
        # A text that does not tell the name takes what rules make of it.
        ("Әсет Матаев", "Әсет Матаев шақырылды.", "", {"kk": "Әсет Матаев", "ru": "Асет Матаев"}),
    ],
)
def test_what_a_person_is_called(
    printed: str, kazakh: str, russian: str, names: dict[str, str]
) -> None:
    assert name_in_texts(printed, {"kk": kazakh, "ru": russian}) == names
