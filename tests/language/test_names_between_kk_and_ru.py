"""Are names paired, and their letters taken over, only where that is safe?"""

import pytest

from dalel.language.kk.names_from_russian import has_same_letters, kazakh_by_rule
from dalel.language.name_pairs import letters_agree, name_pairs
from dalel.language.names_told import names_told
from dalel.language.ru.names_from_kazakh import is_same_in_russian, russian_by_rule


@pytest.mark.parametrize(
    "name",
    ["Виталий Овчаров", "Медет Шатаев", "Игорь Беспалов", "Роман Скляр", "Олжас Бектенов",
     "Айман Жанаспаева", "Борис Мельничук"],
)  # fmt: skip
def test_letters_are_taken_over_where_nothing_can_hide(name: str) -> None:
    assert has_same_letters(name)
    assert kazakh_by_rule(name) == name


@pytest.mark.parametrize(
    "name",
    ["Ержан Саденов", "Багдат Мусин", "Бауыржан Жанабаев", "Торали Асанов", "Жахан Сабыров",
     "Ануар Байетов", "Айтеке Би", "Мадина Сапарова", "Нурлан Касымов", "Виктор Касымов",
     "Шангерей Абаев", "Тимур Гайнетдинов", "Бахыт Асанов", "Чокан Асанов", "Ляззат Асанова",
     "Гульнар Асанова", "Эдиль Асанов", "Марат Смагулов", "Кенесары Асанов", "Валихан Асанов"],
)  # fmt: skip
def test_where_a_kazakh_letter_may_hide_nothing_is_taken_over(name: str) -> None:
    assert not has_same_letters(name)


@pytest.mark.parametrize(
    ("russian", "kazakh"),
    [
        ("Серик Нурланов", "Серік Нұрланов"),
        ("Касым-Жомарт Токаев", "Қасым-Жомарт Тоқаев"),
        ("Сырым Абайулы", "Сырым Абайұлы"),
        ("Бибигуль Сайсина", "Бибігүл Сайсина"),
        ("Айсулу Кайыргали", "Айсұлу Қайырғали"),
        ("Дамеш Онгарсынкызы", "Дәмеш Оңғарсынқызы"),
        ("Еркебулан Джумалиев", "Еркебұлан Жұмалиев"),
        ("КАНАТ", "ҚАНАТ"),
    ],
)
def test_rules_guess_kazakh_letters(russian: str, kazakh: str) -> None:
    assert kazakh_by_rule(russian) == kazakh


@pytest.mark.parametrize(
    ("kazakh", "russian", "is_same"),
    [
        ("Айгүл Сәбитова", "Айгуль Сабитова", False),
        ("Ләззат Құлыбаева", "Ляззат Кулыбаева", False),
        ("Ерлан Асанов", "Ерлан Асанов", True),
        ("Шынар Асанова", "Шынар Асанова", False),
        ("Жанар Асанова", "Жанар Асанова", False),
    ],
)
def test_kazakh_names_are_written_in_russian(kazakh: str, russian: str, *, is_same: bool) -> None:
    assert russian_by_rule(kazakh) == russian
    assert is_same_in_russian(kazakh) is is_same


def test_names_of_two_texts_are_paired_in_the_nominative() -> None:
    kazakh = (
        "Сот Нұрман Сейдікәрімге айыппұл салды. Медет Шатаевтың ісі жабылды. "
        "«Сыр самалы» сайты бұғатталды. Freedom House хабарлады."
    )
    russian = (
        "Суд оштрафовал Нурмана Сейдикарима. Дело Медета Шатаева закрыто. "
        "Сайт «Сыр самалы» заблокирован. Сообщила Freedom House. Прокурор Асанов молчит."
    )
    pairs = {
        (one.names["kk"], one.names["ru"], str(one.kind)) for one in name_pairs(kazakh, russian)
    }
    assert pairs == {
        ("Нұрман Сейдікәрім", "Нурман Сейдикарим", "person"),
        ("Медет Шатаев", "Медет Шатаев", "person"),
        ("Сыр самалы", "Сыр самалы", "outlet"),
        ("Freedom House", "Freedom House", "outlet"),
    }
    (one, *_) = (pair for pair in name_pairs(kazakh, russian) if "Медет" in pair.names["kk"])
    assert kazakh[one.places["kk"].start :].startswith("Медет Шатаевтың")
    assert russian[one.places["ru"].start :].startswith("Медета Шатаева")


def test_a_name_that_may_be_two_of_the_other_text_is_left_out() -> None:
    assert not name_pairs("Рақым Есмақов пен Рахым Есмақов келді.", "Пришёл Рахым Есмаков.")


def test_letters_that_cannot_be_one_another_do_not_agree() -> None:
    assert letters_agree("Жұмалиев", "Джумалиев")
    assert not letters_agree("Медет Шатаев", "Медет Батаев")
    assert not letters_agree("Медет", "Медет Шатаев")


def test_other_forms_of_a_text_tell_what_a_name_is_called() -> None:
    text = "Задержали Медета Шатаева. Позже Медет Шатаев рассказал об этом."
    called = {one.words: one.called for one in names_told(text, "ru")}
    assert called["Медета Шатаева"] == ("Медет Шатаев",)
    alone = names_told("Видели Медета Шатаева.", "ru")[0]
    assert not alone.is_certain
    assert "Медет Шатаев" in alone.called
    kazakh = {one.words: one.called for one in names_told("Медет Шатаевты көрдік.", "kk")}
    assert kazakh == {"Медет Шатаевты": ("Медет Шатаев",)}
