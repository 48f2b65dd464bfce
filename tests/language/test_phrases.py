"""Do the patterns of the word lists match what they say?"""

import re

import pytest

from dalel.language.phrases import compile_phrases


def found(patterns: list[str], text: str, numbers: tuple[str, ...] = ()) -> list[str]:
    expression = compile_phrases(patterns, numbers)
    assert isinstance(expression, re.Pattern)
    return [match[0] for match in expression.finditer(text)]


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        ("жеке дерек*", "Жеке деректердің, жеке  дерекқор", ["Жеке деректердің", "жеке  дерекқор"]),
        ("жыл~", "жылы жылдың жылғы жылдар жылдам", ["жылы", "жылдың", "жылғы"]),
        ("ИИМ~", "ИИМ-нің ииМ ИИМ ИИМЖ", ["ИИМ-нің", "ИИМ"]),
        ("СИМ~", "СИМ-карта, СИМ", ["СИМ"]),
        ("кеше|бүгін", "кеше, бүгін, бүгінгі", ["кеше", "бүгін"]),
        (
            "# күн бұрын",
            "3 күн бұрын, екі күн бұрын, көп күн бұрын",
            ["3 күн бұрын", "екі күн бұрын"],
        ),
        ("№#", "№7", ["№7"]),
        ("сот ... шешті", "сот бұл істі шешті. Сот. Шешті", ["сот бұл істі шешті"]),
        ("сот ... шешті", "сот шешті", ["сот шешті"]),
        ("сот", "DDoS.сот @сот соттың", []),
    ],
)
def test_a_pattern_finds_its_forms(pattern: str, text: str, expected: list[str]) -> None:
    assert found([pattern], text, ("екі",)) == expected


def test_no_pattern_makes_no_expression() -> None:
    assert compile_phrases([]) is None


@pytest.mark.parametrize("pattern", ["", "  ", "... сөз", "сөз ...", "сөз !жоқ", "сөз|!жоқ бар"])
def test_a_pattern_that_is_no_phrase_is_refused(pattern: str) -> None:
    with pytest.raises(ValueError, match="no phrase"):
        compile_phrases([pattern])
