"""Is an entry in the wrong section found, and one in the right section left alone?"""

from typing import Any

import pytest

from dalel.domain.concern import Concern, Weight
from dalel.domain.incident import Codes
from dalel.language.wording import advice_on
from dalel.pack.pack_records import Pack
from dalel.steps.bulletins.lint import lint
from dalel.steps.bulletins.lint.wording import WORDING
from steps.bulletins.bulletin_texts import entry, issue


def one(body: str, *, title: str, section: int = 1) -> str:
    return issue({section: [entry(body, title=title)]})


def found_in(parsed: Any, pack: Pack, text: str) -> list[Concern]:
    return [c for c in lint(parsed(text), pack) if c.rule == "section_rule"]


MOVED = [
    (1, "Журналист Асқар Нұрлан ұсталды", "Полиция журналисті ұстады.", "5"),
    (4, "Блогерге айыппұл салынды", "Оған айыппұл салынды.", "5"),
    (1, "Журналист ісі бойынша сот басталды", "Отырыс өтті.", "5"),
    (5, "Мәжіліс журналистерге жаңа ереже енгізді", "Тілшілер күтіп қалды.", "1"),
    (3, "«Таң» басылымының сайтына DDoS-шабуыл жасалды", "Сайт ашылмады.", "1"),
    (3, "«Таң» басылымының сайты бұғатталды", "Сайт ашылмады.", "1"),
    (1, "Банкке хакерлік шабуыл жасалды", "Банк жұмысын тоқтатты.", "3"),
    (4, "Дербес деректер туралы заң жобасы әзірленді", "Құжат талқылануда.", "2"),
    (3, "Клиенттердің деректері желіге тарап кетті", "Базаны сарапшы тапты.", "2"),
    (4, "Цифрлық министрлік қайта құрылды", "Жарлық шықты.", "3"),
    (1, "Платформалар туралы заң жобасы қабылданды", "Сенат мақұлдады.", "4"),
    (3, "Министрлік фейк жазбаларды анықтайтын жүйе жасамақ", "Жүйе іске қосылады.", "4"),
]


@pytest.mark.parametrize(("section", "title", "body", "right"), MOVED)
def test_an_entry_in_the_wrong_section(
    parsed: Any, pack: Pack, section: int, title: str, body: str, right: str
) -> None:
    (found,) = found_in(parsed, pack, one(body, title=title, section=section))
    assert (found.values["section"], found.weight) == (right, Weight.WARNING)
    assert found.suggestion is not None
    assert found.suggestion.startswith(f"{right}. ")


RIGHT = [(int(right), title, body) for _, title, body, right in MOVED[3:11]]


@pytest.mark.parametrize(
    ("section", "title", "body"),
    [
        *RIGHT,
        (5, "Сот журналистің ісін тоқтатты", "Сот істі қысқартты деп хабарлады."),
        (5, "Қор Конституциялық сотқа жүгінді", "Қор сотқа бап туралы жүгінді."),
        (5, "Блогер үш жылға сотталды", "Үкім шығарылды."),
        (2, "Дерек сатқан қызметкер ұсталды", "Полиция оны ұстады."),
        (3, "Банкке DDoS-шабуыл жасалды", "Журналистерге банк хабарлады."),
        (4, "Аккредитация платформасы іске қосылмады", "Журналистер платформаны күтіп отыр."),
        (1, "Сот шешімімен сайт бұғатталды", "Сайт ашылмайды."),
    ],
)
def test_an_entry_in_its_section(
    parsed: Any, pack: Pack, section: int, title: str, body: str
) -> None:
    assert found_in(parsed, pack, one(body, title=title, section=section)) == []


@pytest.mark.parametrize(
    ("section", "title", "body"),
    [
        (5, "Редакцияда тінту жүргізілді", "Полиция құрылғыларды алып қойды."),
        (5, "Белсендіге хаттама жасалды", "Сот отырысы 2026 жылғы 5 мамырға белгіленген."),
        (4, "Министрлік фейк жазбаларды анықтайтын жүйе жасамақ", "Жүйе іске қосылады."),
        (3, "Полиция онлайн-казино сайттарын жапты", "Сайттар жабылды."),
    ],
)
def test_an_entry_that_its_sections_title_does_not_name(
    parsed: Any, pack: Pack, section: int, title: str, body: str
) -> None:
    (found,) = found_in(parsed, pack, one(body, title=title, section=section))
    assert (found.values["of"], found.weight) == ("unnamed", Weight.NOTE)
    assert advice_on(found, WORDING, str)


def codes(event_type: str, *secondary: str) -> Codes:
    return Codes(
        codebook_version="1",
        event_type=event_type,
        direction="negative",
        severity=1,
        severity_reason="",
        case_status="not_applicable",
        verification="V1",
        secondary_event_types=secondary,
    )


@pytest.mark.parametrize(
    ("given", "sections"),
    [
        (codes("site_block"), []),
        (codes("bill_draft"), ["4"]),
        (codes("bill_draft", "site_block"), []),
        (codes("no_such_code"), []),
    ],
)
def test_codes_outrank_what_the_words_say(
    parsed: Any, pack: Pack, given: Codes, sections: list[str]
) -> None:
    text = one("Банк жұмысын тоқтатты.", title="Банкке хакерлік шабуыл жасалды")
    concerns = lint(parsed(text), pack, {"1.1": given})
    assert [c.values["section"] for c in concerns if c.rule == "section_rule"] == sections
