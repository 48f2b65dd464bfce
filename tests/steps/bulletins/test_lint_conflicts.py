"""Do titles, figures, dates and sources agree? In both languages, each with what only looks so.

Every case is a small invented bulletin: titles and texts of its entries, by section.
"""

from typing import Any

import pytest

from dalel.domain.concern import Concern
from dalel.pack.pack_records import Pack
from dalel.steps.bulletins.lint import lint

OPENING = {
    "kk": "№ 7 шығарылым. 2026 жылғы сәуір айының шолуы.",
    "ru": "Выпуск 7. Апрель 2026 года.",
}
LINK = "https://vlast.kz/novosti/{}-bir.html"

Case = tuple[str, str, str]


@pytest.fixture
def found(parsed: Any, pack: Pack) -> Any:
    """What one rule finds in entries of a language: excerpts, by their entry."""

    def run(
        rule: str, language: str, *entries: tuple[str, str], link: str = LINK, section: int = 1
    ) -> list[tuple[str | None, str]]:
        lines = [OPENING[language], ""]
        for one in pack.codebook.sections:
            lines += [f"{one.number}. {one.labels[language]}", ""]
            for number, (title, text) in enumerate(entries if one.number == section else ()):
                lines += [title, "", text, "", f"<{link.format(number)}>", ""]
        concerns: tuple[Concern, ...] = lint(parsed("\n".join(lines), language=language), pack)
        return [(c.values.get("of"), c.excerpt) for c in concerns if c.rule == rule]

    return run


@pytest.mark.parametrize(
    ("language", "title", "text", "expected"),
    [
        (
            "ru",
            "Журналиста оштрафовали",
            "На журналиста составлен протокол, суд назначен.",
            "outcome",
        ),
        ("ru", "Журналиста оштрафовали", "Суд оштрафовал журналиста на 20 МРП.", None),
        ("ru", "Принят закон о связи", "Законопроект меняет правила для операторов.", "stage"),
        ("ru", "Принят закон о связи", "Мажилис принял закон, он меняет правила.", None),
        ("ru", "Создан центр по борьбе со слухами", "Штаб будет отвечать на вопросы.", "creation"),
        ("ru", "Создан центр по борьбе со слухами", "Центр будет отвечать на вопросы.", None),
        ("kk", "Блогер қамауға алынды", "Блогерге хаттама жасалды.", "outcome"),
        ("kk", "Блогер қамауға алынды", "Сот блогерді қамауға алды.", None),
        ("kk", "Байланыс туралы заң қабылданды", "Заң жобасы ережені өзгертеді.", "stage"),
        ("kk", "Жұмыс тобы құрылды", "Министрлік сайтты жаба алмайтынын айтты.", "creation"),
    ],
)
def test_title_against_body(
    language: str, title: str, text: str, expected: str | None, found: Any
) -> None:
    assert [of for of, _ in found("title_body", language, (title, text))] == (
        [expected] if expected else []
    )


@pytest.mark.parametrize(
    ("language", "title", "text", "count"),
    [
        ("ru", "Власти закроют соцсети", "Соцсети могут закрыть. Возможно, введут штрафы.", 1),
        (
            "ru",
            "Власти могут закрыть соцсети",
            "Соцсети могут закрыть. Возможно, введут штрафы.",
            0,
        ),
        ("ru", "Закроют ли соцсети?", "Соцсети могут закрыть. Возможно, введут штрафы.", 0),
        ("ru", "Власти закрыли соцсети", "Соцсети закрыты. Возможно, введут штрафы.", 0),
        ("kk", "Билік желіні жабады", "Желі жабылуы мүмкін. Айыппұл салынуы мүмкін.", 1),
        ("kk", "Желі жабылуы мүмкін", "Желі жабылуы мүмкін. Айыппұл салынуы мүмкін.", 0),
    ],
)
def test_modality(language: str, title: str, text: str, count: int, found: Any) -> None:
    assert len(found("modality", language, (title, text))) == count


