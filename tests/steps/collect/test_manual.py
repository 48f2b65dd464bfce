import asyncio

import pytest

from dalel.domain.collection import KnownOfSource, SkipReason
from dalel.domain.source import AddressKind
from dalel.steps.collect import manual
from shelf import Shelf, look, skips, urls, watch


def test_an_address_given_by_hand_is_the_finding() -> None:
    shelf = Shelf({})
    found = look(watch(AddressKind.MANUAL, "https://else.test/page#x"), shelf)
    assert urls(found) == ["https://else.test/page"]
    assert shelf.asked == []


def test_a_list_of_addresses_is_read_with_its_remarks() -> None:
    text = """\ufeff# сілтемелер
    https://tau.test/1  # сот
    <https://tau.test/2>, https://tau.test/3;
    bare-host.test/page
    www.бір.test

    https://tau.test/a#b
    https://tau.test/1
    сөз mailto:a@tau.test https://
    """
    found = manual.gather(
        text, watch(AddressKind.MANUAL, known=KnownOfSource(urls={"https://tau.test/3"}))
    )
    assert urls(found) == [
        "https://tau.test/1",
        "https://tau.test/2",
        "https://bare-host.test/page",
        "https://www.бір.test",
        "https://tau.test/a",
    ]
    assert skips(found) == {
        SkipReason.KNOWN: 1,
        SkipReason.REPEATED: 1,
        SkipReason.BAD_ADDRESS: 3,
    }


def test_a_list_of_addresses_asks_nobody() -> None:
    with pytest.raises(AssertionError, match="asks nobody"):
        asyncio.run(manual.ask_nobody("https://tau.test/"))
