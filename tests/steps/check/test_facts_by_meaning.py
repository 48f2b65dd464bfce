"""Is a fact found by what it means, and doubted where the article means something else?"""

from datetime import date

import pytest

from dalel.steps.check.facts import ClaimKind, ClaimVerdict
from steps.check.saying import DAY, checked, doubts


@pytest.mark.parametrize(
    ("text", "language", "article", "other"),
    [
        ("16 миллион адамның дерегі тарады.", "kk", "В сеть попали данные 16 млн человек.", "ru"),
        ("Утекли данные 16 млн человек.", "ru", "16 000 000 адамның дерегі тарады.", "kk"),
        ("Data of 16 million people leaked.", "en", "Утекли данные 16 000 000 человек.", "ru"),
        ("Оған он алты жыл берілді.", "kk", "Ему дали 16 лет.", "ru"),
        ("Ему дали шестнадцать лет.", "ru", "Оған 16 жыл берілді.", "kk"),
        ("Хат 27 қарашада келді.", "kk", "Письмо пришло вчера.", "ru"),
        ("Письмо пришло 27 ноября.", "ru", "Хат кеше келді.", "kk"),
        ("The letter came on 27 November.", "en", "Хат 27 қарашада келді.", "kk"),
        (
            "Іс ӘҚБтК 456-2-бап 3-бөлік бойынша қаралды.",
            "kk",
            "Дело рассмотрено по ч. 3 ст. 456-2 КоАП.",
            "ru",
        ),
        ("Дело по статье 274 УК закрыли.", "ru", "274-бап бойынша іс жабылды.", "kk"),
        ("Жиын Оралда өтті.", "kk", "Собрание прошло в Уральске.", "ru"),
        ("Собрание прошло в Уральске.", "ru", "Жиын Орал қаласында өтті.", "kk"),
        ("Істі ҰҚК тергеп жатыр.", "kk", "Дело расследует КНБ.", "ru"),
        ("Дело ведёт Комитет национальной безопасности.", "ru", "Істі ҰҚК тергеп жатыр.", "kk"),
        ("Тимур Жақсығұловқа хат жазылды.", "kk", "Письмо написали Тимуру Жаксыгулову.", "ru"),
        ("A letter to Timur Zhaksygulov was written.", "en", "Письмо Тимуру Жаксыгулову.", "ru"),
        ("Шабуыл төртінші аптаға созылды.", "kk", "Атаки идут четвертую неделю.", "ru"),
        ("Атаки идут 4-ю неделю.", "ru", "Шабуыл төртінші апта жүріп жатыр.", "kk"),
        ("Рост — 18,4%.", "ru", "Өсім 18,4 пайыз болды.", "kk"),
        ("Суд отказал в иске.", "ru", "Сот талапты қанағаттандырудан бас тартты.", "kk"),
        ("Число атак выросло вдвое.", "ru", "Шабуыл саны екі есе өсті.", "kk"),
        ("Штраф — около 1,85 млн тенге.", "ru", "Айыппұл 1 846 000 теңге болды.", "kk"),
        ("Подано 29 ноября.", "ru", "Арыз 28 қарашада жазылды, келесі күні берілді.", "kk"),
    ],
)  # fmt: skip
def test_the_same_in_another_language_bears_a_claim_out(
    text: str, language: str, article: str, other: str
) -> None:
    assert doubts(text, language, article, other) == []


def test_base_units_are_worked_out_by_the_year_of_the_text() -> None:
    day = date(2026, 2, 1)
    assert doubts("Айыппұл — 20 АЕК.", "kk", "Штраф составил 86 500 тенге.", "ru", day) == []
    assert doubts("Штраф — 86 500 тенге.", "ru", "Айыппұл 20 АЕК болды.", "kk", day) == []
    assert doubts("Штраф — 90 000 тенге.", "ru", "Айыппұл 20 АЕК болды.", "kk", day) == [
        ("money", "90 000 тенге")
    ]


