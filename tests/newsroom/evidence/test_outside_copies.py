"""Is an outside archive told only of what is public, slowly, and is its copy noted?"""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from archive_today_site import archive_today_site
from cited import cite
from dalel.domain.evidence import EvidenceClass
from dalel.domain.evidence import OutsideArchive as OutsideArchiveName
from dalel.newsroom.evidence.actions import copy_outside, outside_copies, withhold
from dalel.newsroom.evidence.actions.upkeep import REST, Care, Cared
from dalel.newsroom.evidence.models import CaptureRow, OutsideCopyRow
from dalel.newsroom.incidents.models import IncidentRow
from dalel.newsroom.worker.actions.passes import run_once
from dalel.outside.services import ServiceError
from dalel.pack import Pack
from outside_archive import OutsideArchive, outside_archive
from small_press import LAKE, START, SmallPress, feed, page, small_press

pytestmark = pytest.mark.django_db
ONE = f"http://{LAKE}/one"
DAY = timedelta(days=1)
WHY = withhold.Cause(reason="checked", by="the editor", time=START)


@pytest.fixture
def press(tiny_pack: Pack, tmp_path: Path) -> Iterator[SmallPress]:
    with small_press(tiny_pack, tmp_path) as opened:
        yield opened


@pytest.fixture(scope="module")
def running() -> Iterator[OutsideArchive]:
    with outside_archive() as archive:
        yield archive


@pytest.fixture
def archive(running: OutsideArchive) -> OutsideArchive:
    running.asked.clear()
    running.jobs.clear()
    running.is_slow = False
    return running


def cared(press: SmallPress, care: Care) -> Cared:
    """One pass, and what was done for the evidence afterwards."""
    report = run_once(press.pack, press.reach(), press.vault, software="test", care=care)
    press.now += timedelta(minutes=1)
    return report.cared


def put(press: SmallPress, what: str, evidence_class: EvidenceClass) -> None:
    withhold.put_in_class(what, evidence_class, press.vault, press.pack.addresses, WHY)


def asked(archive: OutsideArchive) -> list[str]:
    return [one.split()[1] for one in archive.asked if one.startswith("/save ")]


def test_what_is_public_and_published_is_copied_and_its_copy_noted(
    press: SmallPress, archive: OutsideArchive
) -> None:
    care = Care(account=archive.account)
    cared(press, care)
    cite(ONE, state="published")
    put(press, ONE, EvidenceClass.PUBLIC)
    assert cared(press, care) == Cared(asked=1)
    assert asked(archive) == [ONE]
    assert cared(press, care) == Cared()
    press.now += timedelta(minutes=3)
    assert cared(press, care) == Cared(copied=1)
    copy = f"{archive.account.service}/web/20260131093015/{ONE}"
    assert [one.address for one in outside_copies.copies()] == [copy]
    assert outside_copies.of_addresses([f"https://{LAKE}/one"]) == (copy,)
    press.now += DAY
    assert cared(press, care).asked == 0
    assert asked(archive) == [ONE]


@pytest.mark.parametrize("barrier", ["unpublished", "newsroom", "sealed", "one sealed", "withheld"])
def test_nothing_else_is_ever_told(
    press: SmallPress, archive: OutsideArchive, barrier: str
) -> None:
    care = Care(account=archive.account)
    cared(press, care)
    number = cite(ONE, state="published")
    put(press, ONE, EvidenceClass.PUBLIC)
    # It may be told now, and is on the list; what comes then must be seen before it is asked for.
    outside_copies.enlist(press.now)
    match barrier:
        case "unpublished":
            IncidentRow.objects.filter(number=number).update(state="withdrawn")
        case "newsroom" | "sealed":
            put(press, ONE, EvidenceClass(barrier))
        case "one sealed":
            put(press, CaptureRow.objects.get(url=ONE).link, EvidenceClass.SEALED)
        case _:
            withhold.withhold(ONE, press.vault, press.pack.addresses, WHY)
    assert cared(press, care) == Cared()
    assert archive.asked == []
    assert not OutsideCopyRow.objects.exists()


def test_it_goes_slowly_whoever_asks(press: SmallPress, archive: OutsideArchive) -> None:
    addresses = [f"http://{LAKE}/{number}" for number in range(7)]
    press.pages[f"{LAKE}/rss"] = feed(*addresses)
    for address in addresses:
        press.pages[address.removeprefix("http://")] = page(f"Новость {address}")
    cared(press, Care())
    cite(*addresses, state="published")
    for address in addresses:
        put(press, address, EvidenceClass.PUBLIC)
    now = press.now
    assert copy_outside.copy_outside(archive.account, "one", now).asked == copy_outside.A_MINUTE
    assert copy_outside.copy_outside(archive.account, "two", now).asked == 0
    later = now + timedelta(minutes=1)
    assert copy_outside.copy_outside(archive.account, "two", later).asked == 3
    assert len(set(asked(archive))) == 7


def test_a_copy_that_is_refused_is_not_asked_for_again(
    press: SmallPress, archive: OutsideArchive
) -> None:
    address = f"http://{LAKE}/refused"
    press.pages[f"{LAKE}/rss"] = feed(address)
    press.pages[f"{LAKE}/refused"] = page("Новость")
    care = Care(account=archive.account)
    cared(press, care)
    cite(address, state="published")
    put(press, address, EvidenceClass.PUBLIC)
    cared(press, care)
    [copy] = outside_copies.copies()
    assert (copy.address, copy.problem) == ("", "refused: blocked")
    press.now += 2 * DAY
    cared(press, care)
    assert asked(archive) == [address]


