"""Is every source either read at an address or left alone for a reason?"""

import re
from dataclasses import replace

import pytest

from dalel.domain.addresses import host_of
from dalel.domain.source import Address, AddressKind, Grade, Source, Unwatched
from dalel.newsroom.evidence.queries.watched_addresses import decision, decisions
from dalel.pack import Pack
from dalel.pack.own_roots import OwnRoot
from small_press import outlet


def address(kind: AddressKind, grade: Grade, url: str = "https://lake.test/x") -> Address:
    return Address(url=url, kind=kind, grade=grade, language="ru")


def watched(*addresses: Address, **changes: object) -> Source:
    return replace(outlet("lake.test"), addresses=addresses, **changes)  # type: ignore[arg-type]


def test_nobody_of_the_real_pack_is_without_decision(kz_pack: Pack) -> None:
    assert [one.source.id for one in decisions(kz_pack) if one.is_open] == []


def test_at_least_fifty_channels_are_read_and_none_that_was_guessed(kz_pack: Pack) -> None:
    read = [address for one in decisions(kz_pack) for address in one.addresses]
    channels = [one for one in read if one.kind is AddressKind.TELEGRAM]
    assert len(channels) >= 50
    assert len({one.url.lower() for one in channels}) == len(channels)
    assert {one.grade for one in read} <= {
        Grade.PROBED_OK,
        Grade.LISTED_IN_CODE,
        Grade.STORED_COPY,
    }


def test_each_outlet_of_the_past_bulletin_is_read_or_said_why_not(kz_pack: Pack) -> None:
    text = (kz_pack.folder / "bulletins" / "2026-01" / "kk.txt").read_text("utf-8")
    hosts = {host_of(url) for url in re.findall(r"https?://[^\s)>\]]+", text)}
    aliases = {**kz_pack.addresses.aliases, **kz_pack.addresses.misspelt}
    hosts = {aliases.get(host, host) for host in hosts}
    ways = {
        host: one
        for one in decisions(kz_pack)
        for host in (one.source.host, *one.source.aliases)
        if host
    }
    assert len(hosts) >= 15
    undecided = [host for host in hosts if host not in ways or ways[host].is_open]
    assert undecided == []


def test_a_source_is_read_at_what_is_known_to_answer(tiny_pack: Pack) -> None:
    good = address(AddressKind.FEED, Grade.PROBED_OK)
    guessed = address(AddressKind.FEED, Grade.UNVERIFIED_GUESS, "https://lake.test/y")
    assert decision(watched(good, guessed), tiny_pack).addresses == (good,)
    found = decision(watched(guessed), tiny_pack)
    assert (found.addresses, found.unwatched) == ((), Unwatched.UNPROVED)
    assert decision(watched(), tiny_pack).is_open


def test_a_search_is_asked_only_where_there_is_no_other_way(tiny_pack: Pack) -> None:
    pack = replace(tiny_pack, search_terms={"ru": ("озеро",)})
    search = address(AddressKind.SEARCH, Grade.PROBED_OK, "https://lake.test/?s={q}")
    feed = address(AddressKind.FEED, Grade.PROBED_OK)
    assert decision(watched(search), pack).addresses == (search,)
    assert decision(watched(search, feed), pack).addresses == (feed,)
    assert decision(watched(search), tiny_pack).unwatched is Unwatched.UNPROVED


def test_what_the_pack_or_the_newsroom_says_goes_first(tiny_pack: Pack) -> None:
    good = address(AddressKind.FEED, Grade.PROBED_OK)
    by_hand = watched(good, unwatched=Unwatched.BY_HAND)
    assert decision(by_hand, tiny_pack).unwatched is Unwatched.BY_HAND
    own = replace(tiny_pack, own_sources=("lake",))
    assert decision(watched(good), own).unwatched is Unwatched.OWN


def test_a_host_with_an_authority_of_its_own_waits_for_that_certificate(tiny_pack: Pack) -> None:
    source = watched(address(AddressKind.FEED, Grade.PROBED_OK), has_own_root=True)
    assert decision(source, tiny_pack).unwatched is Unwatched.NEEDS_CERTIFICATE
    given = (OwnRoot(host="lake.test", file="x", pem="PEM"),)
    assert decision(source, replace(tiny_pack, own_roots=given)).addresses
    refused = (OwnRoot(host="lake.test", file="x", problem="no certificate"),)
    found = decision(source, replace(tiny_pack, own_roots=refused))
    assert found.unwatched is Unwatched.NEEDS_CERTIFICATE


@pytest.mark.parametrize("key", ["legalacts", "zan", "epetition", "testlists", "eod", "googledata"])
def test_the_registers_of_the_pack_say_how_their_rows_are_read(kz_pack: Pack, key: str) -> None:
    (source,) = [one for one in kz_pack.sources if one.id == key]
    for one in source.addresses:
        assert one.kind is AddressKind.TABLE
        reading = one.reading
        assert reading is not None
        named = re.findall(r"\{(\w+)\}", f"{reading.key}{reading.link}{reading.title}")
        used = {*named, *reading.says, *reading.only, *reading.steps, reading.time or named[0]}
        assert used - set(reading.fields) == set()
