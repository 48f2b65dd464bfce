"""Is evidence sealed, confirmed, shipped and copied when it is due, and what if it cannot be?"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from threading import Event

import pytest

from cited import cite
from dalel.domain.errors import StorageError
from dalel.domain.evidence import EvidenceClass
from dalel.flow import caring, copying, withholding
from dalel.flow.caring import REST, Care, Cared
from dalel.flow.keeping import Keeping
from dalel.flow.running import PassReport, run_once
from dalel.flow.sealing import Authority, last_seal
from dalel.flow.verifying import verify_all
from dalel.flow.working import work
from dalel.outside.services import ServiceError
from dalel.pack import Pack
from dalel.steps.archive.vault import Vault
from dalel.steps.archive.withholding import withhold as bury
from dalel.store import evidence, outside_copies
from dalel.store.models import ArticleRow, CaptureRow, IncidentRow, OutsideCopyRow
from outside_archive import OutsideArchive, outside_archive
from small_press import HILL, LAKE, START, SmallPress, feed, page, small_press
from time_authority import Authority as OpenSslAuthority
from time_authority import answering

pytestmark = pytest.mark.django_db
ONE = f"http://{LAKE}/one"
DAY = timedelta(days=1)
WHY = withholding.Reason(reason="checked", by="the editor", time=START)


@pytest.fixture
def press(tiny_pack: Pack, tmp_path: Path) -> Iterator[SmallPress]:
    with small_press(tiny_pack, tmp_path) as opened:
        yield opened


@pytest.fixture(scope="module")
def openssl(tmp_path_factory: pytest.TempPathFactory) -> OpenSslAuthority:
    return OpenSslAuthority(tmp_path_factory.mktemp("authority") / "tsa")


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


def test_what_was_kept_is_sealed_once_a_day(press: SmallPress) -> None:
    care = Care()
    first = cared(press, care)
    assert len(first.seal) == 64
    assert cared(press, care) == Cared()
    press.now = START + DAY + timedelta(minutes=1)
    assert cared(press, care) == Cared()
    press.pages[f"{LAKE}/rss"] = feed(f"http://{LAKE}/two")
    press.pages[f"{LAKE}/two"] = page("Вторая новость")
    assert cared(press, care).seal != first.seal
    assert verify_all(press.vault).seals == 2


def test_where_nothing_was_kept_there_is_nothing_to_seal(press: SmallPress) -> None:
    press.pages.clear()
    press.down = {LAKE, HILL}
    assert cared(press, Care()) == Cared()
    assert last_seal(press.vault) is None


def test_cut_off_nobody_is_asked_for_anything(press: SmallPress) -> None:
    press.down = {"near.test"}
    press.vault = replace(press.vault, url="nowhere://x")
    assert cared(press, Care()) == Cared()


def test_an_authority_confirms_each_seal_once(press: SmallPress, openssl: OpenSslAuthority) -> None:
    with answering(openssl) as url:
        care = Care(authority=Authority(url=url, roots=(openssl.root,)))
        first = cared(press, care)
        assert (bool(first.seal), first.stamped, first.problems) == (True, True, [])
        assert cared(press, care) == Cared()
    report = verify_all(press.vault, roots=[openssl.root])
    assert report.sound
    assert [(one.seal, one.authority, one.proved) for one in report.stamps] == [
        (first.seal, url, True)
    ]


def test_an_authority_that_does_not_answer_is_asked_again_later(
    press: SmallPress, openssl: OpenSslAuthority
) -> None:
    with answering(openssl, status=503) as url:
        care = Care(authority=Authority(url=url, roots=(openssl.root,)))
        first = cared(press, care)
        assert (bool(first.seal), first.stamped) == (True, False)
        assert first.problems == [f"timestamp: {url} answers 503"]
        assert cared(press, care) == Cared()
    with answering(openssl) as url:
        care.authority = Authority(url=url, roots=(openssl.root,))
        press.now += REST
        assert cared(press, care) == Cared(stamped=True)
    assert verify_all(press.vault, roots=[openssl.root]).sound


def test_an_answer_that_leads_to_another_root_is_not_kept(
    press: SmallPress, openssl: OpenSslAuthority, tmp_path: Path
) -> None:
    stranger = OpenSslAuthority(tmp_path / "stranger")
    with answering(openssl) as url:
        care = Care(authority=Authority(url=url, roots=(stranger.root,)))
        [problem] = cared(press, care).problems
    assert problem.startswith("timestamp: the timestamp does not hold")
    assert verify_all(press.vault).stamps == ()


def test_files_are_shipped_when_they_are_a_day_old(press: SmallPress, tmp_path: Path) -> None:
    press.vault = replace(press.vault, url=f"memory://{tmp_path.name}")
    care = Care()
    assert cared(press, care).shipped == 0
    press.now = START + DAY + timedelta(hours=1)
    assert cared(press, care).shipped == 1
    assert list(press.vault.warcs.iterdir()) == []
    assert len(press.vault.shipped_files()) == 1
    assert verify_all(press.vault).sound


def test_what_was_decided_is_told_to_the_address_even_when_it_was_missed(
    press: SmallPress, tmp_path: Path
) -> None:
    care = Care()
    cared(press, care)
    bury(
        press.vault,
        evidence.of_address(f"https://{LAKE}/one")[0].capture,
        reason="court order",
        by="the publisher",
        time=START,
    )
    press.vault = replace(press.vault, url=f"memory://{tmp_path.name}")
    cared(press, care)
    assert [name for name, _ in press.vault.shipped_lines()] == ["desk-001.jsonl"]


def test_a_place_that_cannot_be_reached_stops_no_pass_and_is_left_alone_for_a_while(
    press: SmallPress, monkeypatch: pytest.MonkeyPatch
) -> None:
    press.vault = replace(press.vault, url="memory://x")
    tries = []

    def unreachable(_vault: Vault) -> Iterator[str]:
        tries.append(press.now)
        raise StorageError("memory://x: no way")

    monkeypatch.setattr(caring, "ship_closed", unreachable)
    care = Care()
    assert cared(press, care).problems == ["shipping: memory://x: no way"]
    assert cared(press, care).problems == []
    press.now += REST
    assert len(cared(press, care).problems) == 1
    assert len(tries) == 2
    assert ArticleRow.objects.count() == 2


def test_only_one_process_cares_at_a_time(press: SmallPress) -> None:
    cared(press, Care())
    with press.vault.cared_for() as mine, press.vault.cared_for() as also_mine:
        assert (mine, also_mine) == (True, False)
        with Keeping(press.vault, software="test") as keeping:
            assert Care().look_after(keeping, press.now + 2 * DAY) == Cared()


def test_a_worker_that_goes_on_and_on_cares_too(press: SmallPress) -> None:
    stop, reports = Event(), list[PassReport]()

    def reported(report: PassReport) -> None:
        reports.append(report)
        stop.set()

    work(press.pack, press.reach(), press.vault, software="test", stop=stop, reported=reported)
    assert len(reports[0].cared.seal) == 64


def put(press: SmallPress, what: str, evidence_class: EvidenceClass) -> None:
    withholding.put_in_class(what, evidence_class, press.vault, press.pack.addresses, WHY)


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
            withholding.withhold(ONE, press.vault, press.pack.addresses, WHY)
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
    assert copying.copy_outside(archive.account, "one", now).asked == copying.A_MINUTE
    assert copying.copy_outside(archive.account, "two", now).asked == 0
    later = now + timedelta(minutes=1)
    assert copying.copy_outside(archive.account, "two", later).asked == 3
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

    monkeypatch.setattr(copying, "ask_service", nobody)
    care = Care(account=archive.account)
    cared(press, care)
    cite(ONE, state="published")
    put(press, ONE, EvidenceClass.PUBLIC)
    assert cared(press, care) == Cared(problems=["copies: no way"])
