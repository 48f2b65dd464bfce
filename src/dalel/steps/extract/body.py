"""Extraction of an article's running text.

The page's own structure tells: the element that holds the running text, its blocks, less what
frames them. Where that is suspiciously little, the page is looked at again.
"""

from collections.abc import Container

from dalel.steps.extract.blocks import Block, read_blocks
from dalel.steps.extract.page import ParsedPage
from dalel.steps.extract.place import find_place
from dalel.steps.extract.second_look import is_little, is_more, look_again, told_by
from dalel.steps.extract.trim import trim


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
    if not is_little(found, running, told):
        return found, origin
    first = found
    for blocks, other in look_again(page, source, told):
        second = trim(blocks, titles, names)
        if is_more(second, first, found):
            found, origin = second, other
    return found, origin