@pytest.mark.parametrize(("word", "tries"), [("busy", 1), ("forbidden", 0)])
def test_a_service_that_will_not_now_is_asked_later_and_told_of(
    press: SmallPress, archive: OutsideArchive, word: str, tries: int
) -> None:
    addresses = [f"http://{LAKE}/{word}", f"http://{LAKE}/{word}-2"]
    press.pages[f"{LAKE}/rss"] = feed(*addresses)
    for address in addresses:
        press.pages[address.removeprefix("http://")] = page(f"Новость {address}")
    care = Care(account=archive.account)
    cared(press, care)
    cite(*addresses, state="published")
    for address in addresses:
        put(press, address, EvidenceClass.PUBLIC)
    done = cared(press, care)
    assert (done.asked, len(done.problems)) == (0, 1)
    assert len(asked(archive)) == 1
    assert sorted(OutsideCopyRow.objects.values_list("attempts", flat=True)) == [0, tries]
    assert cared(press, care) == Cared()
    press.now += REST
    cared(press, care)
    assert len(asked(archive)) == 2


def test_a_copy_that_takes_long_is_looked_up_again(
    press: SmallPress, archive: OutsideArchive
) -> None:
    care = Care(account=archive.account)
    cared(press, care)
    cite(ONE, state="published")
    put(press, ONE, EvidenceClass.PUBLIC)
    archive.is_slow = True
    cared(press, care)
    press.now += timedelta(minutes=5)
    assert cared(press, care) == Cared()
    archive.is_slow = False
    press.now += timedelta(hours=1)
    assert cared(press, care) == Cared(copied=1)
    assert asked(archive) == [ONE]


def test_an_archive_that_is_not_there_is_told_of(
    press: SmallPress, monkeypatch: pytest.MonkeyPatch, archive: OutsideArchive
) -> None:
    async def nobody(*_: object, **__: object) -> tuple[int, bytes]:
        raise ServiceError("no way")

    monkeypatch.setattr(copy_outside, "ask_service", nobody)
    care = Care(account=archive.account)
    cared(press, care)
    cite(ONE, state="published")
    put(press, ONE, EvidenceClass.PUBLIC)
    assert cared(press, care) == Cared(problems=["copies: no way"])


def test_a_copy_that_stumbles_waits_and_the_others_are_asked_for(
    press: SmallPress, archive: OutsideArchive, monkeypatch: pytest.MonkeyPatch
) -> None:
    two = f"http://{LAKE}/two"
    press.pages[f"{LAKE}/rss"] = feed(ONE, two)
    press.pages[f"{LAKE}/two"] = page("Вторая новость")
    care = Care(account=archive.account)
    cared(press, care)
    for url in (ONE, two):
        cite(url, state="published")
        put(press, url, EvidenceClass.PUBLIC)
    standing = outside_copies.standing

    def stumble(row: OutsideCopyRow) -> tuple[EvidenceClass, bool]:
        if row.url == ONE:
            raise KeyError("odd")
        return standing(row)

    monkeypatch.setattr(outside_copies, "standing", stumble)
    assert cared(press, care) == Cared(asked=1)
    assert asked(archive) == [two]
    row = OutsideCopyRow.objects.get(url=ONE)
    assert (row.error, row.attempts) == ("unexpected: KeyError: 'odd'", 1)


def test_archive_today_copies_the_same_one_at_a_time_beside_the_other(
    press: SmallPress, archive: OutsideArchive
) -> None:
    two = f"http://{LAKE}/two"
    press.pages[f"{LAKE}/rss"] = feed(ONE, two)
    press.pages[f"{LAKE}/two"] = page("Вторая новость")
    with archive_today_site() as site:
        care = Care(account=archive.account, archive_today=site.service)
        cared(press, care)
        assert site.asked == []
        for url in (ONE, two):
            cite(url, state="published")
            put(press, url, EvidenceClass.PUBLIC)
        assert cared(press, care) == Cared(asked=3)
        press.now += timedelta(minutes=3)
        assert cared(press, care) == Cared(asked=1, copied=3)
        assert sorted(site.asked) == [f"w0rd+/= {ONE}", f"w0rd+/= {two}"]
        assert outside_copies.of_addresses([f"https://{LAKE}/one"]) == (
            f"{archive.account.service}/web/20260131093015/{ONE}",
            f"{site.service}/AbCdE",
        )


def test_a_captcha_rests_and_nothing_sealed_is_told_to_archive_today(press: SmallPress) -> None:
    address = f"http://{LAKE}/captcha"
    press.pages[f"{LAKE}/rss"] = feed(address, ONE)
    press.pages[f"{LAKE}/captcha"] = page("Новость")
    with archive_today_site() as site:
        care = Care(archive_today=site.service)
        cared(press, care)
        cite(address, state="published")
        number = cite(ONE, state="published")
        for url in (address, ONE):
            put(press, url, EvidenceClass.PUBLIC)
        outside_copies.enlist(press.now, OutsideArchiveName.TODAY)
        put(press, ONE, EvidenceClass.SEALED)
        IncidentRow.objects.filter(number=number).update(state="withdrawn")
        problems: list[str] = []
        for _ in range(3):
            press.now += timedelta(minutes=1)
            problems += cared(press, care).problems
        assert len(problems) == 1
        assert "captcha" in problems[0]
        assert cared(press, care) == Cared()
        assert site.asked == [f"w0rd+/= {address}"]
