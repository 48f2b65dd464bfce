"""Sentences of two languages, paired by what they tell, and kept paired while both are edited."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Final

from rapidfuzz.fuzz import ratio

from dalel.domain.evidence import TextSpan
from dalel.language.claims.compared_terms import terms_of
from dalel.language.claims.placed_values import PlacedValue, ValueKind
from dalel.language.claims.read_texts import ReadText
from dalel.language.sentences import sentences

#: What an equal value counts beside shared words, and the least that pairs two sentences.
_VALUE: Final = 0.5
_NEAR: Final = 0.15
_LEAST: Final = 0.3
#: From this likeness on, per cent, a sentence is another one's edited form.
_EDITED: Final = 60
_COMPARED: Final = frozenset({ValueKind.AMOUNT, ValueKind.DATE, ValueKind.LAW, ValueKind.PLACE})


@dataclass(frozen=True, kw_only=True, eq=False)
class ComparedSentence:
    """A sentence with what it is paired by; ``at`` is its place among all, 0 to 1."""

    text: str
    span: TextSpan
    at: float
    terms: frozenset[str]
    values: tuple[PlacedValue, ...]


def lines_of(text: ReadText) -> list[ComparedSentence]:
    """The sentences of a text, which stand in no two paragraphs."""
    whole = text.passage.text
    spans = [
        TextSpan(start=start + span.start, end=start + span.end)
        for start, paragraph in _paragraphs(whole)
        for span in sentences(paragraph)
    ]
    return [
        ComparedSentence(
            text=whole[span.start : span.end],
            span=span,
            at=at / max(1, len(spans) - 1),
            terms=terms_of(whole[span.start : span.end], text.passage.language),
            values=tuple(
                each
                for each in text.values
                if each.kind in _COMPARED and not each.silent and each.span.meets(span)
            ),
        )
        for at, span in enumerate(spans)
    ]


def _paragraphs(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    for paragraph in text.split("\n\n"):
        yield start, paragraph
        start += len(paragraph) + len("\n\n")


def pairs(
    mine: Sequence[ComparedSentence], theirs: Sequence[ComparedSentence]
) -> Mapping[int, int]:
    """For sentences of one language the sentence of the other that tells the same, each once."""
    worth = sorted(
        (
            (likeness_of(one, other), first, second)
            for first, one in enumerate(mine)
            for second, other in enumerate(theirs)
        ),
        reverse=True,
    )
    found: dict[int, int] = {}
    for likeness, first, second in worth:
        if likeness >= _LEAST and first not in found and second not in found.values():
            found[first] = second
    return found


def likeness_of(one: ComparedSentence, other: ComparedSentence) -> float:
    """How much two sentences of two languages tell the same."""
    words = len(one.terms & other.terms) / max(1, min(len(one.terms), len(other.terms)))
    values = len(keys_of_values(one.values) & keys_of_values(other.values))
    return words + _VALUE * values + _NEAR * (1 - abs(one.at - other.at))


def keys_of_values(values: Iterable[PlacedValue]) -> frozenset[tuple[str, ...]]:
    """What values are compared by."""
    return frozenset((each.kind, each.unit, *each.key) for each in values)


def is_said(one: ComparedSentence, theirs: Sequence[ComparedSentence]) -> bool:
    """Whether the other language tells it already."""
    whole = 1.0
    return any(
        likeness_of(one, other) >= whole
        and keys_of_values(one.values) <= keys_of_values(other.values)
        for other in theirs
    )


@dataclass(kw_only=True, eq=False)
class SentencePair:
    """A sentence by language, each None where it is taken out or not written yet.

    ``late`` is the language that has to follow the other one, ``was`` the other one's sentence when
    both last agreed; None: there was none yet.
    """

    now: dict[str, ComparedSentence | None]
    late: str = ""
    was: ComparedSentence | None = None

    def returns_to(self, language: str) -> bool:
        """Whether a language that was to be followed says again what it said before."""
        return bool(self.late) and _text(self.was) == _text(self.now[language])


@dataclass(kw_only=True, eq=False)
class PairedTexts:
    """Two languages of a text, sentence by sentence, as both are edited on.

    It begins with texts that agree, as far as anybody said; each later state tells what has to
    follow: a sentence whose counterpart was changed and which was not itself, ever since.
    """

    languages: tuple[str, str]
    lines: dict[str, list[ComparedSentence]]
    pairs: list[SentencePair] = field(default_factory=list)

    @classmethod
    def beginning(cls, texts: Mapping[str, ReadText]) -> "PairedTexts":
        """Texts of two languages that agree."""
        first, second = texts
        paired = cls(
            languages=(first, second), lines={name: lines_of(one) for name, one in texts.items()}
        )
        mine, theirs = paired.lines[first], paired.lines[second]
        for one, other in pairs(mine, theirs).items():
            paired.pairs.append(SentencePair(now={first: mine[one], second: theirs[other]}))
        return paired

    def go_on(self, texts: Mapping[str, ReadText]) -> None:
        """The next state of both texts, of which either may be as it was."""
        new = {name: lines_of(one) for name, one in texts.items()}
        became = {name: _became(self.lines[name], new[name]) for name in self.languages}
        for pair in self.pairs:
            self._edited(pair, became)
        self.pairs = [pair for pair in self.pairs if any(pair.now.values())]
        changed = {
            name: [
                line
                for line in new[name]
                if line.text not in {one.text for one in self.lines[name]}
            ]
            for name in self.languages
        }
        self.lines = new
        self._join(changed)

    def _edited(
        self, pair: SentencePair, became: Mapping[str, Mapping[int, ComparedSentence | None]]
    ) -> None:
        """What becomes of a pair: who was edited alone is to be followed, or has followed."""
        old = dict(pair.now)
        for name, line in old.items():
            if line is not None:
                pair.now[name] = became[name][id(line)]
        edited = [name for name in self.languages if _text(old[name]) != _text(pair.now[name])]
        for mine in edited:
            if len(edited) > 1 or pair.late == mine or pair.returns_to(mine):
                pair.late, pair.was = "", None
            elif not pair.late:
                pair.late = next(name for name in self.languages if name != mine)
                pair.was = old[mine]
        if not pair.late and None in pair.now.values():
            pair.now = dict.fromkeys(pair.now)

    def _join(self, changed: Mapping[str, Sequence[ComparedSentence]]) -> None:
        """Pair what is new in one language with what the other has free; the rest is missing."""
        free = {name: self._free(name) for name in self.languages}
        first, second = self.languages
        for at, place in pairs(free[first], free[second]).items():
            mine, theirs = free[first][at], free[second][place]
            self._drop({id(mine), id(theirs)})
            self.pairs.append(SentencePair(now={first: mine, second: theirs}))
        for name, other in ((first, second), (second, first)):
            for line in changed[name]:
                if any(pair.now[name] is line for pair in self.pairs):
                    continue
                answered = next(
                    (pair for pair in self.pairs if self._is_answer(line, name, pair)), None
                )
                if answered is not None:
                    answered.now[name], answered.late = line, ""
                elif not is_said(line, self.lines[other]):
                    self.pairs.append(SentencePair(now={name: line, other: None}, late=other))

    def _free(self, name: str) -> list[ComparedSentence]:
        """Sentences of a language that have no counterpart."""
        (other,) = (one for one in self.languages if one != name)
        taken = {id(pair.now[name]) for pair in self.pairs if pair.now[other] is not None}
        return [line for line in self.lines[name] if id(line) not in taken]

    def _drop(self, lines: set[int]) -> None:
        """Forget that sentences have no counterpart."""
        self.pairs = [
            pair for pair in self.pairs if not lines & {id(line) for line in pair.now.values()}
        ]

    def _is_answer(self, line: ComparedSentence, name: str, pair: SentencePair) -> bool:
        """Whether a new sentence stands where the one that was missing belongs."""
        (other,) = (one for one in self.languages if one != name)
        there = pair.now[other]
        if pair.late != name or pair.now[name] is not None or there is None or pair.was is not None:
            return False
        return self.before(there, other, name) is self._previous(line, name)

    def before(self, line: ComparedSentence, name: str, other: str) -> ComparedSentence | None:
        """The counterpart of the sentence before one, where it has one; None: of none."""
        found: ComparedSentence | None = None
        for one in self.lines[name]:
            if one is line:
                break
            known = next((pair.now[other] for pair in self.pairs if pair.now[name] is one), None)
            found = known or found
        return found

    def _previous(self, line: ComparedSentence, name: str) -> ComparedSentence | None:
        at = next(place for place, one in enumerate(self.lines[name]) if one is line)
        return self.lines[name][at - 1] if at else None


def _text(line: ComparedSentence | None) -> str:
    return line.text if line is not None else ""


def _became(
    old: Sequence[ComparedSentence], new: Sequence[ComparedSentence]
) -> dict[int, ComparedSentence | None]:
    """For each old sentence what stands in its place now: nothing where it was taken out."""
    matcher = SequenceMatcher(
        a=[one.text for one in old], b=[one.text for one in new], autojunk=False
    )
    found: dict[int, ComparedSentence | None] = {id(one): None for one in old}
    for _tag, first, end, new_first, new_end in matcher.get_opcodes():
        was, come = old[first:end], list(new[new_first:new_end])
        if len(was) == len(come):
            found |= {id(one): two for one, two in zip(was, come, strict=True)}
            continue
        for one in was:
            best = max(come, key=lambda two: ratio(one.text, two.text), default=None)
            if best is not None and ratio(one.text, best.text) >= _EDITED:
                found[id(one)] = best
                come = come[come.index(best) + 1 :]
    return found
