"""Which numbers and dates of a text does its evidence have nowhere?"""

from dataclasses import replace
from datetime import date

import pytest

from dalel.domain.lexicon import Lexicon
from dalel.language.claims.placed_values import ValueKind
from dalel.language.claims.read_texts import ReadEvidence, read_text
from dalel.language.claims.values import compare_values

DAY = date(2025, 11, 14)


def absent(
    language: str,
    text: str,
    told: list[tuple[str, str]],
    lexicon: Lexicon,
    day: date | None = DAY,
) -> list[str]:
    """The words of the amounts and dates of a text that no article of its evidence bears out."""
    evidence = ReadEvidence(
        texts=[
            read_text(article, spoken, lexicon, day, str(at))
            for at, (spoken, article) in enumerate(told)
        ]
    )
    read = read_text(text, language, lexicon, day)
    return [
        text[one.value.span.start : one.value.span.end]
        for one in compare_values(read.values, evidence.values, lexicon)
        if one.same is None
        and one.derivation is None
        and one.value.kind in {ValueKind.AMOUNT, ValueKind.DATE}
    ]


BORNE_OUT = [
    # Money by its abbreviations, and without its unit.
    ("ru", "Штраф составил 73 000 тг.", "kk", "Айыппұл 73 000 теңге болды."),
    ("kk", "Айыппұл 73 000 тг болды.", "ru", "Штраф составил 73 000 тенге."),
    ("ru", "Ущерб вырос примерно до 40 млн.", "ru", "Ущерб вырос до 40 млн тенге."),
    # Parts of a whole, in words.
    ("ru", "Закрыто почти две трети сайтов.", "ru", "Из 90 сайтов закрыли 58 сайтов."),
    ("kk", "Сайттардың бестен екісінен көбі жабылды.", "ru", "Закрыли 43 % сайтов."),
    ("ru", "Четыре пятых жалоб отклонены.", "kk", "Шағымдардың 80 пайызы қабылданбады."),
    ("en", "Fewer than a third of the sites work.", "ru", "Работают 29 % сайтов."),
    ("ru", "Среди девяти проверенных нашли взлом.", "kk",
     "Тексерілген 9 адамның үшеуінен табылды."),
    # Rounded to fives and dozens.
    ("ru", "Около 250 сайтов закрыли.", "ru", "Закрыли 241 сайт."),
    ("kk", "Екі дюжина телефон алынды.", "ru", "Изъяли 24 телефона."),
    ("ru", "Он провёл там более полутора лет.", "ru", "Он провёл там 20 месяцев."),
    # Months in days, decades in years.
    ("ru", "Его арестовали на полмесяца.", "kk", "Ол 15 тәулікке қамалды."),
    ("kk", "Ол жарты айға қамалды.", "ru", "Его арестовали на две недели."),
    ("ru", "Так длилось полтора десятилетия.", "kk", "Бұл он бес жылға созылды."),
    ("en", "It lasted a decade and two decades.", "ru", "Это длилось 10 лет, потом 20 лет."),
    # One unit that no number counts.
    ("kk", "Камера бір сағаттан соң қайтарылды.", "ru", "Камеру вернули через час."),
    # A length of time that another text tells as the time within which something is done.
    ("kk", "Өтінім үш ай ішінде қаралады.", "ru", "Заявку рассмотрят за три месяца."),
    # Between two dates, and up to the day of publication.
    ("ru", "Через шесть дней суд вынес решение.", "kk", "25 шілдеде жазды, 31 шілдеде сот шешті."),
    ("kk", "Шабуылдар арасында сегіз күн өткен.", "ru", "Атаки были 2 ноября и 10 ноября."),
    ("ru", "Записи трёхлетней давности утекли.", "ru", "Утекли записи 2022 года."),
    ("kk", "Сот он үш жыл бұрын тыйым салған.", "ru", "Суд запретил их в 2012 году."),
    # What each has, and what all have together.
    ("ru", "Вместе двое заплатят 150 000 тенге.", "ru",
     "Двое журналистов заплатят по 75 000 тенге."),
    ("ru", "Вместе потеряли 35 млн тенге.", "kk",
     "Кәсіпкерлер 12 млн, азаматтар 23 млн теңге жоғалтты."),
    # Growth in percent and in times.
    ("ru", "Жалоб стало на 30 % больше.", "kk", "Шағым 1,3 есе өсті."),
    # Names in a list, and those who are known already.
    ("kk", "Хабарлама үш елге келді.", "ru",
     "Оповещены люди в Казахстане, Узбекистане и Таджикистане."),
    ("ru", "Оба обвинения он отверг.", "ru", "Обвинения он отверг."),
    # Ordinals.
    ("kk", "Сайт үш тәулік бойы ашылмады.", "ru", "Третьи сутки недоступен сайт."),
    ("ru", "Закрыт шеститысячный магазин.", "kk", "Алты мыңыншы дүкен жабылды."),
    ("ru", "Судья Ахметова двадцать пятого созыва.", "ru", "Судья Ахметова."),
    # Dates.
    ("ru", "Летом 2024 года завели дело.", "kk", "2024 жылғы шілдеде іс қозғалды."),
    ("ru", "Правила действуют с 1 сентября.", "kk", "Ереже 1 қыркүйекте күшіне енеді."),
    ("kk", "Министрлік мамыр айын атады.", "ru", "Названа новая дата — май."),
    ("ru", "С 2018 по 2020 год.", "kk", "2018 және 2020 жылдары."),
    ("ru", "После январских событий открыли портал.", "ru", "После Января открыли портал."),
    ("ru", "В полугодии было тихо, полгода без жалоб.", "ru",
     "За январь — июнь 2025 года жалоб нет."),
    # Times of the day.
    ("ru", "Связь пропала в 18:30.", "kk", "Байланыс 18:30-да үзілді."),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "other", "told"), BORNE_OUT)
