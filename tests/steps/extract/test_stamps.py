from datetime import UTC, date, datetime

import pytest

from dalel.steps.extract.stamps import is_stamp, read_stamp
from steps.extract.extraction_pages import ALMATY

NOW = datetime(2025, 11, 17, 9, 0, tzinfo=UTC)  # 14:00 in Almaty


@pytest.mark.parametrize(
    ("stamp", "iso"),
    [
        ("Пятница, 04 Июл 2025, 12:00", "2025-07-04T12:00:00+05:00"),
        ("4 июля 2025 г., 12:00", "2025-07-04T12:00:00+05:00"),
        ("12:00 | 4 июля 2025", "2025-07-04T12:00:00+05:00"),
        ("4 июля 2025", "2025-07-04"),
        ("04 сент. 2025 12:05", "2025-09-04T12:05:00+05:00"),
        ("Опубликовано: 1 мая 2025", "2025-05-01"),
        ("2025 жылғы 17 қараша", "2025-11-17"),
        ("2025 г. 4 июля, 12:00", "2025-07-04T12:00:00+05:00"),
        ("2025 жылдың 17 қарашасы, 10:45", "2025-11-17T10:45:00+05:00"),
        ("2025 ж. 17 қараша", "2025-11-17"),
        ("17 қараша 2025, 10:45", "2025-11-17T10:45:00+05:00"),
        ("Дүйсенбі, 17 Қараша 2025", "2025-11-17"),
        ("5-ші мамыр 2025", "2025-05-05"),
        ("17 қар. 2025", "2025-11-17"),
        ("July 4, 2025 1:30 pm", "2025-07-04T13:30:00+05:00"),
        ("July 4th, 2025 12:10 a.m.", "2025-07-04T00:10:00+05:00"),
        ("Fri, 04 Jul 2025 12:00:00 +0300", "2025-07-04T12:00:00+03:00"),
        ("Fri, 04 Jul 2025 12:00:00 GMT", "2025-07-04T12:00:00+00:00"),
        ("Nov. 17, 2025", "2025-11-17"),
        ("17.11.2025 10:45", "2025-11-17T10:45:00+05:00"),
        ("17.11.25", "2025-11-17"),
        ("17/11/2025, 10:45:30", "2025-11-17T10:45:30+05:00"),
        ("11/17/2025", "2025-11-17"),
        ("2025-11-17", "2025-11-17"),
        ("2025/11/17 10:45", "2025-11-17T10:45:00+05:00"),
        ("2025-11-17T10:45:00", "2025-11-17T10:45:00+05:00"),
        ("2025-11-17T10:45", "2025-11-17T10:45:00+05:00"),
        ("2025-11-17T10:45:00.123Z", "2025-11-17T10:45:00.123000+00:00"),
        ("2025-11-17T10:45:00+0600", "2025-11-17T10:45:00+06:00"),
        ("2025-11-17 10:45:00 +06:00", "2025-11-17T10:45:00+06:00"),
        ("2025-11-17 10:45 (UTC-5)", "2025-11-17T10:45:00-05:00"),
        ("2023-11-17T10:45:00", "2023-11-17T10:45:00+06:00"),
        ("1762836300", "2025-11-11T04:45:00+00:00"),
        ("1762836300123", "2025-11-11T04:45:00+00:00"),
    ],
)
def test_a_stamp_means_its_moment(stamp: str, iso: str) -> None:
    read = read_stamp(stamp, ALMATY)
    assert read is not None
    assert read.iso == iso


@pytest.mark.parametrize(
    ("stamp", "iso"),
    [
        ("сегодня, 12:30", "2025-11-17T12:30:00+05:00"),
        ("Вчера в 23:15", "2025-11-16T23:15:00+05:00"),
        ("бүгін, 12:30", "2025-11-17T12:30:00+05:00"),
        ("кеше", "2025-11-16"),
        ("today 9:05 am", "2025-11-17T09:05:00+05:00"),
        ("15 минут назад", "2025-11-17T13:45:00+05:00"),
        ("час назад", "2025-11-17T13:00:00+05:00"),
        ("2 сағат бұрын", "2025-11-17T12:00:00+05:00"),
        ("3 days ago", "2025-11-14"),
        ("16 ноября, 10:00", "2025-11-16T10:00:00+05:00"),
        ("30 желтоқсан, 10:00", "2024-12-30T10:00:00+05:00"),
    ],
)
def test_what_leans_on_the_day_of_reading_is_read_when_that_is_given(stamp: str, iso: str) -> None:
    read = read_stamp(stamp, ALMATY, NOW)
    assert read is not None
    assert read.iso == iso
    assert read_stamp(stamp, ALMATY) is None


@pytest.mark.parametrize(
    "stamp",
    [
        "",
        "редакция",
        "31 февраля 2025",
        "45.13.2025",
        "30.02.2025",
        "17 ма 2025",
        "5 апельсинов 2025",
        "1 января 1900",
        "2025-13-45T99:99:99",
        "2025-11-17T25:00:00",
        "4 назад",
        "12:30",
        "8 (727) 250-00-01",
        "192.168.10.20",
    ],
)
def test_what_is_no_moment_is_none(stamp: str) -> None:
    found = read_stamp(stamp, ALMATY, NOW)
    assert found is None or found.time is None


def test_a_day_after_the_day_of_reading_is_an_announcement() -> None:
    assert read_stamp("1 декабря 2025", ALMATY, NOW) is None
    assert read_stamp("1 декабря 2025", ALMATY) is not None


def test_a_time_without_a_zone_says_that_the_zone_was_assumed() -> None:
    here = read_stamp("17.11.2025 10:45", ALMATY)
    there = read_stamp("2025-11-16T20:00:00Z", ALMATY)
    assert here is not None
    assert here.zone_assumed
    assert there is not None
    assert not there.zone_assumed
    assert there.day == date(2025, 11, 17)


def test_a_left_out_year_says_that_it_was_assumed() -> None:
    read = read_stamp("16 ноября", ALMATY, NOW)
    assert read is not None
    assert read.year_assumed


def test_an_impossible_offset_is_passed_over() -> None:
    read = read_stamp("17.11.2025 10:45 +99:00", ALMATY)
    assert read is not None
    assert read.zone_assumed


def test_the_twenty_ninth_of_february_needs_its_year() -> None:
    assert read_stamp("29 февраля", ALMATY, NOW) is None


@pytest.mark.parametrize(
    "text",
    [
        "Пятница, 04 Июл 2025, 12:00",
        "17 қараша 2025",
        "Опубликовано: 17.11.2025",
        "сегодня, 12:30",
        "1 204",
        "•",
    ],
)
def test_a_date_or_a_counter_alone_is_a_stamp(text: str) -> None:
    assert is_stamp(text)


@pytest.mark.parametrize(
    "text",
    [
        "4 июля 2025 года суд вынес приговор редактору",
        "Сегодня суд вынес приговор по делу",
        "10 p.m.",
        "40 000 долларов",
        "+7 727 250 00 01 +7 727",
        "О" * 150,
    ],
)
def test_a_sentence_or_a_number_that_means_something_is_none(text: str) -> None:
    assert not is_stamp(text)