@pytest.mark.parametrize(
    ("text", "language", "article", "other", "doubt"),
    [
        ("В сеть попали данные 61 млн человек.", "ru", "16 млн адамның дерегі тарады.", "kk",
         ("number", "61 млн")),
        ("Хат 26 қарашада келді.", "kk", "Письмо пришло вчера.", "ru", ("date", "26 қарашада")),
        ("Дело по ч. 2 ст. 456-2 КоАП.", "ru", "Іс ӘҚБтК 456-2-бап 3-бөлік бойынша.", "kk",
         ("statute", "ч. 2 ст. 456-2 КоАП")),
        ("Жиын Ақтөбеде өтті.", "kk", "Собрание прошло в Уральске.", "ru",
         ("place", "Ақтөбеде")),
        ("Письмо написал Тимур Ермеков.", "ru", "Хатты Тимур Жақсығұлов жазды.", "kk",
         ("name", "Тимур Ермеков")),
        ("Атаки идут шестую неделю.", "ru", "Шабуыл төртінші апта жүріп жатыр.", "kk",
         ("number", "шестую неделю")),
        ("Арест на два месяца.", "ru", "Екі жылға қамау.", "kk", ("number", "два месяца")),
        ("Собрали 5 млн долларов.", "ru", "5 млн теңге жиналды.", "kk",
         ("money", "5 млн долларов")),
        ("Журналиста оправдали.", "ru", "Журналист кінәлі деп танылды.", "kk",
         ("outcome", "оправдали")),
        ("Суд оставил приговор в силе.", "ru", "Сот үкімнің күшін жойды.", "kk",
         ("outcome", "оставил приговор в силе")),
        ("Блогера не задержали.", "ru", "Блогер ұсталды.", "kk", ("outcome", "не задержали")),
        ("Он заявил, что сайт заблокируют.", "ru", "Сайтты бұғаттау жоспарда жоқ, деді ол.", "kk",
         ("quote", "заблокируют")),
        ("Ему дали три года в колонии.", "ru", "Ол үш жылға шартты түрде сотталды.", "kk",
         ("outcome", "в колонии")),
        ("Запрос направили премьеру.", "ru", "Сауал министрге жолданды.", "kk",
         ("name", "премьеру")),
        ("Эксперты назвали приговор справедливым.", "ru", "Эксперты считают приговор жестким.",
         "ru", ("quote", "справедливым")),
    ],
)  # fmt: skip
def test_what_the_article_does_not_say_is_doubted(
    text: str, language: str, article: str, other: str, doubt: tuple[str, str]
) -> None:
    assert doubt in doubts(text, language, article, other)


@pytest.mark.parametrize(
    ("text", "article", "doubt"),
    [
        ("Ведомство подтвердило запрет мессенджера.",
         "Мессенджерге тыйым салынады деген сөз шындыққа жанаспайды, деді ведомство.",
         "подтвердило"),
        ("Министерство зафиксировало массовый сбой у операторов.",
         "Министрлік операторларда жаппай ақау тіркелмегенін айтты.", "зафиксировало"),
        ("Алматинский суд решил дело.", "Таразда сот істі шешті.", "Алматинский"),
        ("Запрос ушел министру обороны.", "Сауал ішкі істер министріне жолданды.",
         "министру обороны"),
        ("Собрали 85 млрд долларов.", "85 миллиард жиналды: 85 миллиард теңге.",
         "85 млрд долларов"),
        ("Марат Жолдасов вернулся в Тараз.", "Таразға Мұрат Сәбитов оралды.", "Марат Жолдасов"),
        ("По данным OONI, сайт открыт.", "Сайт ашық, деді сарапшылар.", "OONI"),
        ("Пишет gazeta.test.", "Бұл туралы басқа сайт жазды.", "gazeta.test"),
        ("Закон «О связи» изменили.", "Кітап шықты.", "Закон «О связи»"),
        ("Число атак выросло на 10%.", "Шабуыл саны 10 пайызға төмендеді.", "10%"),
        ("В Астане 19 случаев, в Алматы 10.", "Алматыда 19 дерек, Астанада 10.", "19"),
        ("Прокурор просил три года.", "Ол үш жылға сотталды. Прокурор төрт жыл сұраған.",
         "три года"),
    ],
)  # fmt: skip
def test_what_another_language_says_otherwise_is_doubted(
    text: str, article: str, doubt: str
) -> None:
    assert doubt in [words for _, words in doubts(text, "ru", article, "kk")]


@pytest.mark.parametrize(
    ("text", "language", "article", "other"),
    [
        ("Блогерлерге 30 АЕК айыппұл бар.", "kk",
         "Граждан штрафуют на 20 МРП, блогеров — на 30.", "ru"),
        ("Собрали за десять месяцев.", "ru", "2025 жылғы қаңтар–қазанда жиналды.", "kk"),
        ("Ему дали два года.", "ru", "Оған 24 ай берілді.", "kk"),
        ("Просили одиннадцать.", "ru", "Он бір жыл сұраған.", "kk"),
        ("В Казахстане открыли сайт.", "ru", "Сайт ашылды.", "kk"),
        ("Астаналық сот шешті.", "kk", "Решил суд столицы, Астаны.", "ru"),
        ("Пишет mozaika.test.", "ru", "«Мозаика» жазды.", "kk"),
        ("Ахмет Мырза жеңді.", "kk", "Победил Ахмет Мурза.", "ru"),
        ("Рейтинг Freedom on the Net 2024 шықты.", "kk", "Вышел Freedom on the Net за 2024 год.",
         "ru"),
        ("Жиын Қызылорда облысында өтті.", "kk", "Собрание прошло в Кызылординской области.",
         "ru"),
        ("Данные из Соединенных Штатов.", "ru", "Деректер АҚШ-тан.", "kk"),
        ("Суд назвал решение справедливым.", "ru", "Решение справедливо, считает суд.",
         "ru"),
        ("Закон о связи и «О связи» один.", "ru", "«Байланыс туралы» заңның 41-1-бабы бар.", "kk"),
    ],
)  # fmt: skip
def test_the_same_told_in_another_way_is_left_alone(
    text: str, language: str, article: str, other: str
) -> None:
    assert doubts(text, language, article, other) == []


