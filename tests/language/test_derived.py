"""Does an amount follow from those of the evidence, and from no others?"""

import pytest

from dalel.domain.lexicon import Lexicon
from dalel.language.amounts import read_amounts
from dalel.language.derived import Derivation, Way, follows_from

WORTHS = {"MRP": ("KZT", {2024: 3692, 2025: 3932})}


def derived(
    language: str, text: str, evidence: str, lexicon: Lexicon, listed: tuple[int, ...] = ()
) -> Derivation | None:
    """How the first amount of a text follows from those of the evidence."""
    amount = read_amounts(text, language, lexicon)[0]
    others = read_amounts(evidence, language, lexicon)
    return follows_from(amount, others, listed=listed, worths=WORTHS)


FOLLOWS = [
    ("ru", "Закрыто 43 сайта.", "Закрыто 43 сайта.", Way.SAME),
    ("kk", "Қырықтан астам сайт жабылды.", "43 сайт жабылды.", Way.ROUNDED),
    ("ru", "Взыскали почти полсотни миллионов тенге.",
     "Взыскали 49,3 млн тенге.", Way.ROUNDED),
    ("kk", "Бестен екісінен сәл көбі қайтты.", "Залалдың 42,2 пайызы қайтты.", Way.ROUNDED),
    ("ru", "Около 60 тысяч анкет утекло.",
     "Утекло 58 700 анкет.", Way.ROUNDED),
    ("ru", "Утекло 3,2 млн анкет.",
     "Утекло 3 214 567 анкет.", Way.ROUNDED),
    ("ru", "Утекло 3,2 млн анкет.",
     "Утекло более 3,2 млн анкет.", Way.ROUNDED),
    ("ru", "Десятки сайтов закрыты.", "Закрыто 64 сайта.", Way.ROUNDED),
    ("ru", "Менее 50 жалоб принято.", "Принято 47 жалоб.", Way.ROUNDED),
    ("ru", "Не менее 40 жалоб принято.", "Принято 43 жалобы.", Way.ROUNDED),
    ("ru", "Ему грозит до семи лет.",
     "Ему грозит от двух до семи лет.", Way.ROUNDED),
    ("ru", "Полтора года колонии.",
     "Дали 18 месяцев колонии.", Way.CONVERTED),
    ("ru", "Арест на две недели.", "Арест на 14 суток.", Way.CONVERTED),
    ("ru", "Отключили на 36 часов.",
     "Отключили на полтора дня, то есть на 1,5 дня.", Way.CONVERTED),
    ("ru", "Штраф 78 640 тенге.", "Штраф 20 МРП.", Way.CONVERTED),
    ("ru", "Штраф 20 МРП.", "Штраф 78 640 тенге.", Way.CONVERTED),
    ("ru", "Штраф 39 320 тенге.",
     "Одному дали 20 МРП (78 640 тенге), другому 10 МРП.", Way.CONVERTED),
    ("ru", "Две трети заявок отклонены.",
     "Отклонены 8 из 12 заявок.", Way.SHARE),
    ("ru", "Восемь из двенадцати заявок отклонены.",
     "Всего 12 заявок. Отклонили 8 заявок.", Way.SHARE),
    ("kk", "Өтініштердің төрттен үші қабылданды.", "40 өтініштің 30-ы қабылданды.", Way.SHARE),
    ("ru", "Отказали 58 журналистам.",
     "Отказали 25% из 232 журналистов.", Way.PART),
    ("ru", "Задержали шестерых.",
     "Задержали четырёх тілші и двух операторов.", Way.SUM),
    ("ru", "За 12 обысков.",
     "Прошло пять обысков, потом семь обысков.", Way.SUM),
    ("ru", "Остались 38 требований.",
     "Из 312 требований исполнили 274.", Way.DIFFERENCE),
    ("ru", "Срок сократили на два года.",
     "Срок сократили с пяти лет до трёх.", Way.DIFFERENCE),
    ("ru", "Штраф снизили вдвое.",
     "Штраф снизили с 800 тысяч до 400 тысяч тенге.", Way.RATIO),
    ("ru", "Атак стало на 50% больше.",
     "Было 40 атак, стало 60 атак.", Way.RATIO),
    ("en", "It was cut by two years.", "It was cut from five years to three.", Way.DIFFERENCE),
    ("en", "Attacks doubled.", "There were 20 attacks, then 40 attacks.", Way.RATIO),
    ("kk", "Шабуыл екі есе көбейді.", "20 шабуыл болған, енді 40 шабуыл.", Way.RATIO),
]  # fmt: skip
FOLLOWS += [
    ("ru", "Штраф от 20 до 50 МРП.", "Грозит штраф от 20 до 50 МРП.", Way.SAME),
    ("ru", "Закрыто более 40 сайтов.", "Закрыто не менее 40 сайтов.", Way.ROUNDED),
    ("ru", "Закрыто более 40 сайтов.", "Закрыто более 43 сайтов.", Way.ROUNDED),
    ("ru", "До 50 жалоб примут.", "Примут 47 жалоб.", Way.ROUNDED),
    ("ru", "Доля выросла на 10%.", "Доля выросла с 30 до 40 процентов.", Way.DIFFERENCE),
    ("ru", "Две трети жалоб отклонены.", "Было 12 жалоб, отклонили 8 жалоб.", Way.SHARE),
    ("ru", "Отклонены 8 из 12 жалоб.", "Отклонили 66,7% жалоб.", Way.SHARE),
]
NOTHING = [
    ("ru", "Отклонены 8 из 12 жалоб.", "Отклонили 40% жалоб."),
    ("ru", "Отклонены 8 из 12 жалоб.", "Отклонили 8 из 40 жалоб."),
    ("ru", "Штраф от 20 до 50 МРП.", "Грозит штраф 20 МРП."),
    ("ru", "Половина опрошенных боится.", "Опросили людей. Прошло 12 лет."),
    ("ru", "Закрыто 43 сайта.", "Закрыто 34 сайта."),
    ("ru", "Закрыто 43 сайта.", "Закрыто около 40 сайтов."),
    ("ru", "Более 40 сайтов закрыты.", "Закрыто 90 сайтов."),
    ("ru", "Более 40 сайтов закрыты.", "Закрыто 40 сайтов."),
    ("ru", "Около 40 сайтов закрыто.", "Закрыто 48 сайтов."),
    ("ru", "Ему дали пять лет.", "Ему грозит до пяти лет."),
    ("ru", "Ему дали пять лет.", "Ему грозит от двух до семи лет."),
    ("ru", "Штраф 5 МРП.", "Штраф 5 тысяч тенге."),
    ("ru", "Ему дали пять лет.", "Ему дали пять месяцев."),
    ("ru", "Прошло 12 обысков.", "Прошло девять допросов. Через некоторое время, уже осенью,"
     " в городе по другому делу провели ещё и три обыска."),
    ("ru", "Выросло вдвое.", "Было 20 атак, стало 50 атак."),
    ("ru", "Половина заявок отклонена.", "Отклонены 4 из 12 заявок."),
    ("ru", "До 40 сайтов закроют.", "Закроют 43 сайта."),
    ("en", "Fifty sites were closed.", "Forty-three sites were closed."),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "evidence", "way"), FOLLOWS)
