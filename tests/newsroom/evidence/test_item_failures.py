"""An error that nobody foresaw stays with the one page, article or job that it befell."""

import errno
import logging
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import DataError, OperationalError

from dalel.domain.errors import ArchiveError, SelectorError
from dalel.domain.retry_policy import MOST_ATTEMPTS
from dalel.domain.source import AddressKind
from dalel.domain.states import FindingState
from dalel.newsroom.evidence.actions import articles, extract, findings, recapture, upkeep
from dalel.newsroom.evidence.actions import collect as collecting
from dalel.newsroom.evidence.actions import fetch as fetching
from dalel.newsroom.evidence.actions.archive import answer_from
from dalel.newsroom.evidence.actions.upkeep import Care
from dalel.newsroom.evidence.models import ArticleRow, CaptureRow, FindingRow
from dalel.newsroom.frame.item_failure import ItemWork, is_of_everybody
from dalel.newsroom.sources.models import AddressRow
from dalel.newsroom.worker.actions import passes
from dalel.newsroom.worker.actions.passes import run_once
from dalel.pack import Pack
from dalel.steps.collect import COLLECTORS, feed
from small_press import HILL, LAKE, START, SmallPress, small_press
from small_press import feed as feed_of

pytestmark = pytest.mark.django_db
_ODD = "unexpected: KeyError: 'odd'"
Patch = pytest.MonkeyPatch


@pytest.fixture
def press(tiny_pack: Pack, tmp_path: Path) -> Iterator[SmallPress]:
    with small_press(tiny_pack, tmp_path) as opened:
        yield opened


#: What reads an answer, in this process and in those that it asks.
_READING = "dalel.newsroom.evidence.actions.extract._read_answer"


def at_the_lake(work: Callable[..., Any]) -> Callable[..., Any]:
    """The same work, that stumbles wherever the lake is spoken of."""

    def stumbling(*given: Any, **named: Any) -> Any:
        if LAKE in repr(given[:2]):
            raise KeyError("odd")
        return work(*given, **named)

    return stumbling


def the_hill_has_all() -> None:
    assert ArticleRow.objects.filter(source__key="hill").count() == 1
    assert CaptureRow.objects.filter(url=f"http://{HILL}/one").count() == 1


@pytest.mark.parametrize("year", ["99999999999999999999", "123456"])
def test_a_date_that_no_calendar_has_ends_no_pass(press: SmallPress, year: str) -> None:
    dated = f"<pubDate>Mon, 1 Jan {year} 10:00:00 +0500</pubDate></item>"
    press.pages[f"{LAKE}/rss"] = feed_of(f"http://{LAKE}/one").replace("</item>", dated)
    press.run()
    assert ArticleRow.objects.count() == 2
    assert FindingRow.objects.get(source__key="lake").published is None


def test_a_collector_that_stumbles_costs_one_address_its_turn(
    press: SmallPress, monkeypatch: Patch, caplog: pytest.LogCaptureFixture
) -> None:
    async def collect(watch: Any, fetch: Any) -> Any:
        if watch.source.host == LAKE:
            raise KeyError("odd")
        return await feed.collect(watch, fetch)

    monkeypatch.setitem(COLLECTORS, AddressKind.FEED, collect)
    press.run()
    the_hill_has_all()
    row = AddressRow.objects.get(source__key="lake")
    assert (row.error, row.attempts, row.lease_until) == (_ODD, 1, None)
    assert row.next_at is not None
    (told,) = [one for one in caplog.records if one.levelno == logging.ERROR]
    assert told.getMessage() == f"Looking at http://{LAKE}/rss: {_ODD}"
    assert told.exc_info is not None


def test_after_so_many_failures_the_item_rests(press: SmallPress, monkeypatch: Patch) -> None:
    monkeypatch.setattr(_READING, at_the_lake(extract._read_answer))  # noqa: SLF001
    for _ in range(MOST_ATTEMPTS + 1):
        press.run()
        press.now += timedelta(hours=13)
    row = FindingRow.objects.get(source__key="lake")
    assert (row.state, row.error, row.next_at) == (FindingState.NEW, _ODD, None)
    assert row.attempts == MOST_ATTEMPTS
    the_hill_has_all()


def test_what_cannot_be_prepared_costs_one_address_its_turn(
    press: SmallPress, monkeypatch: Patch
) -> None:
    known = findings.known

    def stumble(source: Any, rules: Any) -> Any:
        if source.key == "lake":
            raise KeyError("odd")
        return known(source, rules)

    monkeypatch.setattr(findings, "known", stumble)
    press.run()
    assert AddressRow.objects.get(source__key="lake").error == _ODD
    the_hill_has_all()


def test_what_was_half_written_of_a_look_is_taken_back_and_its_evidence_stays(
    press: SmallPress, monkeypatch: Patch
) -> None:
    monkeypatch.setattr(collecting, "_flaw", at_the_lake(collecting._flaw))  # noqa: SLF001
    press.run()
    row = AddressRow.objects.get(source__key="lake")
    assert (row.error, row.looks, row.attempts) == (_ODD, 0, 1)
    assert not FindingRow.objects.filter(source__key="lake").exists()
    assert CaptureRow.objects.filter(url=row.url).count() == 1
    the_hill_has_all()


