"""What comes of a page that is read in a process of its own."""

from dataclasses import replace

import pytest

from dalel.bulk.archive_records import ArchivedPage
from dalel.bulk.lone_reader import LoneReaderError, read_alone
from dalel.bulk.orders import order_of
from dalel.pack import default_folder
from web_archives import HOST, NEWS, html

pytestmark = pytest.mark.slow
ORDER = order_of(default_folder(), "kz", lexical=True)


def page(content: bytes) -> ArchivedPage:
    return ArchivedPage(
        input="a.warc", offset=7, length=9, url=f"https://{HOST}/x", status=200, content=content
    )


def test_a_page_that_takes_too_long_ends_its_reader_and_nobody_else() -> None:
    # It takes half a minute to read.
    assert read_alone(replace(ORDER, page_seconds=8), page(b"<div>" * 1_600_000)) is None


def test_a_page_that_can_be_read_is_the_row_it_would_have_been() -> None:
    row = read_alone(ORDER, page(html(NEWS[0])))
    assert row is not None
    assert (row.state, row.relevant, row.offset, row.length) == ("article", True, 7, 9)


def test_a_reader_that_cannot_begin_is_no_fault_of_the_page() -> None:
    with pytest.raises(LoneReaderError):
        read_alone(replace(ORDER, pack_digest="0"), page(b""))
