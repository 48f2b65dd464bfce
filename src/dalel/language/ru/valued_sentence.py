"""A Russian sentence with its tree, the values at its words, its titles and its speeches."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

from dalel.domain.claim import Amount, When, is_money
from dalel.domain.facts import Fact, FactKind
from dalel.language.passage import AnnotatedPassage
from dalel.language.ru.arguments import way_of
from dalel.language.ru.parsing import ParsedWord, Sentence, parse
from dalel.language.ru.sayable_words import VOWELS, WAYS_OF_PLACES
from dalel.language.ru.speech import Speech, speeches
from dalel.language.ru.values import HasSpan, within

_OPEN: Final = '«“„"'
_CLOSE: Final = '»”"'


_Value = TypeVar("_Value", bound=HasSpan)


@dataclass(frozen=True, kw_only=True, eq=False)
class ValuedSentence:
    """A sentence, and what stands at the places of its words.

    ``titles`` are the places of words in quotation marks, with the marks, by that of the first.
    """

    tree: Sentence
    facts: Mapping[int, Fact]
    dates: Mapping[int, When]
    amounts: Mapping[int, Amount]
    titles: Mapping[int, range]
    speeches: Sequence[Speech]

    def named(self) -> Iterator[tuple[Fact, Sequence[ParsedWord]]]:
        """The names and provisions with their words."""
        for fact in {id(one): one for one in self.facts.values()}.values():
            yield fact, self.words_at(places_of(fact, self.facts))

    def words_at(self, places: frozenset[int]) -> Sequence[ParsedWord]:
        """The words at some places, in order."""
        return [self.tree.words[at] for at in sorted(places)]

    def is_person(self, word: ParsedWord) -> bool:
        """Whether a word is of a person's name."""
        fact = self.facts.get(word.at)
        return fact is not None and fact.kind is FactKind.PERSON

    def is_dated(self, word: ParsedWord) -> bool:
        """Whether a word is of a date, and not of a name with a date."""
        return word.at in self.dates and word.at not in self.facts

    def is_quoted(self, word: ParsedWord) -> bool:
        """Whether a word stands in quotation marks."""
        return any(word.at in inside for inside in self.titles.values())

    def is_mark(self, at: int) -> bool:
        """Whether a mark stands at a place."""
        return 0 <= at < len(self.tree.words) and self.tree.words[at].pos == "PUNCT"

    def title(self, inside: range) -> str:
        """What stands between two quotation marks."""
        start, end = self.tree.words[inside[0]].span.end, self.tree.words[inside[-1]].span.start
        return self.tree.text[start:end]

    def speech_of(self, word: ParsedWord) -> Speech | None:
        """The speech that a word tells of."""
        return next((one for one in self.speeches if one.word is word), None)

    def below(self, word: ParsedWord) -> frozenset[int]:
        """The places of a word and of all that it governs."""
        return frozenset(one.at for one in self.tree.subtree(word))

    def lead(self, word: ParsedWord) -> frozenset[int]:
        """The places of a word's preposition."""
        start, compounds = self.tree.start(word), self.tree.compounds
        before = [one for one in self.tree.children(word) if one.at < word.at]
        cases = [one for one in before if one.rel in ("case", "fixed")]
        fixed = (two for one in cases for two in self.tree.children(one) if two.rel == "fixed")
        own = {one.at for one in (*cases, *fixed)}
        if start not in own:
            own |= compounds.intersection(range(start, word.at))
        return frozenset(own)

    def way(self, word: ParsedWord) -> str:
        """The case or preposition that a word stands in; an object in the genitive is none."""
        way = way_of(self.tree, word)
        amount = self.amounts.get(word.at)
        if amount is not None and is_money(amount.unit) and way.startswith(("в+", "на+")):
            return way.partition("+")[0] + "+acc"
        declined = word.low != word.lemma or word.low[-1] not in VOWELS
        if way in WAYS_OF_PLACES and word.pos == "PROPN" and not declined:
            return way.partition("+")[0] + "+loc"
        return "gen" if way == "acc" and word.case == "gen" and not word.animate else way

    def marks_around(self, places: frozenset[int]) -> frozenset[int]:
        """The places of the marks before the first and after the last of some places."""
        around = (min(places) - 1, max(places) + 1)
        return frozenset(at for at in around if self.is_mark(at))

    def commas_around(self, places: frozenset[int]) -> frozenset[int]:
        """The places of the commas before the first and after the last of some places."""
        marks = self.marks_around(places)
        return frozenset(at for at in marks if self.tree.words[at].text == ",")


def valued_sentences(passage: AnnotatedPassage) -> list[ValuedSentence]:
    """The sentences of a passage with its values."""
    return [valued(passage, tree) for tree in parse(passage.text, passage.sentences)]


def valued(passage: AnnotatedPassage, tree: Sentence) -> ValuedSentence:
    """A sentence of a passage with the passage's values."""
    return ValuedSentence(
        tree=tree,
        facts=_by_word(tree, [*passage.names, *passage.statutes]),
        dates=_by_word(tree, passage.dates),
        amounts=_by_word(tree, passage.amounts),
        titles=dict(_titles(tree)),
        speeches=speeches(tree),
    )


def places_of(value: _Value, values: Mapping[int, _Value]) -> frozenset[int]:
    """The places at which a value stands."""
    return frozenset(at for at, one in values.items() if one is value)


def _by_word(tree: Sentence, values: Sequence[_Value]) -> Mapping[int, _Value]:
    found: dict[int, _Value] = {}
    for value in values:
        if tree.span.start <= value.span.start < tree.span.end:
            for word in within(tree, value.span):
                found.setdefault(word.at, value)
    return found


def _titles(tree: Sentence) -> Iterator[tuple[int, range]]:
    opened: int | None = None
    for word in tree.words:
        if opened is None and word.text in _OPEN:
            opened = word.at
        elif opened is not None and word.text in _CLOSE:
            yield opened, range(opened, word.at + 1)
            opened = None
