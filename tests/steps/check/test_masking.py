"""Is hidden before anybody reads it what is nobody's business, in both languages?"""

import pytest

from dalel.domain.saved_file import Box, MachineWord, MaskKind
from dalel.pack import Pack
from dalel.steps.check.privacy.masking import HIDDEN, find_masked, mask_text, masks_of, status_bar
from dalel.steps.extract.machine_words import read_words, text_of

LANGUAGES = ("kk", "ru")


def hidden(text: str, pack: Pack) -> dict[str, MaskKind]:
    found: dict[str, MaskKind] = {}
    for span, kind in find_masked(text, LANGUAGES, pack.privacy):
        found.setdefault(text[span.start : span.end], kind)
    return found


@pytest.mark.parametrize(
    ("text", "what", "kind"),
    [
        ("ИИН 850101300123 проверен.", "850101300123", MaskKind.IDENTITY),
        # A digit that the machine misread proves no other number.
        ("ЖСН 85010130012З көрсетілген.", "85010130012З", MaskKind.IDENTITY),
        ("Позвоните +7 701 123\n45 67 сегодня.", "+7 701 123\n45 67", MaskKind.PHONE),
        ("Карта 4111 1111 1111 1111.", "4111 1111 1111 1111", MaskKind.CARD),
        ("Свидетель Иванов И.И. показал, что сайт был закрыт.", "Иванов", MaskKind.WITNESS),
        ("Куәгер Сейітова Айгүл сотта айтты.", "Сейітова", MaskKind.WITNESS),
        ("Потерпевшая Ким Анна обратилась.", "Ким", MaskKind.VICTIM),
        ("Жәбірленуші Омаров Данияр келмеді.", "Омаров", MaskKind.VICTIM),
        ("Несовершеннолетний Петров Саша писал в чате.", "Петров", MaskKind.MINOR),
        ("Кәмелетке толмаған Арман Есенов туралы.", "Арман", MaskKind.MINOR),
        ("Ахметов Болат, 12.03.1985 года рождения, оштрафован.", "12.03.1985", MaskKind.BIRTH),
        ("1985 жылғы 12 наурызда туған азамат.", "1985 жылғы 12 наурызда", MaskKind.BIRTH),
        ("Почта aigul@example.org указана.", "aigul@example.org", MaskKind.MAIL),
        ("Проживает по адресу: ул. Абая, дом 10, кв. 5.", "кв. 5", MaskKind.ADDRESS),
    ],
)
def test_it_is_hidden(kz_pack: Pack, text: str, what: str, kind: MaskKind) -> None:
    found = hidden(text, kz_pack)
    assert any(what in one for one in found), found
    assert kind in found.values()


@pytest.mark.parametrize(
    "text",
    [
        "Суд оштрафовал редакцию издания «Толқын» на 78 640 тенге.",
        "Сот «Толқын» басылымына 2026 жылғы 12 мамырда айыппұл салды.",
        "Статья 274 часть 3 УК, решение вынесено 12 мая 2026 года.",
    ],
)
def test_what_an_entry_rests_on_is_left(kz_pack: Pack, text: str) -> None:
    assert hidden(text, kz_pack) == {}


def test_names_far_from_a_witness_are_left(kz_pack: Pack) -> None:
    text = "Свидетель пояснил суду, что ничего не знает. Судья Ахметов вынес решение."
    assert hidden(text, kz_pack) == {}


def test_what_a_person_typed_keeps_its_names_and_loses_numbers(kz_pack: Pack) -> None:
    typed = "Свидетель Иванов, ИИН 850101300123, подтвердил."
    assert (
        mask_text(typed, LANGUAGES, kz_pack.privacy)
        == f"Свидетель Иванов, ИИН {HIDDEN}, подтвердил."
    )


def word(text: str, x: int, line: int = 0, *, opens: bool = False) -> MachineWord:
    return MachineWord(
        text=text, box=Box(x=x, y=40 * line, width=60, height=20), line=line, opens_block=opens
    )


def test_words_of_one_line_that_are_hidden_share_a_box(kz_pack: Pack) -> None:
    words = (
        word("тел.", 0),
        word("+7", 70),
        word("701", 140),
        word("123", 210),
        word("45", 0, 1),
        word("67", 70, 1),
        word("вчера", 140, 1),
    )
    masks = masks_of(words, text_of(words), LANGUAGES, kz_pack.privacy)
    assert [mask.kind for mask in masks] == [MaskKind.PHONE, MaskKind.PHONE]
    first, second = (mask.box for mask in masks)
    assert first.holds(words[1].box)
    assert first.holds(words[3].box)
    assert second.holds(words[5].box)
    assert not second.meets(words[6].box)


def test_a_telephones_picture_has_a_status_bar_and_a_page_has_none() -> None:
    bar = status_bar(1080, 2400)
    assert bar is not None
    assert (bar.box.width, bar.box.height) == (1080, 107)
    long_one = status_bar(1080, 12_000)
    assert long_one is not None
    assert long_one.box.height < 120
    assert status_bar(1240, 1754) is None
    assert status_bar(1920, 1080) is None


def test_the_table_of_words_is_read_and_what_is_none_is_passed_over() -> None:
    rows = (
        ("4", "1", "1", "1", "149", "190", "922", "22", ""),
        ("5", "1", "1", "1", "149", "190", "127", "20", "Сот"),
        ("5", "1", "1", "2", "287", "190", "84", "17", "шешімі"),
        ("5", "1", "2", "1", "287", "220", "84", "17", "шықты."),
        ("5", "2", "1", "1", "287", "320", "84", "17", "Бас."),
        ("5", "2", "1", "2", "x", "320", "84", "17", "жоқ"),
        ("5", "2", "1", "3", "-4", "320", "84", "0", "жоқ"),
    )
    table = "the head\n" + "\n".join(
        "\t".join((level, "1", block, "1", line, number, *box, "96.5", text))
        for level, block, line, number, *box, text in rows
    )
    table += "\nrubbish"
    words = read_words(table)
    assert [one.line for one in words] == [0, 0, 1, 2]
    assert text_of(words) == ("Сот шешімі\nшықты.\n\nБас.", (0, 4, 11, 19))
    assert read_words("") == ()
