"""Does a text without its disguises still know where it stood?"""

import pytest

from dalel.language.undisguised import undisguise


@pytest.mark.parametrize(
    ("text", "readable"),
    [
        ("８７０１ 555", "8701 555"),
        ("٨٧٠١", "8701"),
        ("8\u00a0701–555", "8 701-555"),
        ("8\u200b7\u00ad0\u20601", "8701"),
        ("ａｂ＠ｃ", "ab@c"),
        ("Қазақстан, 2026", "Қазақстан, 2026"),
        ("", ""),
    ],
)
def test_digits_spaces_and_invisible_characters(text: str, readable: str) -> None:
    assert undisguise(text).text == readable


def test_a_stretch_leads_back_to_the_text_it_came_from() -> None:
    text = "a\u200b8\u200b7\u200bb"
    readable = undisguise(text)
    span = readable.span(readable.text.index("8"), readable.text.index("7") + 1)
    assert text[span.start : span.end] == "8\u200b7"


def test_a_plain_text_keeps_its_places() -> None:
    span = undisguise("a87b").span(1, 3)
    assert (span.start, span.end) == (1, 3)
