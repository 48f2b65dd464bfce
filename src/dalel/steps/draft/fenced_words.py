"""What of a sentence is fenced when it is translated, and what is said in its stead.

Names, dates, sums, provisions, addresses and terms are said as the pack says them; figures that
nothing else covers stay as they are. What the pack cannot say is left to the model and to the
checks of what it answers.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Final

from dalel.domain.evidence import TextSpan
from dalel.domain.facts import Fact, FactKind
from dalel.domain.lexicon import Lexicon
from dalel.language.facts import extract_facts
from dalel.language.figures import figure
from dalel.language.fold import fold
from dalel.language.spans import without_overlaps
from dalel.language.stems import stem
from dalel.pack import Pack
from dalel.steps.draft.fencing import Fence
from dalel.steps.draft.speaking import Speaker

_FIGURE: Final = re.compile(r"\d+(?:[  .,]\d+)*")
_WORD: Final = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
#: A name in quotation marks keeps its letters; a quotation is longer, or begins small.
_QUOTED: Final = re.compile(r"«[^\W\d_a-zа-яё][^«»]{0,38}»")
_WORDS_OF_A_NAME: Final = 3
#: After these Russian words a date does not answer "when".
_BOUND: Final = re.compile(
    r"\b(?:до|с|со|после|от|к|ко|по|из|за|на|перед|около)\s+$", re.IGNORECASE
)
_WHEN: Final = re.compile(r"[дт][ае]$")
_KINDS: Final = frozenset(
    {
        FactKind.DATE, FactKind.STATUTE, FactKind.MONEY, FactKind.PLACE,
        FactKind.ORGANISATION, FactKind.HOST, FactKind.HANDLE,
    }
)  # fmt: skip
_LETTERS: Final = frozenset({FactKind.HOST, FactKind.HANDLE})


class WordFencer:
    """What finds the words to be fenced, by a country's pack."""

    def __init__(self, pack: Pack, lexicon: Lexicon) -> None:
        self._pack = pack
        self._lexicon = lexicon
        self._speakers = {language: Speaker(language, pack, lexicon) for language in pack.languages}

    def fences(
        self,
        text: str,
        source: str,
        target: str,
        day: date,
        words: Sequence[tuple[str, str]] = (),
    ) -> tuple[Fence, ...]:
        """The fences in order of their places; ``words`` are pairs that are known already."""
        facts = extract_facts(text, source, self._lexicon, day, _KINDS)
        dates = {fact.span for fact in facts if fact.kind is FactKind.DATE}
        # Words beside a Russian draft stand in the nominative, which a fence could not decline.
        known = _known(text, words) if target == "kk" else ()
        wanted = [
            *(one for one in known if one.span not in dates),
            *(one for fact in facts if (one := self._fence(text, fact, source, target))),
            *_quoted(text),
            *(self._terms(text, source, target) if target == "kk" else ()),
        ]
        # The longest first, of equals the first; figures that nothing else covers come last.
        wanted.sort(key=lambda one: one.span.start - one.span.end)
        return tuple(without_overlaps([*wanted, *_figures(text)], lambda one: one.span))

    def _fence(self, text: str, fact: Fact, source: str, target: str) -> Fence | None:
        if fact.kind in _LETTERS:
            return Fence(span=fact.span, said=fact.text, fixed=True)
        if fact.kind is FactKind.DATE:
            return self._date(text, fact, source, target)
        if fact.kind is FactKind.MONEY:
            said = self._money(fact, target)
            return Fence(span=fact.span, said=said, fixed=True) if said else None
        speaker = self._speakers[target]
        if fact.kind is FactKind.STATUTE:
            cited = speaker.statute(fact.value)
            # Russian declines a provision by its first word: only at the head of a sentence.
            return Fence(span=fact.span, said=cited) if cited else None
        if not fact.known:
            return None
        if fact.kind is FactKind.PLACE:
            forms = speaker.place(fact.value)
            if not forms:
                return None
            return Fence(span=fact.span, said=forms["nom"], forms=forms, fixed="indecl" in forms)
        body = speaker.body(fact.value)
        return Fence(span=fact.span, said=body, fixed=body.isupper()) if body else None

    def _date(self, text: str, fact: Fact, source: str, target: str) -> Fence | None:
        told = self._speakers[target].date(fact.value)
        if not told:
            return None
        if source == "ru":
            adverbial = _BOUND.search(text, 0, fact.span.start) is None
        else:
            adverbial = _WHEN.search(fact.text) is not None
        return Fence(span=fact.span, said=told["nom"], forms=told, adverbial=adverbial, fixed=True)

    def _money(self, fact: Fact, target: str) -> str:
        formats = self._pack.formats
        if fact.worth_of:
            number, _, code = fact.worth_of.partition(" ")
            unit = next((one for one in formats.base_units if one.code == code), None)
            return f"{figure(Decimal(number))} {unit.abbreviation[target]}" if unit else ""
        if fact.unit != formats.currency.code or "/" in fact.value:
            return ""
        return f"{figure(Decimal(fact.value))} {formats.currency.labels[target]}"

    def _terms(self, text: str, source: str, target: str) -> Iterator[Fence]:
        """Terms of several words, which a model would say in words of its own."""
        found = list(_WORD.finditer(text))
        stems = [_stem(one[0], source) for one in found]
        for term in self._pack.glossary:
            for form in (term.labels[source], *term.variants.get(source, ())):
                wanted = [_stem(one[0], source) for one in _WORD.finditer(form)]
                for at in range(len(stems) - len(wanted) + 1) if len(wanted) > 1 else ():
                    if stems[at : at + len(wanted)] == wanted:
                        span = TextSpan(
                            start=found[at].start(), end=found[at + len(wanted) - 1].end()
                        )
                        yield Fence(span=span, said=term.labels[target])


def _known(text: str, words: Iterable[tuple[str, str]]) -> Iterator[Fence]:
    for own, said in words:
        at = text.find(own)
        # Without a name or a figure it is words, and a model knows more of them than a dictionary.
        is_named = any(letter.isupper() or letter.isdigit() for letter in own)
        if is_named and said and at >= 0 and text.count(own) == 1:
            yield Fence(span=TextSpan(start=at, end=at + len(own)), said=said)


def _quoted(text: str) -> Iterator[Fence]:
    for match in _QUOTED.finditer(text):
        if len(match[0].split()) <= _WORDS_OF_A_NAME:
            span = TextSpan(start=match.start(), end=match.end())
            yield Fence(span=span, said=match[0], fixed=True)


def _figures(text: str) -> Iterator[Fence]:
    for match in _FIGURE.finditer(text):
        span = TextSpan(start=match.start(), end=match.end())
        yield Fence(span=span, said=match[0], fixed=True)


def _stem(word: str, language: str) -> str:
    return fold(stem(word, language))