def test_a_value_that_follows_from_an_article_is_not_absent(
    language: str, text: str, other: str, told: str, kz_lexicon: Lexicon
) -> None:
    assert absent(language, text, [(other, told)], kz_lexicon) == []


ABSENT = [
    ("ru", "Закрыли 57 сайтов.", "ru", "Закрыли 43 сайта.", "57"),
    ("ru", "Закрыли более 60 сайтов.", "ru", "Закрыли 43 сайта.", "более 60"),
    ("ru", "Закрыли 43 сайта.", "ru", "Закрыли более 40 сайтов.", "43"),
    ("ru", "Закрыта треть сайтов.", "ru", "Закрыли 43 % сайтов.", "треть"),
    ("kk", "Ол жарты айға қамалды.", "ru", "Его арестовали на 20 суток.", "жарты айға"),
    ("ru", "Через девять дней суд решил.", "kk", "25 шілдеде жазды, 31 шілдеде сот шешті.",
     "девять дней"),
    # Days between two dates are no term of arrest.
    ("ru", "Его арестовали на 6 суток.", "ru", "25 июля написал, 31 июля арестован.", "6 суток"),
    ("kk", "Бұл 48 сағатта хабарланады.", "ru", "Сообщат за 72 часа.", "48 сағатта"),
    # A sum that a title tells and its text repeats is one.
    ("ru", "Арест на 20 суток.", "ru", "Дали 10 суток. Суд назначил десять суток.", "20 суток"),
    # "To" a sum is no difference of two.
    ("ru", "Штраф снизили до 200 МРП.", "ru", "Штраф снизили с 500 до 300 МРП.", "200 МРП"),
    ("ru", "Закрыт восьмитысячный магазин.", "kk", "Алты мыңыншы дүкен жабылды.", "восьмитысячный"),
    ("ru", "Свобода убывает семнадцатый год подряд.", "ru", "Она убывает пятнадцатый год подряд.",
     "семнадцатый год"),
    # A day does not follow from its month, nor a month from its year.
    ("ru", "Меморандум подписан 5 мая 2023 года.", "kk", "Меморандум 2023 жылғы мамырда жасалды.",
     "5 мая 2023 года"),
    ("kk", "Заң 2024 жылғы мамырдан бар.", "ru", "Закон есть с 2024 года.", "2024 жылғы мамырдан"),
    ("ru", "С 2018 по 2023 год.", "kk", "2018 және 2020 жылдары.", "С 2018 по 2023 год"),
    ("ru", "Связь пропала в 18:30.", "kk", "Байланыс 20:30-да үзілді.", "18:30"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "other", "told", "words"), ABSENT)
def test_a_value_that_stands_nowhere_is_absent(
    language: str, text: str, other: str, told: str, words: str, kz_lexicon: Lexicon
) -> None:
    assert absent(language, text, [(other, told)], kz_lexicon) == [words]


def test_amounts_of_two_articles_are_not_added(kz_lexicon: Lexicon) -> None:
    told = ["Прошло пять обысков.", "Потом прошло семь обысков."]

    assert absent("ru", "За 12 обысков.", [("ru", each) for each in told], kz_lexicon) == ["12"]
    assert absent("ru", "За 12 обысков.", [("ru", " ".join(told))], kz_lexicon) == []


def test_without_a_day_of_publication_what_counts_from_it_stays_open(kz_lexicon: Lexicon) -> None:
    told = [("ru", "Суд вынес решение.")]

    assert absent("ru", "Вчера суд вынес решение.", told, kz_lexicon, None) == []
    assert absent("ru", "Суд вынес решение 5 мая.", told, kz_lexicon, None) == ["5 мая"]
    assert (
        absent("ru", "Суд 5 мая решил.", [("kk", "Сот 5 мамырда шешті.")], kz_lexicon, None) == []
    )


def test_nothing_is_read_in_a_language_that_the_pack_lacks(kz_lexicon: Lexicon) -> None:
    only_russian = replace(kz_lexicon, months={"ru": kz_lexicon.months["ru"]})
    read = read_text("5 наурызда сот 300 000 теңге айыппұл салды.", "kk", only_russian, DAY)
    assert (read.claims, read.values) == ((), ())
