"""When is something tried again, how does an article stand, and is a source as usual?"""

from datetime import UTC, datetime, timedelta

import pytest

from dalel.domain.article_status import ArticleWords, changes, judge_failure, judge_page
from dalel.domain.exchange import Answer, Exchange, FailureKind, FetchFailure
from dalel.domain.extraction import Extraction, PageKind
from dalel.domain.health import Yield, is_absence, is_down
from dalel.domain.retry_policy import MOST_ATTEMPTS, RECAPTURES, recapture_at, retry_at
from dalel.domain.states import ArticleState

NOW = datetime(2031, 6, 2, 9, 30, tzinfo=UTC)
FIRST = ArticleWords(title="Новость", text="Первый абзац.\n\nВторой абзац.")


def failure(kind: FailureKind, status: int | None = None) -> FetchFailure:
    return FetchFailure(
        url="https://lake.test/1",
        kind=kind,
        reason=f"answered {status}" if status else str(kind),
        time=NOW,
        permanent=False,
        status=status,
    )


def answer(vantage: str) -> Answer:
    exchange = Exchange(
        url="https://lake.test/1",
        started=NOW,
        seconds=0.1,
        request_head=b"",
        response_head=b"HTTP/1.1 200 OK\r\n\r\n",
        status=200,
        body=b"",
        content=b"",
        vantage=vantage,
    )
    return Answer(url=exchange.url, exchanges=(exchange,))


def test_waits_between_tries_double_up_to_half_a_day() -> None:
    waits = [retry_at(attempts, NOW) for attempts in range(1, MOST_ATTEMPTS)]
    minutes = [(wait - NOW) / timedelta(minutes=1) for wait in waits if wait]
    assert minutes == [10, 20, 40, 80]


def test_after_too_many_tries_it_is_stuck() -> None:
    assert retry_at(MOST_ATTEMPTS, NOW) is None


def test_the_other_sides_wish_for_patience_is_obeyed() -> None:
    wished = NOW + timedelta(days=2)
    assert retry_at(1, NOW, wished) == wished
    assert retry_at(1, NOW, NOW) == NOW + timedelta(minutes=10)


def test_an_article_is_captured_again_at_four_ages_and_then_left_alone() -> None:
    looked, ages = NOW, []
    while (due := recapture_at(NOW, looked)) is not None:
        ages.append(due - NOW)
        looked = due
    assert ages == list(RECAPTURES)


def test_ages_that_passed_unused_are_not_made_up_for() -> None:
    assert recapture_at(NOW, NOW + timedelta(days=3)) == NOW + timedelta(days=7)
    assert recapture_at(NOW, NOW + timedelta(days=400)) is None


@pytest.mark.parametrize(
    ("status", "state"),
    [
        (404, ArticleState.REMOVED),
        (410, ArticleState.REMOVED),
        (451, ArticleState.BLOCKED),
        (403, ArticleState.UNREACHABLE),
        (503, ArticleState.UNREACHABLE),
    ],
)
def test_a_status_tells_how_an_article_stands(status: int, state: ArticleState) -> None:
    judgement = judge_failure(failure(FailureKind.STATUS, status))
    assert judgement is not None
    assert judgement.state is state
    assert "seen from: direct" in judgement.reason


@pytest.mark.parametrize("kind", [FailureKind.ROBOTS, FailureKind.DENIED, FailureKind.PROXY])
def test_our_own_choice_or_way_says_nothing_of_the_article(kind: FailureKind) -> None:
    assert judge_failure(failure(kind)) is None


def test_who_answers_elsewhere_and_not_here_is_blocked() -> None:
    judgement = judge_failure(failure(FailureKind.TIMEOUT), answer("tor"))
    assert judgement is not None
    assert judgement.state is ArticleState.BLOCKED
    assert "answers from tor" in judgement.reason


def test_who_answers_nowhere_is_unreachable() -> None:
    judgement = judge_failure(failure(FailureKind.DNS), failure(FailureKind.DNS))
    assert judgement is not None
    assert judgement.state is ArticleState.UNREACHABLE