@pytest.mark.parametrize(
    ("rule", "language", "title", "text", "count"),
    [
        ("number_conflict", "ru", "Рост на 18%", "Число жалоб выросло на 18,4%.", 1),
        ("number_conflict", "ru", "Рост на 18,4%", "Число жалоб выросло на 18,4%.", 0),
        ("number_conflict", "ru", "Отражено 86,3 млн атак", "Отражено более 86 миллионов атак.", 1),
        ("number_conflict", "ru", "Две недели без связи", "Связи нет вторую неделю.", 1),
        ("number_conflict", "ru", "Две недели без связи", "Связи нет две недели.", 0),
        ("number_conflict", "ru", "Задержаны 40 человек", "Обыски прошли в 41 квартире.", 0),
        ("number_title_only", "ru", "Потрачено 3 млрд тенге", "Потрачены миллиарды.", 1),
        ("number_title_only", "ru", "Потрачено 3 млрд тенге", "Потрачено 3 000 000 000 тенге.", 0),
        ("number_title_only", "kk", "3 млрд теңге жұмсалды", "Миллиардтар жұмсалды.", 1),
    ],
)
def test_figures_of_title_and_body(
    rule: str, language: str, title: str, text: str, count: int, found: Any
) -> None:
    assert len(found(rule, language, (title, text))) == count


@pytest.mark.parametrize(
    ("language", "text", "count"),
    [
        (
            "kk",
            "2016 жылғы сот шешімі күшінде. Он жыл бұрын шыққан сот шешімі өзгермеді.",
            0,
        ),
        (
            "kk",
            "2012 жылғы сот шешімі күшінде. Он жыл бұрын шыққан сот шешімі өзгермеді.",
            1,
        ),
        ("kk", "2012 жылғы заң күшінде. Он жыл бұрын сайт ашылды.", 0),
        ("kk", "Редакция 27 наурызда хабарлады: «Кеше, 27 наурызда, аккаунт жабылды».", 1),
        ("kk", "Редакция 28 наурызда хабарлады: «Кеше, 27 наурызда, аккаунт жабылды».", 0),
        ("ru", "Редакция 27 марта сообщила: «Вчера, 27 марта, аккаунт закрыли».", 1),
        ("ru", "Редакция 28 марта сообщила: «Вчера, 27 марта, аккаунт закрыли».", 0),
    ],
)
def test_dates_that_cannot_both_be_right(language: str, text: str, count: int, found: Any) -> None:
    assert len(found("date_conflict", language, ("Тақырып", text))) == count


def test_one_count_of_units_in_two_years(found: Any) -> None:
    entries = [
        ("Айыппұл салынды", "2026 жылғы 5 сәуірде 86 500 теңге айыппұл салынды."),
        ("Айыппұл өзгерді", "2025 жылғы 5 сәуірде 78 640 теңге айыппұл салынды."),
    ]
    assert {text for _, text in found("mrp_year", "kk", *entries)} == {
        "86 500 теңге",
        "78 640 теңге",
    }
    assert found("mrp_year", "kk", entries[0], ("Баға", "Жазылым 79 000 теңге тұрады.")) == []


def test_two_entries_about_one_happening(found: Any) -> None:
    first = ("Утечка", "В сеть попали данные 16 300 клиентов. Причина — взлом подрядчика.")
    second = ("Ответ", "Министерство: данные 16 300 клиентов утекли из-за сотрудника.")
    other = ("Рост", "На сайт зашли 16 300 раз. Причина неизвестна.")
    assert len(found("same_happening", "ru", first, second)) == 1
    assert len(found("claim_conflict", "ru", first, second)) == 2
    assert found("same_happening", "ru", first, other) == []
    assert found("claim_conflict", "ru", first, other) == []


@pytest.mark.parametrize(
    ("language", "text", "count"),
    [
        ("ru", "В 2023 году отражено 40 тысяч атак.", 1),
        ("ru", "В 2025 году отражено 40 тысяч атак.", 0),
        ("ru", "С 2019 года сеть обновляется.", 0),
        ("kk", "2023 жылы 40 мың шабуыл тойтарылды.", 1),
        ("kk", "2019 жылдан бері желі жаңарып келеді.", 0),
    ],
)
def test_old_figures(language: str, text: str, count: int, found: Any) -> None:
    assert len(found("stale_period", language, ("Тақырып", text))) == count


