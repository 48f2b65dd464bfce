"""Whom does a text expose, and what only looks so?"""

import pytest

from dalel.domain.evidence import TextSpan
from dalel.domain.incident import IncidentText
from dalel.pack import Pack
from dalel.pack.privacy import Privacy
from dalel.steps.check.privacy import check_privacy, find_exposures, find_private
from steps.check.conftest import FactsOf, text_of

#: Numbers of nobody whose check digits are right.
IIN, CARD = "900101300017", "4400430000000007"


def kinds(text: str, pack: Pack, language: str = "ru") -> list[str]:
    return [str(found.kind) for found in find_private(text, language, pack.privacy, ("тенге",))]


@pytest.mark.parametrize(
    "text",
    [
        "Позвоните 8 (701) 555-01-01 вечером.",
        "Позвоните +7 701 555 01 01 вечером.",
        "Позвоните 8\u200b7015550101 вечером.",
        "Позвоните ８７０１５５５０１０１ вечером.",
        "Позвоните ٨٧٠١٥٥٥٠١٠١ вечером.",
        "Позвоните +996 555 123 456 вечером.",
        "Тел.: 701 555 01 01.",
    ],
)
def test_a_private_telephone_in_any_disguise(text: str, kz_pack: Pack) -> None:
    assert kinds(text, kz_pack) == ["phone"]


@pytest.mark.parametrize(
    "text",
    [
        "Горячая линия: 8 (7172) 74-00-01.",
        "Звонок бесплатный: 8 800 080 77 77.",
        "Пострадали 87 012 345 678 записей.",
        "Договор № 87015550101 расторгнут.",
        "Выделено 87 015 550 101 тенге.",
        "Статья https://habar.test/87015550101 удалена.",
        "Заседание 27.11.2025 в 10:30.",
        "Адрес сервера 77.240.13.101 не отвечал.",
        "Закон № 94-V от 21 мая 2013 года.",
    ],
)
def test_what_is_no_private_telephone(text: str, kz_pack: Pack) -> None:
    assert kinds(text, kz_pack) == []


def test_an_identity_number_needs_its_check_digit_or_its_mark(kz_pack: Pack) -> None:
    assert kinds(f"Строка {IIN} в базе.", kz_pack) == ["identity"]
    assert kinds("Строка 900101300018 в базе.", kz_pack) == []
    assert kinds("Строка 901301300015 в базе.", kz_pack) == []
    assert kinds("ИИН 900101300018 указан с ошибкой.", kz_pack) == ["identity"]
    assert kinds("Его ЖСН-і 900101300018 екен.", kz_pack, "kk") == ["identity"]


def test_letters_that_look_like_digits_hide_no_number(kz_pack: Pack) -> None:
    assert kinds(f"Строка {IIN.replace('0', 'О', 3)} в базе.", kz_pack) == ["identity"]


def test_the_span_is_that_of_the_text_as_given(kz_pack: Pack) -> None:
    text = "Номер 8\u200b701\u200b5550101 разослан."
    [found] = find_private(text, "ru", kz_pack.privacy)
    assert text[found.span.start : found.span.end] == found.text == "8\u200b701\u200b5550101"


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("Ол Абай көшесі, 12-үй, 34-пәтерде тұрады.", "kk", ["address"]),
        ("Ол Абай көшесі 12 үйде тұрады.", "kk", ["address"]),
        ("Абай көшесінде 3 адам ұсталды.", "kk", []),
        ("Апаттан 12 үй мен 34 пәтер зардап шекті.", "kk", []),
        ("Сот Абай даңғылы, 12-үйде орналасқан.", "kk", []),
        ("Он живёт на ул. Абая, д. 5, кв. 3.", "ru", ["address"]),
        ("Он живёт по адресу ул. Абая, 5.", "ru", ["address"]),
        ("Обыск прошёл на ул. Абая 12-34 ночью.", "ru", ["address"]),
        ("Министерство: проспект Мангилик Ел, дом 8.", "ru", []),
        ("На улице Абая задержали 5 человек.", "ru", []),
        ("В доме 12 квартир.", "ru", []),
        ("She lives at 12 Abay Street, apt. 34.", "en", ["address"]),
    ],
)
def test_homes(text: str, language: str, found: list[str], kz_pack: Pack) -> None:
    assert kinds(text, kz_pack, language) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Пишите на sauleomar@pochta.test сегодня.", ["email"]),
        ("Пишите на saule (at) pochta (dot) test сегодня.", ["email"]),
        ("Пишите на press@vedomstvo.test сегодня.", []),
        ("Канал @saule_omar закрыт.", []),
        (f"Карта {CARD} украдена.", ["card"]),
        ("Карта 4400430000000006 украдена.", []),
        ("Счёт KZ86125KZT5004100100 открыт.", ["account"]),
        ("Машина 123 ABC 02 стояла у дома.", ["plate"]),
        ("Цена 150 USD 12 февраля.", []),
        ("Паспорт 12345678 потерян.", ["identity"]),
    ],
)
def test_other_details(text: str, found: list[str], kz_pack: Pack) -> None:
    assert kinds(text, kz_pack) == found


@pytest.mark.parametrize(
    ("text", "language", "by"),
    [
        ("14-летний школьник учится в школе № 45.", "ru", ["school"]),
        ("Школьница из 9 «Б» класса написала пост.", "ru", ["school"]),
        ("15 жастағы оқушы № 12 мектепте оқиды.", "kk", ["school"]),
        ("Закон запрещает детям до 16 лет регистрироваться.", "ru", []),
        ("Школа № 45 закрыта на ремонт.", "ru", []),
    ],
)
def test_what_exposes_a_minor(text: str, language: str, by: list[str], kz_pack: Pack) -> None:
    assert [found.by for found in find_exposures(text, language, kz_pack.privacy, [])] == by


def test_a_name_beside_a_minor_exposes_and_the_family_too(kz_pack: Pack, facts_of: FactsOf) -> None:
    def of(summary: str) -> list[str]:
        text = text_of(summary)
        found = check_privacy(text, kz_pack.privacy, (), facts_of(text))
        return [one.values["of"] for one in found if one.rule == "minor_exposed"]

    assert of("14-летнего Дамира Оразова вызвали в полицию.") == ["name"]
    assert of("Мать школьника Сауле Оразова пожаловалась.") == ["family"]
    assert of("Президент Дамир Оразов подписал закон.") == []


def test_each_detail_holds_the_text_back_and_names_its_field(
    kz_pack: Pack, facts_of: FactsOf
) -> None:
    text = IncidentText(
        language="ru", title=f"ИИН {IIN} в сети", paragraphs=("Тел. 8 701 555 01 01.",)
    )
    concerns = list(check_privacy(text, kz_pack.privacy, (), facts_of(text)))
    assert [(c.field, c.values["of"], c.holds_back) for c in concerns] == [
        ("title", "identity", True),
        ("summary", "phone", True),
    ]
    assert concerns[0].values["number"] == "ИИН"


def test_a_country_without_rules_still_finds_mail_and_cards() -> None:
    found = find_private(f"a@b.test, {CARD}, 8 701 555 01 01", "ru", Privacy())
    assert [str(one.kind) for one in found] == ["email", "card"]
    assert find_exposures("14-летний школьник", "ru", Privacy(), [TextSpan(start=0, end=2)]) == ()


def test_a_long_text_and_an_empty_one_are_read(kz_pack: Pack) -> None:
    assert kinds("", kz_pack) == []
    assert kinds("Ничего личного здесь нет, только слова. " * 5000, kz_pack) == []
