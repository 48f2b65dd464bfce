"""Selection of the few sentences that tell most of a story, each fact once."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Final

from dalel.steps.draft.reading import NewsSentence, StoryReading

#: An entry has at most so many sentences, three if they can be had, and about so many characters.
LONGEST: Final = 4
_SHORTEST: Final = 3
_CHARACTERS: Final = 750
#: What somebody who wants a longer entry may have at most.
_MOST: Final = 8
_MOST_CHARACTERS: Final = 1_600
#: What a fact is worth: one that several articles share, one that tells an outcome, any other.
_SHARED: Final = 3.0
_OUTCOME: Final = 1.5
_SINGLE: Final = 0.8
#: What speaks for and against a sentence beside its facts.
_LEAD: Final = 8.0
_FROM_TODAY: Final = 1.5
_EXCLAIMED: Final = 2.0
_OURS: Final = 1.5
_FOREIGN_PART: Final = 1.0
_PER_CHARACTER: Final = 0.004
#: Each word that titles have, or sentences of another article, is worth so much.
_THEME: Final = 0.2
#: A sentence with this share of its stems told already says nothing new.
_TOLD: Final = 0.6
#: What a further sentence must be worth.
_LEAST: Final = 0.2
_LEAST_SECOND: Final = -1.0


def choose(
    reading: StoryReading,
    language: str,
    refused: Collection[NewsSentence] = (),
    longest: int = LONGEST,
) -> tuple[NewsSentence, ...]:
    """At most ``longest`` sentences of an entry in reading order; none where there is none.

    The entry begins with the best beginning of an article and goes on with sentences of the same
    article, or of others where these tell what it leaves out.
    """
    passages = [each for each in reading.in_language(language) if each not in refused]
    if not passages:
        return ()
    # What is not fit for an entry stands there only where there is nothing else.
    passages = [each for each in passages if each.is_fit] or passages
    placed = {(each.article.id, each.place): each for each in passages}
    first = max(passages, key=lambda each: (_beginning(each, reading), -each.place))
    chosen = [first]
    while len(chosen) < longest:
        runs = [
            run for each in passages if (run := _run(each, chosen, placed, (longest, _CHARACTERS)))
        ]
        worth = [(_worth(run, chosen, first, reading), run) for run in runs]
        gain, best = max(worth, key=lambda each: each[0], default=(0.0, []))
        if not best or gain < (_LEAST if len(chosen) >= _SHORTEST else _LEAST_SECOND):
            break
        chosen += best
    return tuple(_in_order(chosen, first))


def longer(
    chosen: Sequence[NewsSentence], reading: StoryReading, refused: Collection[NewsSentence] = ()
) -> tuple[NewsSentence, ...]:
    """The sentences with the next best ones; the same ones where nothing is left or has room."""
    first = chosen[0]
    others = reading.in_language(first.article.language)
    passages = [each for each in others if each not in refused]
    placed = {(each.article.id, each.place): each for each in passages}
    room = (_MOST, _MOST_CHARACTERS)
    runs = [run for each in passages if (run := _run(each, chosen, placed, room))]
    best = max(runs, key=lambda run: _worth(run, chosen, first, reading), default=[])
    return tuple(_in_order([*chosen, *best], first)) if best else tuple(chosen)


def shorter(chosen: Sequence[NewsSentence], reading: StoryReading) -> tuple[NewsSentence, ...]:
    """The sentences without the one that tells least; the first stays."""
    held = [(each.article.id, each.place - 1) for each in chosen if each.leans]
    loose = [each for each in chosen[1:] if (each.article.id, each.place) not in held]
    if not loose:
        return tuple(chosen)

    def lost(passage: NewsSentence) -> float:
        rest = [each for each in chosen if each is not passage]
        return _worth([passage], rest, chosen[0], reading)

    least = min(loose, key=lost)
    return tuple(each for each in chosen if each is not least)


def others_for(
    old: NewsSentence, rest: Sequence[NewsSentence], reading: StoryReading
) -> list[NewsSentence]:
    """What could stand in the place of a sentence: those that tell the same first."""
    placed = [(each.article.id, each.place) for each in rest]
    free = [
        each
        for each in reading.in_language(old.article.language)
        if each is not old and each not in rest
        if not each.leans or (each.article.id, each.place - 1) in placed
    ]

    def likeness(each: NewsSentence) -> float:
        same = value(each.states & old.states, reading) + _SHARED * _share(old.stems, each.stems)
        return same + (_worth([each], rest, rest[0], reading) if rest else -_faults(each))

    return sorted(free, key=lambda each: -likeness(each))


def value(states: Iterable[str], reading: StoryReading) -> float:
    """What it is worth to state these."""
    return sum(
        (_SHARED if reading.shared.get(key, 0) > 1 else _SINGLE)
        + (_OUTCOME if key.startswith("outcome:") else 0.0)
        for key in states
    )


def _beginning(passage: NewsSentence, reading: StoryReading) -> float:
    own = value(passage.states, reading) + (_LEAD if passage.place == 0 else 0.0)
    leaning = 2 * _SHARED if passage.leans else 0.0
    return own - leaning - passage.place - _faults(passage)


def _run(
    passage: NewsSentence,
    chosen: Sequence[NewsSentence],
    placed: Mapping[tuple[str, int], NewsSentence],
    room: tuple[int, int],
) -> list[NewsSentence]:
    """The sentence with those before it that it leans on; nothing where they have no room.

    ``room`` is for so many sentences and so many letters.
    """
    if passage in chosen:
        return []
    run = [passage]
    while run[0].leans:
        mate = placed.get((run[0].article.id, run[0].place - 1))
        if mate is None:
            return []
        if mate in chosen:
            break
        run.insert(0, mate)
    letters = sum(len(each.text) for each in (*chosen, *run))
    fits = len(chosen) + len(run) <= room[0] and letters <= room[1]
    return run if fits else []


def _worth(
    run: Sequence[NewsSentence],
    chosen: Sequence[NewsSentence],
    first: NewsSentence,
    reading: StoryReading,
) -> float:
    told = frozenset().union(*(each.states for each in chosen))
    stems = frozenset().union(*(each.stems for each in chosen))
    theme = reading.theme(first.article.language)
    worth = 0.0
    for each in run:
        if _share(each.stems, stems) > _TOLD:
            worth -= _SHARED
        worth += _THEME * len((each.stems & theme) - stems)
        worth += value(each.states - told, reading) - _faults(each)
        worth -= 0.0 if each.article.id == first.article.id else _FOREIGN_PART
        told |= each.states
    return worth / len(run)


def _faults(passage: NewsSentence) -> float:
    exclaimed = _EXCLAIMED if passage.text.rstrip("»”\"'")[-1] in "?!…" else 0.0
    today = _FROM_TODAY if passage.is_from_today else 0.0
    ours = _OURS if passage.is_ours else 0.0
    return exclaimed + today + ours + _PER_CHARACTER * len(passage.text)


def _share(stems: frozenset[str], told: frozenset[str]) -> float:
    return len(stems & told) / max(1, len(stems))


def _in_order(chosen: Sequence[NewsSentence], first: NewsSentence) -> list[NewsSentence]:
    """The article that begins comes first, each other one where its first sentence was chosen."""
    order = list(dict.fromkeys(each.article.id for each in (first, *chosen)))
    return sorted(chosen, key=lambda each: (order.index(each.article.id), each.place))