def test_a_percentage_of_something_else_is_no_support() -> None:
    article = (
        "Число уголовных правонарушений выросло на 18,4%. "
        "С административными делами картина обратная: минус 58,5%."
    )
    text = "Число уголовных правонарушений выросло на 58,5%."
    assert doubts(text, "ru", article, "ru") == [("percent", "58,5%")]


def test_a_count_of_something_else_is_no_support() -> None:
    article = "Нашли 16 млн номеров телефонов и 26 млн адресов."
    assert doubts("Утекли 26 млн телефонных номеров.", "ru", article, "ru") == [
        ("number", "26 млн")
    ]


def test_the_date_of_another_step_is_no_support() -> None:
    article = "Сенаторы приняли закон 18 декабря. Президент подписал закон."
    assert doubts("Президент подписал закон 18 декабря.", "ru", article, "ru") == [
        ("date", "18 декабря")
    ]


def test_a_place_named_of_something_else_is_no_support() -> None:
    article = (
        "Казахстан подписал во Вьетнаме Конвенцию ООН против киберпреступности. "
        "Напомнили и о хакерах в Сингапуре."
    )
    text = "Конвенцию ООН против киберпреступности Казахстан подписал в Сингапуре."
    assert doubts(text, "ru", article, "ru") == [("place", "Сингапуре")]


def test_figures_that_changed_places_are_doubted() -> None:
    article = "Лидируют Исландия (94) и Эстония (91)."
    assert doubts("Лидируют Исландия (91) и Эстония (94).", "ru", article, "ru") == [
        ("number", "91"),
        ("number", "94"),
    ]


def test_first_and_last_names_of_two_persons_are_no_third_one() -> None:
    article = "Задержали Медета Сарсенова и Дамира Ахметжанова."
    text = "Задержали в городе Медета Ахметжанова."
    assert doubts(text, "ru", article, "ru") == [("name", "Медета Ахметжанова")]


def test_roles_that_changed_places_are_doubted() -> None:
    article = "Адвокат Зара Селимова пришла. Редактор Дамир Ахметжанов молчал."
    text = "Пришли редактор Зара Селимова и адвокат Дамир Ахметжанов."
    assert ("name", "Зара Селимова") in doubts(text, "ru", article, "ru")


def test_a_quotation_must_be_the_articles() -> None:
    article = "«Мы никогда не видели таких писем, — сказал он, — и не отвечали на них»."
    said = "Он сказал: «Мы никогда не видели таких писем и не отвечали на них»."
    unsaid = "Он сказал: «Мы получили деньги вчера вечером, всё хорошо»."
    assert doubts(said, "ru", article, "ru") == []
    assert ("quote", unsaid[11:-1]) in doubts(unsaid, "ru", article, "ru")


def test_a_quotation_in_another_language_is_compared_by_its_notions() -> None:
    article = "Ол: «Біз сот шешімін күтеміз, журналист қорғалады», — деді."
    told = checked("Он сказал: «Мы ждём решения суда, журналист защищён».", "ru", article, "kk")
    assert [each.reason.code for each in told.findings if each.kind is ClaimKind.QUOTE] == [
        "translated"
    ]
    strange = checked("Он сказал: «Эхо гулко гремело вдоль опушки».", "ru", article, "kk")
    assert [each.verdict for each in strange.findings if each.kind is ClaimKind.QUOTE] == [
        ClaimVerdict.UNCLEAR
    ]


def test_a_finding_says_where_the_article_bears_it_out() -> None:
    report = checked("Айыппұл 55 048 теңге.", "kk", "Штраф составил 55 048 тенге.", "ru")
    (finding,) = report.findings
    assert finding.verdict is ClaimVerdict.SUPPORTED
    assert finding.support is not None
    assert (finding.support.article, finding.support.field) == ("a1", "text")
    assert finding.support.text == "55 048 тенге"
    assert (finding.support.span.start, finding.support.span.end) == (15, 27)
    assert finding.reason.code == "same_value"
    assert 0 < finding.confidence <= 1


def test_the_day_of_publication_supports_only_what_was_said() -> None:
    article = "Ведомство рассказало о правилах."
    assert doubts("28 ноября ведомство сообщило о правилах.", "ru", article, "ru") == []
    text = "28 ноября ведомство проверили."
    (unclear,) = checked(text, "ru", article, "ru").hints
    assert unclear.text == "28 ноября"
    article += " Правила приняли 5 марта."
    assert doubts(text, "ru", article, "ru") == [("date", "28 ноября")]


def test_a_year_is_told_where_the_day_of_the_article_is_known() -> None:
    article = "Письмо пришло 5 марта."
    text = "Письмо пришло 5 марта 2021 года."
    assert doubts(text, "ru", article, "ru", DAY) == [("date", "5 марта 2021 года")]
    assert doubts(text, "ru", article, "ru", None) == []
