"""Do the patterns of the word lists match what they say?"""

import re

import pytest

from dalel.language.phrases import PhraseIndex, compile_phrases


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


_SENSES: tuple[tuple[str, list[str]], ...] = (
    ("closed", ["сот ... шешті", "сот шешім*"]),
    ("ministry", ["ИИМ~", "«Сот» газеті"]),
    ("ago", ["# күн бұрын", "кеше|бүгін"]),
    ("number", ["№#"]),
    ("nothing", []),
)


@pytest.mark.parametrize(
    "text",
    [
        "7 күн бұрын №7 және екі күн бұрын",
        "Сот шешімі мен сот бұл істі шешті; ИИМ-нің сөзі: «Сот» газеті екі күн бұрын, кеше, жазды.",
        "соттың DDoS.сот @сот шешімі, күн бұрын",
        "İİİ 3 күн бұрын сот шешімі",
        "",
    ],
)
def test_an_index_finds_what_each_of_its_senses_finds_alone(text: str) -> None:
    alone = [
        (sense, match.span())
        for sense, phrases in _SENSES
        if (pattern := compile_phrases(phrases, ("екі",)))
        for match in pattern.finditer(text)
    ]
    index = PhraseIndex(_SENSES, ("екі",))
    assert [(sense, match.span()) for sense, match in index.find(text)] == alone


@pytest.mark.parametrize("pattern", ["", "... сот", "сот ..."])
def test_an_index_refuses_what_is_no_phrase(pattern: str) -> None:
    with pytest.raises(ValueError, match="no phrase"):
        PhraseIndex([("wrong", [pattern])])


def test_only_the_phrases_that_may_begin_somewhere_are_ever_made_ready() -> None:
    phrases = ["суд* # раз", "суд* приговорил*", "арест* на # суток", "штраф*"]
    index = PhraseIndex([("outcome", phrases), ("other", ["обыск*"])], ("два",))
    assert [match[0] for _, match in index.find("Ареста на два суток, штрафы.")] == [
        "Ареста на два суток",
        "штрафы",
    ]
    assert len(index._patterns) == 2  # noqa: SLF001 - what the index exists for


@pytest.mark.parametrize("phrases", [["суд* района", "суд*", "района"], ["района", "суд*"]])
def test_of_two_phrases_at_one_place_the_first_that_fits_counts(phrases: list[str]) -> None:
    text = "суды района, судья, района"
    index = PhraseIndex([("sense", phrases)])
    assert [match[0] for _, match in index.find(text)] == found(phrases, text)
