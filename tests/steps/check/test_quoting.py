"""Are those words of a source shown that prove what a text says, and no more of them?"""

import pytest

from dalel.domain.evidence import TextSpan
from dalel.steps.check.excerpts import excerpt

SOURCE = (
    "В городе прошёл дождь. Суд оштрафовал редакцию на 78 640 тенге 12 мая в городе. "
    "Редакция подала\nжалобу 14 мая в столице. Погода была ясной."
)
FINED = "Суд оштрафовал редакцию на 78 640 тенге 12 мая в городе."
APPEALED = "Редакция подала жалобу 14 мая в столице."
_FINED = "суд оштрафовал редакцию на 78 640 тенге"
LONG = f"{'Очень долгое вступление, ' * 8}{_FINED}{', и так далее' * 20}."


def at(words: str, text: str = SOURCE) -> TextSpan:
    start = text.index(words)
    return TextSpan(start=start, end=start + len(words))


@pytest.mark.parametrize(
    ("proven", "limit", "shown"),
    [
        (("78 640", "12 мая"), 240, FINED),
        (
            ("78 640", "12 мая", "14 мая"),
            240,
            f"{FINED} {APPEALED}",
        ),
        (
            ("78 640", "12 мая", "14 мая"),
            60,
            "Суд оштрафовал редакцию на 78 640 тенге 12 мая в городе.",
        ),
        (("12 мая", "14 мая", "столице"), 60, APPEALED),
        (("дождь", "14 мая"), 240, f"В городе прошёл дождь. {FINED} {APPEALED}"),
        (("городе. Редакция",), 240, ""),
        ((), 240, ""),
        (("78 640",), 2, ""),
        (("78 640",), 0, ""),
    ],
)
def test_the_sentences_that_prove_most_are_shown(
    proven: tuple[str, ...], limit: int, shown: str
) -> None:
    assert excerpt(SOURCE, [at(words) for words in proven], limit) == shown


@pytest.mark.parametrize("limit", [40, 60, 120, 240])
def test_of_a_long_sentence_whole_words_around_the_proof_are_shown(limit: int) -> None:
    shown = excerpt(LONG, [at("78 640 тенге", LONG)], limit)
    assert "78 640 тенге" in shown
    assert len(shown) <= limit
    assert shown.startswith("…")
    assert shown.endswith("…")
    assert set(shown.strip("…").split()) <= set(LONG.split())


def test_what_ends_a_long_sentence_is_shown_to_its_end() -> None:
    text = f"{'Долгое вступление, ' * 12}суд назначил 78 640 тенге."
    shown = excerpt(text, [at("78 640 тенге", text)], 60)
    assert shown.endswith("78 640 тенге.")
    assert excerpt(text, [TextSpan(start=0, end=len(text))], 60) == ""
