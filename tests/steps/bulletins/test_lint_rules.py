"""Does each rule find what it is for, and leave alone what only looks like it?

Every case is a small invented bulletin; the first section holds its entries unless it says so.
"""

from typing import Any

import pytest

from dalel.domain.concern import Concern, Weight
from dalel.language.wording import reason_of
from dalel.pack.pack_records import Pack
from dalel.steps.bulletins.lint import lint
from dalel.steps.bulletins.lint.wording import WORDING
from steps.bulletins.bulletin_texts import BODY, INTRODUCTION, entry, issue

Found = list[tuple[str, str | None]]


@pytest.fixture
def check(parsed: Any, pack: Pack) -> Any:
    """What one rule finds: excerpts with suggestions."""

    def run(rule: str, text: str, language: str = "kk") -> Found:
        concerns = lint(parsed(text, language=language), pack)
        return [(c.excerpt, c.suggestion) for c in concerns if c.rule == rule and c.entry]

    return run


def one(body: str, *, title: str = "Редакция жаңа қызмет ашты", section: int = 1) -> str:
    return issue({section: [entry(body, title=title)]})


def links(*addresses: str) -> str:
    return issue({1: [f"Тақырып\n{BODY}\n" + "\n".join(addresses)]})


@pytest.mark.parametrize(
    ("address", "found"),
    [
        (
            "<https://vlast.kz/a?utm_source=x&id=1>",
            [("https://vlast.kz/a?utm_source=x&id=1", "https://vlast.kz/a?id=1")],
        ),
        (
            "<https://vlast.kz/a?fbclid=x#b>",
            [("https://vlast.kz/a?fbclid=x#b", "https://vlast.kz/a#b")],
        ),
        ("<https://vlast.kz/a?id=123&page=2>", []),
        ("<https://vlast.kz/utm_source>", []),
    ],
)
def test_tracking_parameters(check: Any, address: str, found: Found) -> None:
    assert check("url_tracking", links(address)) == found


def test_a_bare_link_among_bracketed_ones(check: Any) -> None:
    mixed = links("<https://vlast.kz/a>", "https://vlast.kz/b")
    assert check("url_bracket", mixed) == [("https://vlast.kz/b", "<https://vlast.kz/b>")]
    assert check("url_bracket", links("https://vlast.kz/a", "https://vlast.kz/b")) == []
    assert check("url_bracket", links("<https://vlast.kz/a>")) == []


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("https://vlats.kz/a", [("vlats.kz", "vlast.kz")]),
        ("https://tengrinevs.kz/a", [("tengrinevs.kz", "tengrinews.kz")]),
        ("https://ulysmidia.kz/a", [("ulysmidia.kz", "ulysmedia.kz")]),
        ("https://balapan-habar.test/a", [("balapan-habar.test", None)]),
        ("https://kaz.zakon.kz/a", []),
        ("https://m.vlast.kz/a", []),
        ("https://www.vlast.kz/a", []),
        ("https://rus.azathabar.com/a/b/1.html", []),
        ("https://t.me/bireudin_kanaly/7", []),
    ],
)
def test_hosts(check: Any, address: str, found: Found) -> None:
    assert check("host_unknown", links(f"<{address}>")) == found


def test_a_host_near_to_two_known_ones_gets_no_suggestion(check: Any) -> None:
    assert check("host_unknown", links("<https://masb.kz/>")) in ([("masb.kz", None)], [])


def test_the_newsrooms_own_posts(check: Any) -> None:
    text = links("<https://t.me/lmc_kz/1>", "<https://t.me/lmc_kz_2/1>", "<https://lmc.kz/a>")
    assert check("self_source", text) == [
        ("https://t.me/lmc_kz/1", None), ("https://lmc.kz/a", None),
    ]  # fmt: skip


def whole(parsed: Any, pack: Pack, rule: str, text: str) -> list[Concern]:
    return [c for c in lint(parsed(text), pack) if c.rule == rule and c.entry is None]


def test_single_sources_are_counted(parsed: Any, pack: Pack) -> None:
    double = f"Екі\n{BODY}\n<https://vlast.kz/1>\n<https://bes.media/1>"
    same = f"Бір\n{BODY}\n<https://vlast.kz/2>\n<https://www.vlast.kz/3>"
    (note,) = whole(parsed, pack, "single_source", issue({1: [double, same]}))
    assert reason_of(note, WORDING, str) == "Entries that rest on a single source: 1 of 2."
    assert whole(parsed, pack, "single_source", issue({1: [double]})) == []


