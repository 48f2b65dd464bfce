"""Reads the claims of English texts: a small grammar of verbs, their company and their speakers."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from dalel.domain.claim import Claim
from dalel.domain.deeds import DeedTable
from dalel.language.en.assembling import SentenceReader
from dalel.language.en.chunks import chunked
from dalel.language.en.deed_words import deed_words
from dalel.language.en.references import EnglishReferents
from dalel.language.en.syntax import Syntax
from dalel.language.en.tagging import tagged
from dalel.language.en.tokens import tokens
from dalel.language.en.verb_forms import EnglishVerbs
from dalel.language.passage import AnnotatedPassage

#: Sentences of more tokens, which are none, are read in pieces of so many.
_LONGEST: Final = 250


def read_clauses(passage: AnnotatedPassage) -> tuple[Claim, ...]:
    """The claims of an English passage, sentence by sentence."""
    return tuple(_claims(passage))


def _claims(passage: AnnotatedPassage) -> Iterator[Claim]:
    table = passage.lexicon.deeds
    referents = EnglishReferents()
    for number, sentence in enumerate(passage.sentences):
        found = tokens(passage.text, sentence, passage.amounts, passage.dates)
        for start in range(0, len(found), _LONGEST):
            row = tagged(found[start : start + _LONGEST], _forms(table))
            syntax = Syntax(row, chunked(row))
            reader = SentenceReader(passage, number, syntax, deed_words(table), referents)
            yield from reader.claims()


@lru_cache(4)
def _forms(table: DeedTable) -> EnglishVerbs:
    """The forms of common verbs and of those of the table."""
    tellings = table.tellings.get("en", {}).values()
    firsts = {telling.words[0] for each in tellings for telling in each.verbs}
    return EnglishVerbs(word for word in firsts if word.isalpha() and word != "not")
