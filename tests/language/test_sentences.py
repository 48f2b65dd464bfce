"""Where do sentences end, and does a paragraph end or begin as one?"""

import pytest

from dalel.language.sentences import (
    ends_as_sentence,
    ends_as_statement,
    sentences,
    starts_inside_sentence,
)


def parts(text: str) -> list[str]:
    return [text[span.start : span.end] for span in sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Сот өтті. Үкім шықты.", ["Сот өтті.", "Үкім шықты."]),
        ("Неге? Себебі белгісіз!", ["Неге?", "Себебі белгісіз!"]),
        ("Ол: «Келмеймін». Сосын кетті", ["Ол: «Келмеймін».", "Сосын кетті"]),
        ("2025 ж. Алматыда болды.", ["2025 ж. Алматыда болды."]),
        ("А. Серікұлы келді.", ["А. Серікұлы келді."]),
        ("18.4 пайыз. 5 адам.", ["18.4 пайыз.", "5 адам."]),
        ("бір сөйлем", ["бір сөйлем"]),
        ("  ", []),
    ],
)
def test_a_text_falls_into_sentences(text: str, expected: list[str]) -> None:
    assert parts(text) == expected


@pytest.mark.parametrize(
    "text", ["Болды.", "Болды!»", "«Болды».", "Бола ма?", "Болар…", "(Болды.)"]
)
def test_a_closed_sentence_ends_as_one(text: str) -> None:
    assert ends_as_sentence(text)


@pytest.mark.parametrize("text", ["Сот", "«Бұлт» сайты", "мыналар:", "бірінші;", ""])
def test_an_open_text_does_not(text: str) -> None:
    assert not ends_as_sentence(text)


def test_only_a_full_stop_makes_a_statement() -> None:
    assert ends_as_statement("Болды.")
    assert ends_as_statement("«Болды.»")
    assert not ends_as_statement("Бола ма?")
    assert not ends_as_statement("Болар...")


@pytest.mark.parametrize("text", ["есептейді", "практика"])
def test_a_small_letter_shows_the_middle_of_a_sentence(text: str) -> None:
    assert starts_inside_sentence(text)


@pytest.mark.parametrize(
    "text", ["Сот", "iPhone", "eGov", "а) бірінші", "5 адам", "«сөз»", "— деді"]
)
def test_names_items_and_numbers_may_begin_a_sentence(text: str) -> None:
    assert not starts_inside_sentence(text)