@pytest.mark.parametrize(
    ("page", "state"),
    [
        (Extraction(kind=PageKind.ARTICLE, title=FIRST.title, text=FIRST.text), "live"),
        (Extraction(kind=PageKind.ARTICLE, title="Другая", text=FIRST.text), "changed"),
        (Extraction(kind=PageKind.LISTING), "removed"),
        (Extraction(kind=PageKind.ERROR, reason="not found"), "removed"),
        (Extraction(kind=PageKind.EMPTY), "unreachable"),
    ],
)
def test_a_page_tells_how_an_article_stands(page: Extraction, state: str) -> None:
    assert judge_page(page, FIRST).state == state


def test_white_space_is_no_change() -> None:
    spaced = ArticleWords(title=" Новость ", text="Первый  абзац.\nВторой абзац.")
    assert changes(FIRST, spaced) == ()
    assert changes(FIRST, ArticleWords(title="Иначе", text="Иначе")) == ("headline", "text")


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (failure(FailureKind.DNS), True),
        (failure(FailureKind.TIMEOUT), True),
        (failure(FailureKind.STATUS, 502), True),
        (failure(FailureKind.ROBOTS, 503), True),
        (failure(FailureKind.ROBOTS), False),
        (failure(FailureKind.STATUS, 404), False),
        (failure(FailureKind.BOMB), False),
    ],
)
def test_only_silence_and_errors_of_the_server_are_absence(
    found: FetchFailure,
    *,
    expected: bool,
) -> None:
    assert is_absence(found) is expected


def test_one_failure_is_no_outage_and_an_answer_is_none() -> None:
    assert is_down(answered=0, absent_in_a_row=2)
    assert not is_down(answered=0, absent_in_a_row=1)
    assert not is_down(answered=1, absent_in_a_row=9)


def came(count: int, silent: timedelta, span: timedelta = timedelta(days=28)) -> Yield:
    """So many within a span, and then silence."""
    last = NOW - silent
    return Yield(count=count, since=last - span, last=last)


def test_a_source_that_gave_ten_a_day_is_quiet_after_a_day_of_silence() -> None:
    assert came(280, timedelta(days=1)).is_quiet(NOW)
    assert not came(280, timedelta(hours=12)).is_quiet(NOW)


def test_a_source_stays_quiet_however_long_its_silence_lasts() -> None:
    for days in (2, 20, 29, 400):
        assert came(280, timedelta(days=days)).is_quiet(NOW)


def test_a_source_that_gave_one_a_week_is_not_quiet_after_a_week() -> None:
    assert not came(4, timedelta(days=10)).is_quiet(NOW)
    assert came(4, timedelta(days=200)).is_quiet(NOW)


def test_the_fewer_came_the_longer_a_silence_must_be_to_say_something() -> None:
    # One a day each, known from three of them and from twenty-eight.
    few, many = came(3, timedelta(days=9), timedelta(days=3)), came(28, timedelta(days=9))
    assert not few.is_quiet(NOW)
    assert many.is_quiet(NOW)


def test_a_source_of_which_nothing_ever_came_is_quiet_after_four_weeks() -> None:
    for days, is_quiet in ((27, False), (28, True)):
        nothing = Yield(count=0, since=NOW - timedelta(days=days), last=None)
        assert nothing.is_quiet(NOW) == is_quiet
        assert nothing.expected(NOW) is None


def test_the_yield_of_a_new_source_is_not_known_yet() -> None:
    young = Yield(count=50, since=NOW - timedelta(days=2), last=NOW)
    assert young.per_day(NOW) is None
    assert not young.is_quiet(NOW)


def test_yield_is_counted_a_day_and_what_should_have_come_since() -> None:
    assert came(56, timedelta(hours=1)).per_day(NOW) == 2
    assert came(56, timedelta(days=3)).expected(NOW) == 6
