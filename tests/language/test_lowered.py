"""Does every character keep its place in lower case?"""

import pytest

from dalel.language.lowered import lowered


@pytest.mark.parametrize(
    ("text", "low"), [("Сот ШЕШТІ", "сот шешті"), ("İstanbul ABC", "İstanbul abc")]
)
def test_a_text_is_lowered_in_place(text: str, low: str) -> None:
    assert lowered(text) == low
    assert len(lowered(text)) == len(text)
