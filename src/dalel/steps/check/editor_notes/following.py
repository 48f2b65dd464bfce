"""Which sentences of one language have to follow an edit of another, and how they might.

Sentences of both languages are paired by what they tell: values, names and words that compare
across languages, and their place. What an edit changed in one of a pair the other has to follow,
until it was changed itself.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from dalel.language.claims.placed_values import PlacedValue
from dalel.language.claims.read_texts import ReadText
from dalel.steps.check.editor_notes.paired_sentences import (
    ComparedSentence,
    PairedTexts,
    SentencePair,
    keys_of_values,
)

#: How a value of one language is said in the place of another value: the words that stand there,
#: the old value, the new one; None where nobody can tell.
Render = Callable[[str, PlacedValue, PlacedValue], str | None]


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


def followings(
    states: Sequence[Mapping[str, ReadText]], render: Callable[[str], Render]
) -> Mapping[str, tuple[Following, ...]]:
    """By language what has to follow, in the order of its sentences.

    ``states`` are the texts of two languages as they were edited one after another: the first is
    one in which they agree, the last how they stand. ``render`` says values in a language. A
    sentence has to follow until it was changed itself, or says already what the edit says.
    """
    paired = PairedTexts.beginning(states[0])
    for state in states[1:]:
        paired.go_on(state)
    first, second = paired.languages
    return {
        language: tuple(_late(paired, language, other, render(language)))
        for language, other in ((first, second), (second, first))
    }


def _late(paired: PairedTexts, language: str, other: str, render: Render) -> Iterator[Following]:
    late = [pair for pair in paired.pairs if pair.late == language]
    order = {id(line): at for at, line in enumerate(paired.lines[language])}
    behind = {
        id(pair): paired.before(line, other, language)
        for pair in late
        if pair.now[language] is None and (line := pair.now[other]) is not None
    }

    def place(pair: SentencePair) -> float:
        if pair.now[language] is not None:
            return order[id(pair.now[language])]
        return order.get(id(behind.get(id(pair))), -1) + 0.5

    for pair in sorted(late, key=place):
        mine, edited = pair.now[language], pair.now[other]
        if mine is None and edited is not None:
            after = behind[id(pair)]
            yield Following(
                kind=FollowKind.ADDED,
                sentence="",
                old="",
                new=edited.text,
                after=after.text if after is not None else "",
            )
        elif mine is not None and edited is None and pair.was is not None:
            yield Following(kind=FollowKind.REMOVED, sentence=mine.text, old=pair.was.text, new="")
        elif mine is not None and edited is not None and pair.was is not None:
            yield from _changed(pair.was, edited, mine, render)


def _changed(
    was: ComparedSentence, now: ComparedSentence, pair: ComparedSentence, render: Render
) -> Iterator[Following]:
    """The pair of a changed sentence, with its proposal where only values changed."""
    gone = [each for each in was.values if not keys_of_values([each]) <= keys_of_values(now.values)]
    come = [each for each in now.values if not keys_of_values([each]) <= keys_of_values(was.values)]
    if (
        come
        and keys_of_values(come) <= keys_of_values(pair.values)
        and not keys_of_values(gone) & keys_of_values(pair.values)
    ):
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
    swaps: Sequence[tuple[PlacedValue | None, PlacedValue | None]],
    pair: ComparedSentence,
    render: Render,
) -> str:
    """The other sentence with each new value in the place of the old one; nothing if one is not."""
    text, moved = pair.text, []
    for was, now in swaps:
        if was is None or now is None:
            return ""
        there = next(
            (each for each in pair.values if keys_of_values([each]) == keys_of_values([was])), None
        )
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