def test_an_amount_follows(
    language: str, text: str, evidence: str, way: Way, kz_lexicon: Lexicon
) -> None:
    found = derived(language, text, evidence, kz_lexicon)
    assert found is not None
    assert found.way == way
    assert found.sources


@pytest.mark.parametrize(("language", "text", "evidence"), NOTHING)
def test_what_is_merely_near_does_not_follow(
    language: str, text: str, evidence: str, kz_lexicon: Lexicon
) -> None:
    assert derived(language, text, evidence, kz_lexicon) is None


def test_a_list_of_names_bears_out_its_number(kz_lexicon: Lexicon) -> None:
    found = derived("ru", "Задержали троих.", "Их вызвали на допрос.", kz_lexicon, listed=(3,))
    assert found == Derivation(way=Way.LISTED)
    assert derived("ru", "Задержали троих.", "Их вызвали.", kz_lexicon, listed=(4,)) is None


def test_a_difference_names_both_its_sources(kz_lexicon: Lexicon) -> None:
    evidence = "Из 312 требований исполнили 274."
    found = derived("ru", "Остались 38 требований.", evidence, kz_lexicon)
    assert found is not None
    assert [int(each.value) for each in found.sources] == [312, 274]


@pytest.mark.parametrize(("count", "ways"), [(10, {Way.SUM}), (60, set())])
def test_of_too_many_sums_no_two_are_added(count: int, ways: set[Way], kz_lexicon: Lexicon) -> None:
    sums = [f"Выделили {1_000 + 37 * number} тенге." for number in range(count)]
    found = derived("ru", "Выделили 2037 тенге.", " ".join(sums), kz_lexicon)
    assert ({found.way} if found else set()) == ways
