"""The words before a Kazakh verb cut into phrases that can be said in Russian, all of them.

A dictionary knows where a name ends better than endings do: Қаржы мониторингі агенттігі. Where
several cuts fill the places of a deed in different ways, none is taken.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from dalel.domain.claim import Amount, When
from dalel.domain.facts import Fact
from dalel.language.from_kazakh.phrases import KazakhPhrases
from dalel.language.kk.cases import Case
from dalel.language.kk.sentence_words import Word, WordKind
from dalel.language.ru.noun_phrases import RussianPhrase

_LONGEST: Final = 9
#: More segments than a clause has places.
_MOST: Final = 7
_CASES: Final = (Case.NOM, Case.ACC, Case.DAT, Case.ABL, Case.LOC, Case.GEN)
_POSTPOSITIONS: Final = frozenset({"қатысты", "қарсы", "үстінен"})
_BY_LAW: Final = "бойынша"
#: What may stand after a sum.
_OF_SIZE: Final = frozenset({"көлемінде", "мөлшерінде"})


@dataclass(frozen=True, kw_only=True)
class Segment:
    """Some words before a verb, and what they are: a phrase in a case, a day, a sum, a law."""

    size: int
    words: Sequence[Word] = ()
    phrase: RussianPhrase | None = None
    case: Case | None = None
    postposition: str = ""
    when: When | None = None
    amount: Amount | None = None
    law: Fact | None = None


def segmentations(
    words: Sequence[Word], phrases: KazakhPhrases, statutes: Sequence[Fact], most: int = _MOST
) -> Iterator[tuple[Segment, ...]]:
    """All ways to cut words into segments of which none is left over."""
    if not words:
        yield ()
        return
    if most == 0:
        return
    for one in _first(words, phrases, statutes):
        for rest in segmentations(words[one.size :], phrases, statutes, most - 1):
            yield (one, *rest)


def _first(
    words: Sequence[Word], phrases: KazakhPhrases, statutes: Sequence[Fact]
) -> Iterator[Segment]:
    first = words[0]
    if first.kind is WordKind.TIME and isinstance(first.value, When):
        yield Segment(size=1, words=words[:1], when=first.value)
        return
    if law := _law(words, statutes):
        yield law
        return
    amount = first.value
    if first.kind is WordKind.AMOUNT and isinstance(amount, Amount) and amount.unit != "count":
        sized = len(words) > 1 and words[1].low in _OF_SIZE
        yield Segment(size=1 + sized, words=words[:1], amount=amount)
    for size in range(min(_LONGEST, len(words)), 0, -1):
        row = words[:size]
        if row[-1].kind in (WordKind.MARK, WordKind.TIME):
            continue
        post = words[size].low if size < len(words) else ""
        after = post if post in _POSTPOSITIONS else ""
        for case in _CASES:
            said = phrases.phrase(row, case)
            # Whose it is stands before it: Үкімет басшысы is one phrase.
            if said is not None and not said.lacks_owner:
                yield Segment(
                    size=size + bool(after), words=row, phrase=said, case=case, postposition=after
                )


def _law(words: Sequence[Word], statutes: Sequence[Fact]) -> Segment | None:
    """A provision by which something is done."""
    for fact in statutes:
        if fact.span.start == words[0].span.start:
            size = sum(each.span.start < fact.span.end for each in words)
            if size < len(words) and words[size].low == _BY_LAW:
                return Segment(size=size + 1, words=words[:size], law=fact)
    return None
