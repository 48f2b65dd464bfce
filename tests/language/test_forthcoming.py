"""Are hearings, deadlines and entries into force read, and nothing else?"""

from datetime import date

import pytest

from dalel.domain.diary import DiaryKind
from dalel.domain.lexicon import Lexicon
from dalel.language.forthcoming import forthcoming

DAY = date(2026, 1, 28)


@pytest.mark.parametrize(
    ("language", "text", "day", "kind"),
    [
        ("ru", "Следующее заседание суда назначено на 12 февраля.", date(2026, 2, 12), "hearing"),
        ("ru", "Слушания по иску пройдут 3 марта 2026 года.", date(2026, 3, 3), "hearing"),
        ("ru", "Закон вступит в силу 1 июля 2026 года.", date(2026, 7, 1), "in force"),
        ("ru", "Замечания принимают до 15 февраля.", date(2026, 2, 15), "deadline"),
        ("ru", "Ответ обещали не позднее 20 февраля.", date(2026, 2, 20), "deadline"),
        ("kk", "Сот отырысы 12 ақпанда өтеді.", date(2026, 2, 12), "hearing"),
        ("kk", "Заң 2026 жылғы 1 шілдеде күшіне енеді.", date(2026, 7, 1), "in force"),
        ("kk", "Ұсыныстар 15 ақпанға дейін қабылданады.", date(2026, 2, 15), "deadline"),
        ("en", "The next hearing is on 12 February 2026.", date(2026, 2, 12), "hearing"),
        ("en", "The law enters into force on 1 July 2026.", date(2026, 7, 1), "in force"),
        ("en", "Comments are taken until 15 February 2026.", date(2026, 2, 15), "deadline"),
    ],
)
def test_a_day_to_come_is_read_with_its_sentence(
    kz_lexicon: Lexicon, language: str, text: str, day: date, kind: str
) -> None:
    (found,) = forthcoming(f"Начало. {text}", language, kz_lexicon, DAY)
    assert (found.day, found.kind, found.sentence) == (day, DiaryKind(kind), text)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "Заседание прошло 12 января 2026 года."),
        ("ru", "Морозы ждут 12 февраля."),
        ("ru", "Скорость упала до 2 %, а 12 февраля станет теплее."),
        ("ru", "Заседание назначено на февраль 2026 года."),
        ("kk", "Аяз 12 ақпанда күшейеді."),
        ("xx", "Заседание назначено на 12 февраля."),
    ],
)
def test_what_is_past_vague_or_something_else_is_passed_over(
    kz_lexicon: Lexicon, language: str, text: str
) -> None:
    assert forthcoming(text, language, kz_lexicon, DAY) == ()


def test_a_day_is_named_once_by_its_first_sentence(kz_lexicon: Lexicon) -> None:
    text = "Заседание назначено на 12 февраля. Напомним, заседание будет 12 февраля."
    (found,) = forthcoming(text, "ru", kz_lexicon, DAY)
    assert found.sentence == "Заседание назначено на 12 февраля."


def test_a_sentence_beyond_all_measure_is_no_basis(kz_lexicon: Lexicon) -> None:
    text = f"Заседание {'очень ' * 200}назначено на 12 февраля."
    assert forthcoming(text, "ru", kz_lexicon, DAY) == ()
