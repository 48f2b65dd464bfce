"""The Russian forms of the words of the site, in small pieces for the reader's browser.

A browser has no dictionary: what a word of a query may be a form of, it looks up. Only words that
the site has are there. A piece holds words by their first letters; a line is a key, what its forms
begin with, and how each goes on.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator
from typing import Final

from dalel.language.ru.search_keys import forms_by_key
from dalel.language.search_terms import shared_beginning

#: So many pieces; a word's is told by so many of its letters.
PIECES: Final = 128
_HEAD: Final = 3


def piece_of(word: str) -> int:
    """The number of the piece that holds a word; ``static/search.js`` counts the same."""
    number = 7
    for letter in word[:_HEAD]:
        number = (number * 31 + ord(letter)) % PIECES
    return number


def pieces(keys: Collection[str]) -> Iterator[tuple[int, str]]:
    """The pieces that hold anything, by number."""
    lines: dict[int, list[str]] = defaultdict(list)
    for key, forms in sorted(forms_by_key(keys).items()):
        by_head: dict[str, list[str]] = defaultdict(list)
        for form in sorted(forms):
            by_head[form[:_HEAD]].append(form)
        for head, some in by_head.items():
            # Of words in order the first and the last differ most.
            begin = shared_beginning(some[0], some[-1])
            ends = ",".join(form[len(begin) :] for form in some)
            lines[piece_of(head)].append(f"{key} {begin} {ends}")
    for number, piece in sorted(lines.items()):
        yield number, "\n".join(piece) + "\n"