def test_a_printed_date_of_a_source_satisfies(parsed: Any, pack: Pack) -> None:
    dated = links("<https://vlast.kz/1> (05.04.2026)")
    assert whole(parsed, pack, "date_missing", dated) == []
    (note,) = whole(parsed, pack, "date_missing", links("<https://vlast.kz/1>"))
    assert note.weight is Weight.NOTE


@pytest.mark.parametrize(
    ("introduction", "missing"),
    [
        (INTRODUCTION, None),
        ("№ 7 шығарылым.", "period"),
        ("2026 жылғы сәуір айының шолуы.", "number"),
        ("Біздің шолуымыз.", "both"),
        ("", "both"),
    ],
)
def test_an_issue_names_its_number_and_period(
    parsed: Any, pack: Pack, introduction: str, missing: str | None
) -> None:
    concerns = whole(parsed, pack, "issue_period", issue(introduction=introduction))
    assert [concern.values["of"] for concern in concerns] == ([missing] if missing else [])


def test_a_missing_title_and_a_broken_paragraph(check: Any) -> None:
    text = issue({1: ["Сот 2026 жылғы 5 мамырда\n\nшешім шығарды.\n<https://vlast.kz/1>"]})
    assert [excerpt for excerpt, _ in check("title_missing", text)] == [
        "Сот 2026 жылғы 5 мамырда шешім шығарды."
    ]
    assert check("para_broken", text) == [
        ("Сот 2026 жылғы 5 мамырда", "Сот 2026 жылғы 5 мамырда шешім шығарды.")
    ]


@pytest.mark.parametrize(
    ("paragraphs", "broken"),
    [
        (["Сот бұл істі", "Алматыда қарады."], 1),
        (["Сот қарады.", "ал шешім кейін шықты."], 1),
        (["Сот қарады.", "Шешім кейін шықты."], 0),
        (["Мыналар:", "бірі;", "екіншісі."], 0),
        (["Сот қарады.", "iPhone сатылды."], 0),
    ],
)
def test_paragraphs_that_end_or_begin_wrongly(
    check: Any, paragraphs: list[str], broken: int
) -> None:
    text = issue({1: ["\n\n".join(["Тақырып", *paragraphs, "<https://vlast.kz/1>"])]})
    assert len(check("para_broken", text)) == broken


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("Сайт 10 қарашада ашылды.", ["10 қарашада"]),
        ("Сайт 2025 жылғы 10 қарашада ашылды.", []),
        ("2025 жылы ашылған сайт 10 қарашада жабылды.", []),
        ("2025 жылы ашылды. Сайт 10 қарашада жабылды.", ["10 қарашада"]),
        ("2025 жылғы 10 қарашада ашылды. Сол 10 қарашада жабылды.", []),
        ("Ол: «10 қарашада жабылды», — деді.", []),
        ("Сайт қаңтарда ашылды.", ["қаңтарда"]),
        ("Биыл 10 қарашада ашылды.", []),
        ("25 қазан – 3 қараша 2025 жылы болды.", []),
        ("Сайт 10 қарашада ашылды; 2025 жылғы 3 мамырда жабылды.", ["10 қарашада"]),
        ("Наурыз мейрамында 82-маусымын ашты.", []),
    ],
)
def test_a_date_without_its_year(check: Any, body: str, found: list[str]) -> None:
    assert [excerpt for excerpt, _ in check("date_no_year", one(body))] == found


def test_a_russian_date_without_its_year(check: Any) -> None:
    text = one("Сайт закрыли 10 ноября. В 2025 году суд отказал.", title="Сайт закрыт")
    assert check("date_no_year", text, language="ru") == [("10 ноября", None)]


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("Сайт кеше жабылды.", ["кеше"]),
        ("Сайт биыл жабылды.", ["биыл"]),
        ("Үш күн бұрын жабылды.", ["Үш күн бұрын"]),
        ("Ағымдағы жылдың басында жабылды.", ["Ағымдағы жылдың"]),
        ("Өткен аптада жабылды.", ["Өткен аптада"]),
        ("Сот шешімінен үш күн бұрын жабылды.", []),
        ("Бұдан үш күн бұрын жабылды.", ["үш күн бұрын"]),
        ("Кеше, 2025 жылғы 10 қарашада жабылды.", []),
        ("2025 жылғы 10 қарашада (кеше) жабылды.", []),
        ("Ол: «Кеше жабылды», — деді.", []),
        ("Өткен жылдардағы жарияланымдар, бүгінгі таңда да, сол күні де бар.", []),
        ("Қор он жыл бұрын құрылған.", []),
    ],
)
def test_a_date_that_moves(check: Any, body: str, found: list[str]) -> None:
    assert [excerpt for excerpt, _ in check("date_relative", one(body))] == found


