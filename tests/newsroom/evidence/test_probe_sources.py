"""Are the addresses of all sources tried, others proposed, and nothing kept unless told?"""

import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from dalel.domain.source import Address, AddressKind, Grade, Unwatched
from dalel.newsroom.evidence.actions import probe_sources, try_source
from dalel.newsroom.evidence.actions.choose_sources import keep_mended
from dalel.newsroom.evidence.actions.probe_sources import ProbeResult, SourceProbe, probe_all
from dalel.newsroom.evidence.actions.try_source import CutOffError
from dalel.newsroom.evidence.models import ArticleRow, CaptureRow, FindingRow
from dalel.newsroom.evidence.queries.watched_addresses import decision
from dalel.newsroom.sources.models import AddressRow
from dalel.pack import Pack, load
from small_press import HILL, LAKE, START, SmallPress, feed, outlet, page, small_press

pytestmark = pytest.mark.django_db


@pytest.fixture
def press(tiny_pack: Pack, tmp_path: Path) -> Iterator[SmallPress]:
    with small_press(tiny_pack, tmp_path) as opened:
        yield opened


def probed(press: SmallPress) -> dict[str, SourceProbe]:
    heard: list[SourceProbe] = []
    found = probe_all(press.pack, press.reach(), heard.append)
    assert sorted(one.source.id for one in heard) == sorted(one.source.id for one in found)
    return {one.source.id: one for one in found}


def other(press: SmallPress, host: str, *addresses: tuple[str, Grade], **changes: object) -> None:
    listed = tuple(
        Address(url=f"http://{host}{path}", kind=AddressKind.FEED, grade=grade)
        for path, grade in addresses
    )
    source = replace(outlet(host), addresses=listed, **changes)  # type: ignore[arg-type]
    press.pack = replace(press.pack, sources=(*press.pack.sources, source))


def results(probe: SourceProbe) -> list[ProbeResult]:
    return [one.result for one in probe.probes]


def test_what_answers_what_is_gone_and_what_is_silent_are_told_apart(press: SmallPress) -> None:
    other(press, "well.test", ("/rss", Grade.UNVERIFIED_GUESS), ("/old", Grade.LISTED_IN_CODE))
    press.pages["well.test/rss"] = feed("http://well.test/one")
    press.down.add(HILL)
    found = probed(press)
    assert results(found["lake"]) == [ProbeResult.ANSWERS]
    assert results(found["hill"]) == [ProbeResult.UNDECIDED]
    assert results(found["well"]) == [ProbeResult.ANSWERS, ProbeResult.DEAD]
    mended = found["well"].mended(START, "direct")
    assert [one.grade for one in mended.addresses] == [Grade.PROBED_OK, Grade.PROBED_DEAD]
    assert mended.addresses[0].note == "answered direct, 2031-06-02"
    assert found["hill"].mended(START, "direct") == found["hill"].source


def test_nothing_is_kept_by_trying(press: SmallPress) -> None:
    probed(press)
    kept = (ArticleRow, FindingRow, CaptureRow, AddressRow)
    assert [rows.objects.count() for rows in kept] == [0, 0, 0, 0]


def test_a_page_in_the_place_of_a_feed_is_dead(press: SmallPress) -> None:
    other(press, "well.test", ("/rss", Grade.PROBED_OK))
    press.pages["well.test/rss"] = page("Главная")
    probe = probed(press)["well"]
    assert results(probe) == [ProbeResult.DEAD]
    assert probe.probes[0].said.startswith("unreadable")


def test_who_is_left_alone_is_not_asked(press: SmallPress) -> None:
    other(press, "well.test", ("/rss", Grade.PROBED_OK), unwatched=Unwatched.BY_HAND)
    assert "well" not in probed(press)
    assert not [place for place in press.asked if place.startswith("well.test")]


def test_being_cut_off_says_nothing_of_others(press: SmallPress) -> None:
    press.down |= {"near.test"}
    with pytest.raises(CutOffError):
        probed(press)


def test_one_source_that_breaks_does_not_stop_the_others(
    press: SmallPress, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked = try_source.look_at

    async def stumbles(source, *others):  # type: ignore[no-untyped-def]
        if source.id == "hill":
            raise RuntimeError("a fault of ours")
        return await looked(source, *others)

    monkeypatch.setattr(probe_sources, "look_at", stumbles)
    found = probed(press)
    assert found["hill"].flaw
    assert results(found["lake"]) == [ProbeResult.ANSWERS]


def test_only_when_told_is_it_kept_and_then_it_is_read(
    press: SmallPress, tiny_pack: Pack, tmp_path: Path
) -> None:
    folder, file = tmp_path / "pack", tmp_path / "home" / "sources.json"
    shutil.copytree(tiny_pack.folder, folder)
    source = replace(
        tiny_pack.sources[0],
        host=LAKE,
        aliases=(),
        addresses=(
            Address(url=f"http://{LAKE}/rss", kind=AddressKind.FEED, grade=Grade.UNVERIFIED_GUESS),
        ),
    )
    press.pack = replace(press.pack, sources=(source,))
    mended = probed(press)[source.id].mended(START, "direct")
    keep_mended([mended], folder, file, START)
    assert [entry["id"] for entry in json.loads(file.read_text("utf-8"))] == [source.id]
    whole = load(folder, file)
    (now,) = [one for one in whole.sources if one.id == source.id]
    assert decision(now, whole).addresses[0].grade is Grade.PROBED_OK
    keep_mended([replace(mended, note="twice")], folder, file, START)
    assert [entry["note"] for entry in json.loads(file.read_text("utf-8"))] == ["twice"]


def test_a_replacement_is_found_and_opens_the_source(press: SmallPress) -> None:
    place = Address(url="http://well.test/new", kind=AddressKind.FEED, grade=Grade.PROBED_OK)
    other(press, "well.test", unwatched=Unwatched.NO_ADDRESS)
    probe = replace(probed(press)["well"], proposed=(place,))
    mended = probe.mended(START, "abroad")
    assert (mended.unwatched, mended.addresses[0].note) == (None, "found abroad, 2031-06-02")