@pytest.mark.parametrize(
    ("text", "link", "count"),
    [
        ("Закон подписан 20 апреля 2026 года.", "https://vlast.kz/2026/04/02/zakon", 1),
        ("Закон подписан 2 апреля 2026 года.", "https://vlast.kz/2026/04/02/zakon", 0),
        ("Суд назначен на 20 апреля 2026 года.", "https://vlast.kz/2026/04/02/sud", 0),
        ("Президент подписал закон.", "https://vlast.kz/mazhilis-prinyal-v-pervom-chtenii", 1),
        ("Президент подписал закон.", "https://vlast.kz/prezident-podpisal-zakon", 0),
        ("Мажилис рассмотрел закон.", "https://vlast.kz/mazhilis-prinyal-v-pervom-chtenii", 0),
    ],
)
def test_sources_older_than_the_claim(text: str, link: str, count: int, found: Any) -> None:
    assert len(found("source_date_lt_claim", "ru", ("Закон о связи", text), link=link)) == count


def test_former_names_but_where_the_change_is_told(found: Any) -> None:
    plain = ("Ответ", "Об этом сообщил МЦРИАП.")
    told = ("Указ", "МЦРИАП преобразован в новое министерство.")
    assert [text for _, text in found("entity_period", "ru", plain, told)] == ["МЦРИАП"]


def test_whose_word_it_is(found: Any) -> None:
    own = ("«Власть» заблокирована", "Об этом сообщила редакция «Власти».")
    reprint = ("Сайт упал", "Об этом сообщила «Уральская неделя».")
    office = ("Форум прошёл", "Об этом сообщила пресс-служба министерства.")
    plain = ("Сайт упал", "Власть не ответила на вопросы.")
    assert len(found("interested", "ru", own)) == 1
    assert found("interested", "ru", plain, reprint) == []
    assert len(found("secondary", "ru", reprint)) == 1
    assert len(found("secondary", "ru", office)) == 1
    assert found("secondary", "ru", plain) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Это показывает слабость закона.", ["conclusion"]),
        ("Опрос показывает слабость закона.", []),
        ("Эксперты считают закон слабым.", ["unnamed"]),
        ("Эксперты собрались на форум.", []),
        ("Пишут «Власть» и «Уральская неделя». По словам редакции, атака длится.", ["which"]),
        ("Пишет «Власть». По словам редакции, атака длится.", []),
    ],
)
def test_conclusions_and_experts_without_a_name(text: str, expected: list[str], found: Any) -> None:
    assert [of for of, _ in found("attribution", "ru", ("Закон о связи", text))] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Дело ведёт полиция города.", ["both"]),
        ("Дело по статье 274 УК ведёт полиция.", ["date"]),
        ("Дело возбуждено 5 апреля 2026 года.", ["statute"]),
        ("Дело по ст. 274 возбуждено 5 апреля 2026 года.", []),
    ],
)
def test_what_an_entry_about_a_case_lacks(text: str, expected: list[str], found: Any) -> None:
    title = "На журналиста завели уголовное дело"
    assert [of for of, _ in found("case_fields", "ru", (title, text), section=5)] == expected
    assert found("case_fields", "ru", ("Сайт открылся", text)) == []


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("Утекли личные данные клиентов.", "персональные данные"),
        ("Штраф — 20 минимальных расчётных показателей.", "месячный расчётный показатель (МРП)"),
        ("Дело прекращено за истечением срока годности.", "срок давности"),
        ("Его обвинили в заранее ложной информации.", "заведомо ложная"),
    ],
)
def test_wrong_words_in_russian(text: str, right: str, parsed: Any, pack: Pack) -> None:
    lines = [OPENING["ru"]]
    for one in pack.codebook.sections:
        lines += ["", f"{one.number}. {one.labels['ru']}"]
        lines += ["", "Заголовок", "", text, "", "<https://a.test/1>"] if one.number == 1 else []
    concerns = lint(parsed("\n".join(lines), language="ru"), pack)
    assert [c.suggestion for c in concerns if c.rule == "term"] == [right]