@pytest.mark.parametrize(
    ("body", "missing"),
    [("Сайт жабылды.", 1), ("Сайт кеше жабылды.", 1), ("Сайт 2025 жылы жабылды.", 0)],
)
def test_an_entry_without_any_date(check: Any, body: str, missing: int) -> None:
    assert len(check("date_missing", one(body))) == missing


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("@tan_kz бұғатталды. Резервтік аккаунт — @tan_kz.", 1),
        ("Instagram-дағы @tan_kz жойылды. Енді қосалқы @Tan_kz арнасын оқыңыз.", 1),
        ("@tan_kz бұғатталды. Жаңа аккаунт @tan_kz ашылды. Жаңа арна @tan_kz.", 1),
        ("@tan_kz бұғатталды. Резервтік аккаунт — @tan_kz2.", 0),
        ("Instagram-дағы @tan_kz бұғатталды. Telegram-дағы резервтік арна — @tan_kz.", 0),
        ("@tan_kz Instagram парақшасы бұғатталды. Резервтік арна — @tan_kz Telegram арнасы.", 0),
        ("@tan_kz бұғатталды. Кейін @tan_kz қалпына келтірілді.", 0),
        ("@tan_kz арнасы жаңа жазба шығарды. Резервтік аккаунт — @tan_kz.", 0),
    ],
)
def test_one_handle_for_two_accounts(check: Any, body: str, found: int) -> None:
    assert len(check("handle_same", one(body))) == found


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("Жеке деректер ашық тұр.", [("Жеке деректер", "дербес деректер")]),
        ("Ол: «Жеке деректер ашық», — деді.", []),
        ("Дербес деректер ашық тұр.", []),
        ("Айыппұл — 20 айлық есептік көрсеткіш.", []),
        (
            "Айыппұл — 20 ең аз есептік көрсеткіш.",
            [("есептік көрсеткіш", "айлық есептік көрсеткіш (АЕК)")],
        ),
        ("Кодекстің 456-бабының 3-бөлімі бойынша.", [("бабының 3-бөлімі", "бөлік")]),
        ("Кодекстің 3-бөлімі және 456-баптың 3-бөлігі.", []),
        ("Іс жарамдылық мерзімі өтіп тоқтатылды.", [("жарамдылық мерзімі", "ескіру мерзімі")]),
        ("Іс паспорттың жарамдылық мерзімі туралы.", []),
        ("Полиция тінтуде ноутбукті тәркіледі.", [("тәркіледі", "алып қою")]),
        ("Сот үкімімен ноутбук тәркіленді.", []),
        ("Боттар серверге сұраныс жіберді.", [("сұраныс", "сұрау")]),
        ("Кітапқа сұраныс артты.", []),
    ],
)
def test_terms(check: Any, body: str, found: Found) -> None:
    assert check("term", one(body)) == found


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("ИИМ хабарлады.", [("ИИМ", "ІІМ")]),
        ("ӘҚБТК-нің бабы.", [("ӘҚБТК-нің", "ӘҚБтК")]),
        ("ТОО құрылды.", [("ТОО", "ЖШС")]),
        ("МВД хабарлады.", [("МВД", "ІІМ")]),
        ("СИМ хабарлады.", [("СИМ", "СІМ")]),
        ("СИМ-карта сатылды.", []),
        ("ІІМ мен ӘҚБтК, ЖШС, БАҚ, ҰҚК, СІМ.", []),
        ("Ол: «МВД хабарлады», — деді.", []),
    ],
)
def test_abbreviations(check: Any, body: str, found: Found) -> None:
    assert check("abbrev", one(body)) == found


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("Aқпарат ашық.", [("Aқпарат", "Ақпарат")]),
        ("TOO ашылды.", [("TOO", "ТОО")]),
        ("TOO ашылды, ТОО жабылды.", [("TOO", "ТОО"), ("ТОО", None)]),
        ("Qазына ашылды.", [("Qазына", None)]),
        ("iPhone-ды, IT-компания, Telegramдағы BBC @tаn https://vlast.kz/а", []),
    ],
)
def test_scripts(check: Any, body: str, found: Found) -> None:
    assert check("mixed_script", one(body)) == found
