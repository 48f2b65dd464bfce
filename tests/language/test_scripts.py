"""Are letters of the wrong script found, and right words left alone?"""

import pytest

from dalel.language.scripts import as_cyrillic, latin_twins, mixed_words


@pytest.mark.parametrize(
    ("word", "right"),
    [
        ("Aқпарат", "Ақпарат"),
        ("cайт", "сайт"),
        ("ЖШC", "ЖШС"),
        ("Instagrаm", "Instagram"),
        ("YouTubе", "YouTube"),
        ("Qазақ", ""),
    ],
)
def test_a_letter_of_the_other_script_is_found(word: str, right: str) -> None:
    (found,) = mixed_words(f"бұл {word} қате")
    assert (found.text, found.right, found.start) == (word, right, 4)


@pytest.mark.parametrize(
    "text",
    [
        "iPhone-ды Kaspi-дің IT-компания DDoS-шабуыл Telegram-арна",
        "Facebookтағы Telegramға Instagramның SMSтің WhatsAppтан",
        "ЦифраLab MediaСила XXI-ғасыр c а",
        "таза қазақ мәтіні and plain English",
    ],
)
def test_brands_suffixes_and_pure_words_are_right(text: str) -> None:
    assert mixed_words(text) == ()


def test_a_word_wholly_of_latin_twins_is_found_when_its_reading_is_known() -> None:
    found = latin_twins("TOO «Жаңа» және BBC", {"ТОО"})
    assert [(one.text, one.right) for one in found] == [("TOO", "ТОО")]


def test_a_word_with_a_letter_without_twin_has_no_cyrillic_reading() -> None:
    assert as_cyrillic("TOO") == "ТОО"
    assert as_cyrillic("TOD") is None
