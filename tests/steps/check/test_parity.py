"""Are two language versions told to be equal, and is each difference found in both?"""

import pytest

from dalel.domain.concern import Weight
from dalel.steps.check.parity import LanguageVersion, check_parity, concerns_of
from dalel.steps.check.parity.wording import WORDING
from steps.check.pairs import words


def compared(kk: str, ru: str) -> list[tuple[str, str | None, str | None]]:
    report = check_parity(
        LanguageVersion(language="kk", text=kk), LanguageVersion(language="ru", text=ru), words()
    )
    told = (*report.mismatches, *report.hints)
    return [(each.kind.value, each.first_text, each.second_text) for each in told]


@pytest.mark.parametrize(
    ("kk", "ru"),
    [
        ("", ""),
        ("Сот шешім шығарды.", "Суд вынес решение."),
        ("Жаңа заң 2026 жылғы 3 қаңтарда күшіне енеді.",
         "Новый закон вступает в силу 3 января 2026 года."),
        ("Айыппұл апелляцияда өзгерген жоқ.", "Апелляция оставила штраф в силе."),
        ("Апелляция үкімді растады.", "Апелляция поддержала приговор."),
        ("Сот белсендіні үйқамаққа жіберді.", "Активисту избрали домашний арест."),
        ("Әкімдік митингіге рұқсат бермеді.", "Акимат отказал в проведении митинга."),
        ("Министрлік дерек тараған жоқ деді.", "Министерство опровергло утечку данных."),
        ("Өтініш бес күн бұрын беріледі.", "Заявление подают за пять дней."),
        ("Есеп III тоқсанға арналған.", "Отчёт посвящён третьему кварталу."),
        ("Желі кешкі сағат 11-де өшті.", "Связь пропала в 23:00."),
        ("Олардың төрттен бірі шетелдік.", "Каждый четвёртый из них иностранец."),
        ("Оған бір жыл алты ай берілді.", "Ему дали полтора года."),
        ("Жиынға 10–15 адам келді.", "Пришли от 10 до 15 человек."),
        ("Қызмет 24 сағаттан соң қосылды.", "Сервис включили через сутки."),
        ("Құны 5 мың доллар болды.", "Стоимость составила 5000 долларов США."),
        ("Оған екі жыл жарым шектеу берілді.", "Ему дали два с половиной года ограничения."),
        ("Ол ай жарым тергеуде болды.", "Он полтора месяца был под следствием."),
        ("Отыз тоғыз жастағы блогер ұсталды.", "Задержан тридцатидевятилетний блогер."),
        ("Тәуліктің екінші жартысында сайт ашылды.",
         "Во второй половине суток сайт открылся."),
        ("Онда Асан Серіков кінәсін мойындамады.", "Тогда Асан Сериков вину не признал."),
        ("Тимур Жақсығұлов екі айға қамауға алынды.",
         "Тимура Жаксыгулова арестовали на два месяца."),
    ],
)  # fmt: skip
def test_versions_that_say_the_same_are_equal(kk: str, ru: str) -> None:
    assert compared(kk, ru) == []


@pytest.mark.parametrize(
    ("kk", "ru", "difference"),
    [
        ("Жиын Алматыда өтті.", "Собрание прошло в Астане.", ("place", "Алматыда", "Астане")),
        ("Апелляция үкімді растады.", "Апелляция отменила приговор.",
         ("outcome", "үкімді растады", "отменила приговор")),
        ("Апелляция үкімді жұмсартты.", "Апелляция оставила приговор в силе.",
         ("outcome", "үкімді жұмсартты", "оставила приговор в силе")),
        ("Мәжіліс жобаны қабылдады.", "Проект предложили депутаты Мажилиса.",
         ("outcome", "қабылдады", "предложили")),
        ("Олардың үштен бірі шетелдік.", "Половина из них иностранцы.",
         ("percent", "үштен бірі", "Половина")),
        ("Жиын 2025 жылғы 5 мамырда өтті.", "Собрание прошло 6 мая 2025 года.",
         ("date", "2025 жылғы 5 мамырда", "6 мая 2025 года")),
        ("Ол 5 млн теңге алды.", "Он взял 7 млн тенге.",
         ("money", "5 млн теңге", "7 млн тенге")),
        ("Сот айыппұлды күшінде қалдырды.", "Суд отменил штраф.",
         ("outcome", "күшінде қалдырды", "отменил")),
        ("Оған айыппұл салынды.", "Его оштрафовали на 86 500 тенге.",
         ("money", None, "86 500 тенге")),
        ("274-баппен іс қысқарды.", "Дело по статье 174 прекращено.",
         ("statute", "274-баппен", "статье 174")),
        ("Блогер ұсталған жоқ.", "Блогера задержали.",
         ("outcome", "ұсталған жоқ", "задержали")),
    ],
)  # fmt: skip
def test_a_difference_is_found_on_both_sides(
    kk: str, ru: str, difference: tuple[str, str | None, str | None]
) -> None:
    assert difference in compared(kk, ru)


def test_links_of_one_version_only_are_told() -> None:
    report = check_parity(
        LanguageVersion(
            language="kk", text="Мәтін", links=("https://a.test/1", "https://b.test/2")
        ),
        LanguageVersion(
            language="ru", text="Текст", links=("https://a.test/1", "https://c.test/3")
        ),
        words(),
    )
    assert not report.is_equal
    assert (report.first_links, report.second_links) == (
        ("https://b.test/2",),
        ("https://c.test/3",),
    )
    concerns = concerns_of(report, field="text", languages=("kk", "ru"))
    assert [(each.field, each.language, each.excerpt) for each in concerns] == [
        ("links", "kk", "https://b.test/2"),
        ("links", "ru", "https://c.test/3"),
    ]


def test_a_difference_is_a_concern_of_the_version_that_has_it() -> None:
    report = check_parity(
        LanguageVersion(language="kk", text="Оған айыппұл салынды."),
        LanguageVersion(language="ru", text="Его оштрафовали на 86 500 тенге."),
        words(),
    )
    (concern,) = concerns_of(report, field="text", languages=("kk", "ru"), entry="2.1")
    assert (concern.language, concern.weight, concern.excerpt) == (
        "ru",
        Weight.ERROR,
        "86 500 тенге",
    )
    assert f"parity.{concern.values['of']}" in WORDING


def test_a_thing_that_one_version_tells_again_and_again_is_told_once() -> None:
    kk = "Сот Алматы қаласында басталды. Алматы полициясы келді. Алматыда наразылық өтті."
    ru = "Суд начался. Полиция приехала. Прошел протест."
    assert [kind for kind, _, _ in compared(kk, ru)].count("place") == 1


def test_places_that_differ_are_each_told() -> None:
    kk = "Сот Алматы қаласында басталды. Астанада наразылық өтті."
    assert [kind for kind, _, _ in compared(kk, "Суд начался. Прошел протест.")].count("place") == 2
