"""Which sentences of one language have to follow an edit of another, and how they might.

Sentences of both languages are paired by what they tell: values, names and words that compare
across languages, and their place. What an edit changed in one of a pair the other has to follow.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Final

from dalel.domain.evidence import TextSpan
from dalel.domain.lexicon import Lexicon
from dalel.language.claims.compared_terms import terms_of
from dalel.language.claims.placed_values import PlacedValue, ValueKind
from dalel.language.claims.read_texts import ReadText
from dalel.language.sentences import sentences

#: How a value of one language is said in the place of another value: the words that stand there,
#: the old value, the new one; None where nobody can tell.
Render = Callable[[str, PlacedValue, PlacedValue], str | None]

#: What an equal value counts beside shared words, and the least that pairs two sentences.
_VALUE: Final = 0.5
_NEAR: Final = 0.15
_LEAST: Final = 0.3
_COMPARED: Final = frozenset({ValueKind.AMOUNT, ValueKind.DATE, ValueKind.LAW, ValueKind.PLACE})


class FollowKind(StrEnum):
    """What became of a sentence in the language that was edited."""

    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, kw_only=True)
class ChangedValue:
    """A value before and after, in the words of the edited language; one of them may be empty."""

    before: str
    after: str


@dataclass(frozen=True, kw_only=True)
class Following:
    """A sentence that has to follow: where it stands, and a proposal, which may be empty.

    ``sentence`` is that of the other language, empty for one that was added; then ``after`` is the
    sentence behind which it belongs. ``old`` and ``new`` are the edited ones.
    """

    kind: FollowKind
    sentence: str
    old: str
    new: str
    changed: tuple[ChangedValue, ...] = ()
    proposal: str = ""
    after: str = ""


@dataclass(frozen=True, kw_only=True, eq=False)
class _Line:
    """A sentence with what it is paired by; ``at`` is its place among all, 0 to 1."""

    text: str
    span: TextSpan
    at: float
    terms: frozenset[str]
    values: tuple[PlacedValue, ...]


def followings(
    before: ReadText, after: ReadText, other: ReadText, render: Render, lexicon: Lexicon
) -> tuple[Following, ...]:
    """What of the other language has to follow an edit, in the order of its sentences.

    A sentence that says already what the edit says needs not follow.
    """
    old, new, theirs = (_lines(text) for text in (before, after, other))
    paired = _pairs(old, theirs)
    return tuple(_changes(old, new, theirs, paired, render))


def _lines(text: ReadText) -> list[_Line]:
    whole = text.passage.text
    spans = [
        TextSpan(start=start + span.start, end=start + span.end)
        for start, paragraph in _paragraphs(whole)
        for span in sentences(paragraph)
    ]
    return [
        _Line(
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


def _pairs(mine: Sequence[_Line], theirs: Sequence[_Line]) -> Mapping[int, int]:
    """For sentences of one language the sentence of the other that tells the same, each once."""
    worth = sorted(
        (
            (_likeness(one, other), first, second)
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


def _likeness(one: _Line, other: _Line) -> float:
    words = len(one.terms & other.terms) / max(1, min(len(one.terms), len(other.terms)))
    values = len(_keys(one.values) & _keys(other.values))
    return words + _VALUE * values + _NEAR * (1 - abs(one.at - other.at))


def _keys(values: Iterable[PlacedValue]) -> frozenset[tuple[str, ...]]:
    return frozenset((each.kind, each.unit, *each.key) for each in values)


def _changes(
    old: Sequence[_Line],
    new: Sequence[_Line],
    theirs: Sequence[_Line],
    paired: Mapping[int, int],
    render: Render,
) -> Iterator[Following]:
    matcher = SequenceMatcher(
        a=[one.text for one in old], b=[one.text for one in new], autojunk=False
    )
    for tag, first, end, new_first, new_end in matcher.get_opcodes():
        if tag == "equal":
            continue
        for step in range(max(end - first, new_end - new_first)):
            was = old[first + step] if first + step < end else None
            now = new[new_first + step] if new_first + step < new_end else None
            pair = theirs[paired[first + step]] if was and first + step in paired else None
            if was is not None and now is not None and pair is not None:
                yield from _changed(was, now, pair, render)
            elif was is None and now is not None and not _is_said(now, theirs):
                yield Following(
                    kind=FollowKind.ADDED,
                    sentence="",
                    old="",
                    new=now.text,
                    after=_before(first, paired, theirs),
                )
            elif was is not None and now is None and pair is not None:
                yield Following(kind=FollowKind.REMOVED, sentence=pair.text, old=was.text, new="")
            elif was is not None and now is not None and not _is_said(now, theirs):
                yield Following(
                    kind=FollowKind.ADDED,
                    sentence="",
                    old="",
                    new=now.text,
                    after=_before(first, paired, theirs),
                )


def _is_said(one: _Line, theirs: Sequence[_Line]) -> bool:
    """Whether the other language tells it already."""
    whole = 1.0
    return any(
        _likeness(one, other) >= whole and _keys(one.values) <= _keys(other.values)
        for other in theirs
    )


def _before(place: int, paired: Mapping[int, int], theirs: Sequence[_Line]) -> str:
    """The sentence of the other language behind which one of this place belongs."""
    earlier = [at for at in paired if at < place]
    return theirs[paired[max(earlier)]].text if earlier else ""


def _changed(was: _Line, now: _Line, pair: _Line, render: Render) -> Iterator[Following]:
    """The pair of a changed sentence, with its proposal where only values changed."""
    gone = [each for each in was.values if not _keys([each]) <= _keys(now.values)]
    come = [each for each in now.values if not _keys([each]) <= _keys(was.values)]
    if come and _keys(come) <= _keys(pair.values) and not _keys(gone) & _keys(pair.values):
        return
    swaps = _swaps(gone, come)
    changed = [ChangedValue(before=_words(one), after=_words(two)) for one, two in swaps]
    yield Following(
        kind=FollowKind.CHANGED,
        sentence=pair.text,
        old=was.text,
        new=now.text,
        changed=tuple(changed),
        proposal=_proposal(swaps, pair, render),
    )


def _words(value: PlacedValue | None) -> str:
    """A value as its text has it."""
    if value is None:
        return ""
    told = value.amount or value.when
    return told.words if told is not None else " ".join(value.key)


def _swaps(
    gone: Sequence[PlacedValue], come: Sequence[PlacedValue]
) -> list[tuple[PlacedValue | None, PlacedValue | None]]:
    """Values that went with those of their kind and unit that came in their place."""
    left = list(come)
    found: list[tuple[PlacedValue | None, PlacedValue | None]] = []
    for one in gone:
        kin = (each for each in left if (each.kind, each.unit) == (one.kind, one.unit))
        new = next(kin, None)
        if new is not None:
            left.remove(new)
        found.append((one, new))
    return [*found, *((None, each) for each in left)]


def _proposal(
    swaps: Sequence[tuple[PlacedValue | None, PlacedValue | None]], pair: _Line, render: Render
) -> str:
    """The other sentence with each new value in the place of the old one; nothing if one is not."""
    text, moved = pair.text, []
    for was, now in swaps:
        if was is None or now is None:
            return ""
        there = next((each for each in pair.values if _keys([each]) == _keys([was])), None)
        if (
            there is None
            or not pair.span.start <= there.span.start < there.span.end <= pair.span.end
        ):
            return ""
        start, end = there.span.start - pair.span.start, there.span.end - pair.span.start
        said = render(text[start:end], was, now)
        if said is None:
            return ""
        moved.append((start, end, said))
    for start, end, said in sorted(moved, reverse=True):
        text = text[:start] + said + text[end:]
    return text if moved else ""
