"""Two things told with one verb: "not X but Y", and "X got four years, Y two"."""

from collections.abc import Iterator
from dataclasses import dataclass

from dalel.language.en.syntax import EnglishClause, Syntax
from dalel.language.en.tokens import Tag


@dataclass(frozen=True, kw_only=True, slots=True)
class EnglishContrast:
    """One side of a contrast: chunks that it leaves out, and the token that denies it."""

    hidden: frozenset[int] = frozenset()
    cue: int | None = None


def contrasts(syntax: Syntax, clause: EnglishClause) -> tuple[EnglishContrast, ...]:
    """The two sides of "not X but Y" or "Y, not X" after a verb; nothing where it has none."""
    for at in range(clause.at + 1, clause.end):
        if syntax.chunks[at].tag is not Tag.NOT:
            continue
        cue = syntax.chunks[at].head
        but = _but(syntax, at, clause.end)
        if but is not None:
            denied, done = range(at, but), range(but, clause.end)
        elif syntax.chunks[at - 1].tag in (Tag.COMMA, Tag.CONJUNCTION):
            denied, done = range(at, clause.end), range(clause.at + 1, at)
        else:
            continue
        return EnglishContrast(hidden=frozenset(denied)), EnglishContrast(
            hidden=frozenset(done), cue=cue
        )
    return ()


def _but(syntax: Syntax, start: int, end: int) -> int | None:
    return next(
        (
            at
            for at in range(start + 1, end)
            if syntax.chunks[at].tag is Tag.CONJUNCTION and syntax.low(at) == "but"
        ),
        None,
    )


def gaps(syntax: Syntax, clause: EnglishClause) -> Iterator[tuple[int, int]]:
    """Places of names and amounts that share the verb before them: "and Y 2,000"."""
    place = clause.at + 1
    while place + 2 < len(syntax.chunks):
        if syntax.chunks[place].verb is not None or syntax.chunks[place].tag is Tag.STOP:
            return
        opens = syntax.chunks[place].tag in (Tag.COMMA, Tag.CONJUNCTION)
        named = syntax.is_noun(place + 1) and not syntax.is_amount(place + 1)
        if opens and named and syntax.is_amount(place + 2):
            yield place + 1, place + 2
            place += 2
        place += 1
