"""Extraction of an article's running text.

The page's own structure tells: the element that holds the running text, its blocks, less what
frames them. Where that is suspiciously little, the page is looked at again.
"""

from collections.abc import Container
from typing import Final

from dalel.steps.extract.blocks import Block, read_blocks
from dalel.steps.extract.page import ParsedPage
from dalel.steps.extract.place import find_place
from dalel.steps.extract.second_look import is_little, is_more, look_again, running_length, told_by
from dalel.steps.extract.trim import trim

#: A later kind of reading must give so much more than an earlier one.
_CLEARLY_MORE: Final = 1.5


def find_text(
    page: ParsedPage, source: str, titles: Container[str], names: Container[str]
) -> tuple[list[Block], str]:
    """The text's blocks and how they were found. Takes the page's tree apart.

    :param source: the page as text; looked at again where little is found.
    :param titles: folded titles of the page; the text begins after them.
    :param names: folded names that are no text when they stand alone.
    """
    told = told_by(page)
    place, running = find_place(page.body)
    found, origin = trim(read_blocks(place), titles, names), "structure"
    if not is_little(found, source, running, told):
        return found, origin
    first, most = found, 0.0
    for reading in look_again(page, source, told, first):
        second = trim(reading.blocks, titles, names)
        if running_length(second) <= most or (reading.is_last and most):
            continue
        if is_more(second, first, page, is_sure=reading.is_sure):
            found, origin = second, reading.origin
            most = _CLEARLY_MORE * running_length(second)
    return found, origin
