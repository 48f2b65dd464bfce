"""Is evidence sealed, confirmed, shipped and copied when it is due, and what if it cannot be?"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from threading import Event

import pytest

from dalel.domain.errors import ArchiveError, StorageError
from dalel.newsroom.evidence.actions import upkeep as caring
from dalel.newsroom.evidence.actions import withhold
from dalel.newsroom.evidence.actions.archive import Keeping
from dalel.newsroom.evidence.actions.seal import last_seal
from dalel.newsroom.evidence.actions.upkeep import REST, Care, Cared
from dalel.newsroom.evidence.actions.verification import verify_all
from dalel.newsroom.evidence.models import ArticleRow
from dalel.newsroom.evidence.queries import exhibits
from dalel.newsroom.worker.actions.passes import PassReport, run_once
from dalel.newsroom.worker.actions.work import work
from dalel.pack import Pack
from dalel.steps.archive.vault import Vault
from dalel.steps.archive.withheld_bodies import withhold as bury
from small_press import HILL, LAKE, START, SmallPress, feed, page, small_press
from time_authority import Authority as OpenSslAuthority
from time_authority import answering

pytestmark = pytest.mark.django_db
ONE = f"http://{LAKE}/one"
DAY = timedelta(days=1)
WHY = withhold.Cause(reason="checked", by="the editor", time=START)


@pytest.fixture
def press(tiny_pack: Pack, tmp_path: Path) -> Iterator[SmallPress]:
    with small_press(tiny_pack, tmp_path) as opened:
        yield opened


@pytest.fixture(scope="module")
def openssl(tmp_path_factory: pytest.TempPathFactory) -> OpenSslAuthority:
    return OpenSslAuthority(tmp_path_factory.mktemp("authority") / "tsa")


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
        care = Care(authorities=[url], roots=[openssl.root])
        first = cared(press, care)
        assert (bool(first.seal), first.stamped, first.problems) == (True, 1, [])
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
        care = Care(authorities=[url], roots=[openssl.root])
        first = cared(press, care)
        assert (bool(first.seal), first.stamped) == (True, 0)
        assert first.problems == [f"timestamp by {url}: {url} answers 503"]
        assert cared(press, care) == Cared()
    with answering(openssl) as url:
        care.authorities = [url]
        press.now += REST
        assert cared(press, care) == Cared(stamped=1)
    assert verify_all(press.vault, roots=[openssl.root]).sound


def test_an_answer_that_leads_to_an_unknown_root_is_kept_and_proves_nothing(
    press: SmallPress, openssl: OpenSslAuthority, tmp_path: Path
) -> None:
    stranger = OpenSslAuthority(tmp_path / "stranger")
    with answering(openssl) as url:
        care = Care(authorities=[url], roots=[stranger.root])
        [problem] = cared(press, care).problems
        assert "is kept, and not proved" in problem
        press.now += REST
        assert cared(press, care) == Cared()
    report = verify_all(press.vault, roots=[stranger.root])
    assert [one.proved for one in report.stamps] == [False]
    assert report.sound
    assert report.proof.until is None


def test_one_authority_that_fails_does_not_keep_the_other(
    press: SmallPress, openssl: OpenSslAuthority
) -> None:
    with answering(openssl, status=500) as failing, answering(openssl) as url:
        done = cared(press, Care(authorities=[failing, url], roots=[openssl.root]))
    assert done.stamped == 1
    assert done.problems == [f"timestamp by {failing}: {failing} answers 500"]
    assert [one.authority for one in verify_all(press.vault).stamps] == [url]


def test_each_authority_s_answer_is_kept(press: SmallPress, openssl: OpenSslAuthority) -> None:
    with answering(openssl) as one, answering(openssl) as other:
        assert cared(press, Care(authorities=[one, other], roots=[openssl.root])).stamped == 2
        assert cared(press, Care(authorities=[one, other], roots=[openssl.root])) == Cared()
    assert len(verify_all(press.vault, roots=[openssl.root]).stamps) == 2


def test_a_seal_is_shown_to_others_and_what_keeps_it_in_is_told(press: SmallPress) -> None:
    shown: list[str] = []

    def show(_vault: Vault, link: str) -> bool:
        shown.append(link)
        if len(shown) == 1:
            raise ArchiveError("the disk is full")
        return len(shown) == 2

    care = Care(show_seals=show)
    first = cared(press, care)
    assert first.problems == ["seals on the site: the disk is full"]
    assert not first.shown
    assert cared(press, care) == Cared()
    press.now += REST
    assert cared(press, care) == Cared(shown=True)
    assert cared(press, care) == Cared()
    assert set(shown) == {first.seal}


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
        exhibits.of_address(f"https://{LAKE}/one")[0].capture,
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


def test_a_worker_that_is_to_stop_begins_no_page_and_leaves_the_rest_to_the_next_pass(
    press: SmallPress,
) -> None:
    stop, reports = Event(), list[PassReport]()
    work(
        press.pack,
        press.reach(),
        press.vault,
        software="test",
        stop=stop,
        reported=reports.append,
        judges=stop.set,
    )
    [report] = reports
    assert not sum(tally.looks + tally.captures for tally in report.sources.values())
    assert not report.cared.seal


def test_a_worker_that_goes_on_and_on_cares_too(press: SmallPress) -> None:
    stop, reports = Event(), list[PassReport]()

    def reported(report: PassReport) -> None:
        reports.append(report)
        stop.set()

    work(press.pack, press.reach(), press.vault, software="test", stop=stop, reported=reported)
    assert len(reports[0].cared.seal) == 64
