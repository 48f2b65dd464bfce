"""Words that move with the day of reading: a hint where a day makes them right, else an error."""

from datetime import date

import pytest

from dalel.domain.article import Article
from dalel.steps.check.facts import FactReport, PreparedEvidence, check_facts, prepare
from steps.check.pairs import words

DAY = date(2025, 11, 28)
LATER = date(2026, 3, 1)

DATED_RU = "28 ноября суд Алматы оштрафовал блогера Айгерим Тулегенову за публикацию."
DATED_KK = "28 қарашада Алматы соты блогер Айгерім Төлегеноваға жарияланымы үшін айыппұл салды."
TODAY_RU = DATED_RU.replace("28 ноября", "Сегодня")
TODAY_KK = DATED_KK.replace("28 қарашада", "Бүгін")
UNDATED_RU = DATED_RU.replace("28 ноября с", "С")
SAID_RU = "{} суд Алматы оштрафовал блогера Айгерим Тулегенову."
SAID_KK = "{} Алматы соты блогер Айгерім Төлегеноваға айыппұл салды."


def told(
    text: str, language: str, article: str, other: str, *, read: date, published: date | None
) -> FactReport:
    source = Article(id="a1", language=other, title="", text=article, day=published)
    evidence = PreparedEvidence(articles=(prepare(source, words()),))
    return check_facts(text, language, evidence, words(), day=read)


def about(report: FactReport) -> list[tuple[str, str, str]]:
    """Verdict, reason and words of what is said of dates."""
    return [
        (each.verdict.value, each.reason.code, each.text)
        for each in report.findings
        if each.kind.value == "date" and each.verdict.value != "supported"
    ]


@pytest.mark.parametrize("read", [DAY, LATER])
@pytest.mark.parametrize(
    ("article", "other"), [(DATED_RU, "ru"), (DATED_KK, "kk"), (TODAY_RU, "ru"), (TODAY_KK, "kk")]
)
@pytest.mark.parametrize(
    ("text", "language", "word"),
    [(SAID_RU, "ru", "Сегодня"), (SAID_KK, "kk", "Бүгін"), (SAID_KK, "kk", "Бүгінгі күні")],
)
def test_today_of_the_articles_own_day_is_to_be_written_as_a_date(
    text: str, language: str, word: str, article: str, other: str, read: date
) -> None:
    report = told(text.format(word), language, article, other, read=read, published=DAY)
    assert [each[:2] for each in about(report)] in ([], [("unclear", "moving_day")])
    if read == LATER and article in {DATED_RU, DATED_KK}:
        assert report.hints[0].reason.code == "moving_day"


@pytest.mark.parametrize(
    ("text", "language", "word"), [(SAID_RU, "ru", "Вчера"), (SAID_KK, "kk", "Кеше")]
)
@pytest.mark.parametrize("read", [date(2025, 11, 29), LATER])
def test_yesterday_of_the_day_of_writing_or_of_the_article_is_right(
    text: str, language: str, word: str, read: date
) -> None:
    next_day = date(2025, 11, 29)
    report = told(text.format(word), language, DATED_RU, "ru", read=read, published=next_day)
    if read == next_day:
        assert about(report) == []
        return
    assert about(report) == [("unclear", "moving_day", word)]
    assert report.hints[0].support is not None
    assert report.hints[0].support.text == "28 ноября"


@pytest.mark.parametrize("published", [DAY, None])
def test_what_no_article_dates_is_no_error(published: date | None) -> None:
    text = SAID_KK.format("Кеше")
    report = told(text, "kk", UNDATED_RU, "ru", read=LATER, published=published)
    assert all(each[0] == "unclear" for each in about(report))


@pytest.mark.parametrize(
    ("text", "language", "word"), [(SAID_RU, "ru", "Вчера"), (SAID_KK, "kk", "Кеше")]
)
@pytest.mark.parametrize("article", [DATED_RU, TODAY_RU])
def test_another_day_than_the_article_tells_stays_an_error(
    text: str, language: str, word: str, article: str
) -> None:
    report = told(text.format(word), language, article, "ru", read=LATER, published=DAY)
    assert about(report) == [("unsupported", "nowhere", word)]


def test_a_date_in_figures_is_judged_as_before() -> None:
    report = told("1 декабря суд оштрафовал её.", "ru", DATED_RU, "ru", read=DAY, published=DAY)
    assert [each[0] for each in about(report)] == ["unsupported"]
