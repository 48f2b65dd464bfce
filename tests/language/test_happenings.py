"""Does the reader of outcomes tell what was done from what was not, and whose denial it is?"""

import pytest

from dalel.domain.lexicon import Lexicon
from dalel.language.facts.happenings import OutcomeFinder

PHRASES = {
    "kk": {"acquitted": ("!кінәсі дәлелденбе*",), "blocked": ("бұғатта*",)},
    "ru": {
        "acquitted": ("!вину ... не доказал*",),
        "blocked": ("заблокир*",),
        "convicted": ("вину ... доказал*",),
        "detained": ("задерж*",),
        "removed": ("удалять",),
    },
}


def told(text: str, language: str = "ru") -> list[tuple[str, bool]]:
    lexicon = Lexicon(
        months={}, weekdays={}, multipliers={}, bounds={}, currency="", currency_names={},
        outcomes=PHRASES,
    )  # fmt: skip
    return [(fact.value, fact.negated) for fact in OutcomeFinder(language, lexicon).find(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Блогера задержали и объяснений не последовало.", [("detained", False)]),
        ("Сайт заблокировали и уведомлений не поступило.", [("blocked", False)]),
        ("Задержаний на площади не было.", [("detained", True)]),
        ("Задержаний и обысков не было.", [("detained", True)]),
        ("Задержаний и обысков в городе не было.", [("detained", True)]),
        ("Задержания полиция сегодня не планирует.", [("detained", True)]),
        ("Удалять ролик и страницу отказались.", [("removed", False)]),
        ("Удалять ролик отказались.", [("removed", True)]),
        ("Сайт не стали заблокировать.", [("blocked", True)]),
        ("Вину блогера не доказали.", [("acquitted", False)]),
        ("Вину блогера доказали.", [("convicted", False)]),
    ],
)
def test_a_denial_reaches_its_own_statement_only(
    text: str, expected: list[tuple[str, bool]]
) -> None:
    assert told(text) == expected


def test_a_marked_phrase_holds_its_own_denial() -> None:
    assert told("Кінәсі дәлелденбеді.", "kk") == [("acquitted", False)]
    assert told("Сайт бұғатталмады.", "kk") == [("blocked", True)]
