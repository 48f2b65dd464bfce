from datetime import date

import pytest

from dalel.domain.facts import FactKind
from dalel.domain.lexicon import Lexicon
from dalel.language.annotation import LazyPassage
from dalel.language.facts import extract_facts
from dalel.language.identify import identify
from dalel.language.look_alikes import known_letters


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("ѳмір сүру жаӊа заӊ", "өмір сүру жаңа заң"),
        ("Ѳлкѳ жаӊылыктары", "Өлкө жаңылыктары"),
        ("Бiз iстi көрдiк, həм əдiлет", "Біз істі көрдік, һәм әділет"),
        ("Ќала Їкіметініѕ ќаулысы жарияланды", "Қала Үкіметінің қаулысы жарияланды"),
        ("Бір жаєынан жјне ґзге жаєдайда, бўл жол", "Бір жағынан және өзге жағдайда, бұл жол"),
        ("Тєуелсіздік алєан ќазаќ єдебиеті", "Тәуелсіздік алған қазақ әдебиеті"),
        ("Ќайта Єділ ауылы", "Қайта Әділ ауылы"),
        ("ЄЛЕМ ЌАЛАСЫ", "ӘЛЕМ ҚАЛАСЫ"),
        ("Қала әкімі жаєдайды айтты", "Қала әкімі жағдайды айтты"),
    ],
)
def test_letters_of_old_fonts_are_read_as_the_kazakh_ones(written: str, read: str) -> None:
    assert known_letters(written) == read


@pytest.mark.parametrize(
    "text",
    [
        "Її заяву розглянуть, бо ґрунт є",
        "Газета «Українська правда» сообщила, что мы были на выборах",
        "Газета «Наше слово є» сообщила, что мы были на выборах",
        "Ён быў на вуліцы і сказаў, што воўк жыве",
        "Мајката рече дека ќе оди, ѕвезда и џвонче",
        "Љубав и ђаци, ќазаќ быть",
        "Қарақалпақ тилинде ўақыт ҳәм ўатан сөзлери ы",
        "Ўақыт қарақалпақ сөзи жазылды",
        "Ѳеодоръ и ѣзда",
        "Wi-Fi, iPhoneды және Wifiды, hostтың",
        "The history of this",
        "Біз бұл іс туралы жаздық",
        "",
    ],
)
def test_letters_of_other_languages_stay(text: str) -> None:
    assert known_letters(text) == text


def test_every_letter_keeps_its_place() -> None:
    text = "Ќазаќстан Їкіметі 2026 жылєы 5 маусымда ќаулы шыєарды. Ѳмір, жаӊа i!" * 3

    assert len(known_letters(text)) == len(text)


def test_a_word_as_long_as_a_book_is_read_in_good_time() -> None:
    read = known_letters("ы" * 500_000 + " ќ ы iс " + "є" * 500_000)

    assert read.startswith("ы" * 500_000 + " қ ы іс ")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Ќала Їкіметініѕ ќаулысы жарияланды", "kk"),
        ("Бiз iстi көрдiк", "kk"),
        ("Ѳлкѳ боюнча жаӊы мыйзам", "other"),
        ("Її заяву розглянуть", "other"),
    ],
)
def test_a_language_is_told_by_what_the_letters_stand_for(text: str, language: str) -> None:
    assert identify(text) == language


def test_a_fact_is_read_through_old_letters_and_quoted_as_it_stands(kz_lexicon: Lexicon) -> None:
    text = "Сот шешімі ќайтадан ќаралып, 5 желтоќсанда жарияланды."

    (fact,) = extract_facts(text, "kk", kz_lexicon, date(2026, 12, 9), frozenset({FactKind.DATE}))

    assert fact.value == "2026-12-05"
    assert fact.text == text[fact.span.start : fact.span.end] == "5 желтоќсанда"


def test_a_passage_is_read_through_old_letters(kz_lexicon: Lexicon) -> None:
    passage = LazyPassage(text="Ќала соты ќарады", language="kk", lexicon=kz_lexicon)

    assert passage.text == "Қала соты қарады"
