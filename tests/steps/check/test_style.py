"""Is a text in the house's words and forms?"""

import tomllib

import pytest

from dalel.domain.incident import IncidentText
from dalel.domain.lexicon import Lexicon
from dalel.newsroom.incidents.queries.inspection import Inspector
from dalel.pack import Pack, default_folder
from dalel.steps.check import House, check_sources, check_style
from steps.check.conftest import coded, incident_of, link_to, text_of


@pytest.fixture(scope="module")
def inspector(kz_pack: Pack, words: Lexicon) -> Inspector:
    return Inspector(kz_pack, words)


def found(inspector: Inspector, text: IncidentText) -> list[tuple[str, str, str | None]]:
    house: House = inspector.houses[text.language]
    return [(c.rule, c.excerpt, c.suggestion) for c in check_style(text, house)]


@pytest.mark.parametrize(
    ("summary", "language", "expected"),
    [
        (
            "Азаматтардың жеке деректері тарады.",
            "kk",
            ("term_wrong", "жеке деректері", "дербес деректер"),
        ),
        (
            "Сот 17.11.2025 шешім шығарды.",
            "kk",
            ("date_style", "17.11.2025", "2025 жылғы 17 қараша"),
        ),
        (
            "Сот 17 қараша 2025 жылы шешім шығарды.",
            "kk",
            ("date_style", "17 қараша 2025 жылы", "2025 жылғы 17 қараша"),
        ),
        (
            "Суд вынес решение 17.11.2025.",
            "ru",
            ("date_style", "17.11.2025", "17 ноября 2025 года"),
        ),
        ('Он назвал это "ошибкой".', "ru", ("marks", '"ошибкой".', None)),
        (
            "Об этом заявил МЦРИАП.",
            "ru",
            (
                "abbreviation",
                "МЦРИАП",
                "Министерство цифрового развития, инноваций и аэрокосмической "
                "промышленности (МЦРИАП)",
            ),
        ),
        ("Об этом заявил КРПБ.", "ru", ("abbreviation", "КРПБ", None)),
        ("Кoмпания закрыта.", "ru", ("letters_mixed", "Кoмпания", "Компания")),
        ("Ком\u200bпания закрыта.", "ru", ("letters_hidden", "Ком\u200bпания зак", None)),
    ],
)
def test_what_is_not_in_the_houses_style(
    summary: str, language: str, expected: tuple[str, str, str | None], inspector: Inspector
) -> None:
    assert found(inspector, text_of(summary, language=language)) == [expected]


@pytest.mark.parametrize(
    ("summary", "language"),
    [
        ("Сот 2025 жылғы 17 қарашада шешім шығарды.", "kk"),
        ("Ол «жеке деректер» деді.", "kk"),
        ("Суд вынес решение 17 ноября 2025 года.", "ru"),
        ("Он назвал это «ошибкой „по невнимательности“».", "ru"),
        ("Министерство внутренних дел (МВД) ответило. Позже МВД замолчало.", "ru"),
        ("СМИ США и DDoS-атаки на сайт KUN.TEST, адрес @KUN_TEST.", "ru"),
        ("Статья XIX века, глава II.", "ru"),
        ("IT-компания закрыта.", "ru"),
    ],
)
def test_what_is_in_the_houses_style(summary: str, language: str, inspector: Inspector) -> None:
    assert found(inspector, text_of(summary, language=language)) == []


def test_a_long_title_and_a_long_summary_are_told(inspector: Inspector) -> None:
    text = IncidentText(language="ru", title="слово " * 30, paragraphs=("слово " * 300,))
    concerns = list(check_style(text, inspector.houses["ru"]))
    assert [(c.rule, c.field, c.values["limit"]) for c in concerns] == [
        ("length", "title", "140"),
        ("length", "summary", "1200"),
    ]


@pytest.mark.parametrize(
    ("verification", "links", "expected"),
    [
        ("V2", ["https://a.test/1"], ["one_link"]),
        ("V2", ["https://a.test/1", "https://b.test/1"], []),
        ("V2", ["https://a.test/1", "https://a.test/2"], ["one_link"]),
        ("V1", ["https://a.test/1"], []),
        ("V3", [], ["one_link"]),
    ],
)
def test_a_level_above_one_source_needs_two(
    verification: str, links: list[str], expected: list[str], kz_pack: Pack
) -> None:
    cited = tuple(map(link_to, links))
    incident = incident_of(codes=coded(verification=verification), links=cited)
    assert [c.rule for c in check_sources(incident, kz_pack.conduct, {})] == expected


def test_a_primary_document_is_enough_alone(kz_pack: Pack) -> None:
    links = (link_to("https://law.test/1", source="law"),)
    incident = incident_of(codes=coded(verification="V3"), links=links)
    assert list(check_sources(incident, kz_pack.conduct, {"law": "state_legal"})) == []
    assert list(check_sources(incident_of(), kz_pack.conduct, {})) == []


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_the_dictionary_of_the_pack_says_no_word_that_the_check_finds_wrong(
    inspector: Inspector, kz_pack: Pack, language: str
) -> None:
    told = tomllib.loads((default_folder() / "dictionary.toml").read_text("utf-8"))
    said = [
        one if isinstance(one, str) else one.get(language, "")
        for table in told.values()
        for one in table.values()
    ]
    words = inspector.houses[language].words
    assert [one for one in said for rule in words if list(rule.find(one))] == []