def test_a_page_that_cannot_be_read_is_evidence_and_read_again_later(
    press: SmallPress, monkeypatch: Patch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(_READING, at_the_lake(extract._read_answer))  # noqa: SLF001
        press.run()
    row = FindingRow.objects.get(source__key="lake")
    assert (row.state, row.error, row.attempts) == (FindingState.NEW, _ODD, 1)
    assert CaptureRow.objects.filter(url=row.url).count() == 1
    the_hill_has_all()
    press.now += timedelta(hours=1)
    press.run()
    assert ArticleRow.objects.filter(source__key="lake").count() == 1
    assert press.asked.count(f"{LAKE}/one") == 1


def test_what_was_half_written_of_a_page_is_taken_back(
    press: SmallPress, monkeypatch: Patch
) -> None:
    monkeypatch.setattr(findings, "fetched", at_the_lake(findings.fetched))
    press.run()
    assert FindingRow.objects.get(source__key="lake").error == _ODD
    assert not ArticleRow.objects.filter(source__key="lake").exists()
    the_hill_has_all()


@pytest.mark.parametrize("where", ["read_answer", "_write_answer", "unless_denied"])
def test_a_page_that_cannot_be_looked_at_again_keeps_what_it_was(
    press: SmallPress, monkeypatch: Patch, where: str
) -> None:
    press.run()
    articles.watch(ArticleRow.objects.all(), "a story")
    press.now = START + timedelta(hours=2)
    monkeypatch.setattr(recapture, where, at_the_lake(getattr(recapture, where)))
    press.run()
    lake, hill = (ArticleRow.objects.get(source__key=key) for key in ("lake", "hill"))
    assert (lake.error, lake.recaptures, lake.attempts) == (_ODD, 0, 1)
    assert (hill.error, hill.recaptures) == ("", 1)
    assert lake.versions.count() == 1


def test_what_lies_damaged_in_the_archive_costs_one_page_its_turn(
    press: SmallPress, monkeypatch: Patch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(_READING, at_the_lake(extract._read_answer))  # noqa: SLF001
        press.run()
    press.now += timedelta(hours=1)
    monkeypatch.setattr(
        "dalel.newsroom.evidence.actions.fetch.answer_from", at_the_lake(answer_from)
    )
    press.run()
    row = FindingRow.objects.get(source__key="lake")
    assert (row.error, row.attempts) == (_ODD, 2)


def test_errors_of_ours_that_nobody_caught_are_the_items_too(
    press: SmallPress, monkeypatch: Patch, caplog: pytest.LogCaptureFixture
) -> None:
    def stumble(*_: Any, **named: Any) -> Any:
        raise SelectorError("p >>> is no selector")

    monkeypatch.setattr(_READING, stumble)
    press.run()
    errors = set(FindingRow.objects.values_list("error", flat=True))
    assert errors == {"p >>> is no selector"}
    assert not any(one.exc_info for one in caplog.records)


@pytest.mark.parametrize(
    "error",
    [
        OperationalError("database is locked"),
        OSError(errno.ENOSPC, "No space left on device"),
        ArchiveError("the chain is gone"),
        KeyboardInterrupt(),
    ],
)
def test_what_is_everybodys_ends_the_pass_loudly(
    press: SmallPress, monkeypatch: Patch, error: BaseException
) -> None:
    def stumble(*_: Any, **__: Any) -> Any:
        raise error

    monkeypatch.setattr(fetching, "read_answer", stumble)
    with pytest.raises(type(error)):
        press.run()


def test_a_value_that_the_database_refuses_is_its_items_alone() -> None:
    too_large = OperationalError()
    too_large.__cause__ = type("ProgramLimitExceeded", (Exception,), {"sqlstate": "54000"})()
    for error in (DataError(), too_large, OSError("no errno"), MemoryError(), RecursionError()):
        assert not is_of_everybody(error)


def test_a_reason_can_stand_in_a_row() -> None:
    with ItemWork("x") as work:
        raise ValueError("a\0b\ud800 \n c" + "d" * 5000)
    assert work.flaw.reason.startswith("unexpected: ValueError: ab cddd")
    assert len(work.flaw.reason) == 500
    with ItemWork("y") as fine:
        pass
    assert not fine.failed
    with pytest.raises(AssertionError):
        _ = fine.flaw


def test_signals_and_care_that_stumble_end_no_pass(press: SmallPress, monkeypatch: Patch) -> None:
    def stumble(*_: Any, **__: Any) -> Any:
        raise KeyError("odd")

    monkeypatch.setattr(passes, "signal", stumble)
    monkeypatch.setattr(upkeep, "seal_when_due", stumble)
    report = run_once(press.pack, press.reach(), press.vault, software="test", care=Care())
    assert report.cared.problems == [f"sealing: {_ODD}"]
    assert ArticleRow.objects.count() == 2
