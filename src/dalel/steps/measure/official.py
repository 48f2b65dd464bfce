"""Extraction of official figures from a text.

A sentence with a count and a period, or a count and a growth, gives a figure. An article tells of
many other counts, so of its sentences only those count that name a body, a growth, a thing that
figures are known to count, or a verb of counting. All these words are pack data.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Final

from dalel.domain.facts import Fact, FactKind
from dalel.domain.lexicon import Lexicon
from dalel.domain.measure_rules import OfficialRules
from dalel.domain.official import Official
from dalel.language.facts.extracting import extract_facts
from dalel.language.sentences import sentences
from dalel.steps.measure.counts import CountedNoun, bounds, counted, stems_of_name
from dalel.steps.measure.growth import Growth, base_of, growth_in, moves
from dalel.steps.measure.periods import compared_year, moved, period_in
from dalel.steps.measure.phrases import stands_in, topics_in

_KINDS: Final = frozenset(
    {FactKind.NUMBER, FactKind.PERCENT, FactKind.DATE, FactKind.MONEY, FactKind.PLACE}
)
_BODIES: Final = frozenset({FactKind.ORGANISATION})
_PART: Final = re.compile(r"[,;:()]")
#: So far behind a number "a year earlier" belongs to it.
_BEHIND: Final = 30
#: Fewer of a thing are happenings that a story tells, more are a count.
_SOME: Final = 10
#: So many sentences further on a text still speaks of the same period.
_REACH: Final = 2


@dataclass(frozen=True, kw_only=True)
class _Text:
    """What is read, as whose, on which day, with which words."""

    language: str
    entry: str
    source: str
    lexicon: Lexicon
    rules: OfficialRules
    day: date

    def says(self, text: str, *words: str) -> bool:
        """Whether a text has words of one of these lists of the pack."""
        return any(stands_in(text, getattr(self.rules, one), self.language) for one in words)


@dataclass(frozen=True, kw_only=True)
class _Talk:
    """Of which period, topics and bodies a text has spoken, its last figure, how long ago."""

    period: str
    topics: tuple[str, ...]
    bodies: tuple[Fact, ...]
    figure: Official | None
    ago: int = 0


@dataclass(frozen=True, kw_only=True)
class _Sentence:
    """A sentence as far as it was read; what it does not say is as the talk before it has it."""

    text: str
    about: _Text
    facts: tuple[Fact, ...]
    period: str
    growth: Growth | None
    topics: tuple[str, ...]
    bodies: tuple[Fact, ...]
    tallies: bool

    @cached_property
    def places(self) -> frozenset[str]:
        """The places that it names."""
        return frozenset(fact.value for fact in self.facts if fact.kind is FactKind.PLACE)

    @cached_property
    def ends(self) -> Sequence[int]:
        """Where its facts end but for dates, of which what follows is not about another."""
        return sorted(one.span.end for one in self.facts if one.kind is not FactKind.DATE)


def official_figures(
    text: str,
    language: str,
    entry: str,
    lexicon: Lexicon,
    rules: OfficialRules,
    day: date,
    source: str = "",
) -> tuple[Official, ...]:
    """The official figures of a text that is read as on a day.

    ``source`` is the address of the article that it is, empty where it is the entry itself.
    """
    about = _Text(
        language=language, entry=entry, source=source, lexicon=lexicon, rules=rules, day=day
    )
    found: list[Official] = []
    talk: _Talk | None = None
    # A headline or a paragraph ends a sentence, whatever it ends with.
    lines = (line for line in text.splitlines() if line.strip())
    for told in (line[span.start : span.end] for line in lines for span in sentences(line)):
        sentence = _read(told.strip(), about, talk)
        own = list(_figures(sentence, talk.figure if talk else None))
        found += own
        talk = _talk(sentence, own, talk)
    return tuple(_placed(found))


def _talk(sentence: _Sentence, own: Sequence[Official], before: _Talk | None) -> _Talk | None:
    """Of what a text speaks after a sentence: a figure opens it, and so does "results of 2025"."""
    opens = bool(own) or sentence.about.says(sentence.text, "reports")
    if opens and sentence.period:
        return _Talk(
            period=sentence.period,
            topics=sentence.topics,
            bodies=sentence.bodies,
            figure=own[0] if own else None,
        )
    return replace(before, ago=before.ago + 1) if before and before.ago < _REACH else None


def _placed(found: Sequence[Official]) -> Iterator[Official]:
    """A figure without a period takes that of another of its text that counts the same and agrees.

    So a headline gives the number that the sentence below it only rounds.
    """
    dated: dict[tuple[str, ...], list[Official]] = {}
    for figure in found:
        if figure.period:
            dated.setdefault(figure.series, []).append(figure)
    for figure in found:
        if figure.period or figure.growth is not None:
            yield figure
            continue
        dating = (one for one in dated.get(figure.series, ()) if one.agrees_with(figure))
        if (same := next(dating, None)) is not None:
            yield replace(figure, period=same.period)


def _read(text: str, about: _Text, talk: _Talk | None) -> _Sentence:
    facts = tuple(extract_facts(text, about.language, about.lexicon, about.day, _KINDS))
    named = extract_facts(text, about.language, about.lexicon, about.day, _BODIES)
    sentence = _Sentence(
        text=text,
        about=about,
        facts=facts,
        period=period_in(text, facts, about.language, about.rules, about.day),
        growth=growth_in(text, facts, about.language, about.rules),
        topics=topics_in(text, about.rules.topics, about.language),
        bodies=tuple(fact for fact in named if fact.known),
        tallies=about.says(text, "tallies"),
    )
    goes_on = sentence.tallies or sentence.growth or about.says(text, "year_before", "same_months")
    if sentence.period or not talk or not goes_on or about.says(text, "since"):
        return sentence
    return replace(
        sentence,
        period=talk.period,
        topics=sentence.topics or talk.topics,
        bodies=sentence.bodies or talk.bodies,
    )


def _figures(sentence: _Sentence, last: Official | None) -> Iterator[Official]:
    about = sentence.about
    previous, is_first = last, True
    can_precede = (
        sentence.tallies
        or sentence.growth is not None
        or moves(sentence.text, about.language, about.rules)
    )
    for fact in filter(_is_count, sentence.facts):
        what = counted(sentence.text, fact, about.language, about.rules, can_precede=can_precede)
        earlier = _is_of_year_before(sentence, fact, previous, is_first=is_first)
        if previous and earlier and _counts_same(what, previous, about):
            yield _earlier(sentence, fact, previous)
        elif what and _is_official(sentence, fact, what, is_first=is_first):
            # A growth belongs to the count that stands before it, the first one if there are some.
            growth = sentence.growth if is_first and not earlier else None
            figure = _figure(sentence, fact, what, growth)
            if not earlier:
                previous, is_first = figure, False
                yield figure
            elif figure.period:
                # The year before a period that is not known is not known either.
                yield replace(figure, period=_before(sentence, figure.period))


def _is_count(fact: Fact) -> bool:
    is_number = fact.kind is FactKind.NUMBER and fact.unit is None
    return (is_number or fact.kind is FactKind.MONEY) and "/" not in fact.value


def _is_official(sentence: _Sentence, fact: Fact, what: CountedNoun, *, is_first: bool) -> bool:
    about = sentence.about
    grows = is_first and sentence.growth is not None
    if fact.kind is FactKind.MONEY:
        return grows
    if not sentence.period and not grows:
        return bool(what.code) and not about.source
    thing, some = about.rules.things.get(what.code), Decimal(fact.value) >= _SOME
    if grows or (thing and (thing.by_itself or some)):
        return True
    if about.says(what.words, "persons"):
        return False
    return not about.source or bool(sentence.bodies) or (sentence.tallies and some)


def _figure(sentence: _Sentence, fact: Fact, what: CountedNoun, growth: Growth | None) -> Official:
    about, value = sentence.about, Decimal(fact.value)
    return Official(
        entry=about.entry,
        source=about.source,
        language=about.language,
        value=value,
        bounds=bounds(fact),
        unit=(fact.unit or "") if fact.kind is FactKind.MONEY else "",
        what=what.words,
        thing=what.code,
        series=_series(sentence, what),
        period=sentence.period,
        growth=growth.percent if growth else None,
        base=base_of(value, growth.percent, growth.half) if growth else None,
        bodies=tuple(dict.fromkeys(body.text for body in sentence.bodies)),
        body_codes=frozenset(body.value for body in sentence.bodies),
        quote=sentence.text,
        read=about.day,
    )


def _series(sentence: _Sentence, what: CountedNoun) -> tuple[str, ...]:
    """What makes a figure comparable: what is counted, about what, where.

    Only what the pack knows is the same in every language. A thing that is no series by itself,
    such as "cases", is told apart by its topic.
    """
    where = sorted(sentence.places - {sentence.about.lexicon.home})
    thing = sentence.about.rules.things.get(what.code)
    if thing and (thing.by_itself or sentence.topics):
        return (what.code, *sentence.topics, *where)
    return (sentence.about.language, *what.stems, *sentence.topics, *where)


def _is_of_year_before(
    sentence: _Sentence, fact: Fact, previous: Official | None, *, is_first: bool
) -> bool:
    """Whether a number is said to be of the year before the figure before it."""
    about = sentence.about
    if fact.kind is not FactKind.NUMBER or not previous or not previous.period or previous.unit:
        return False
    before_it = bisect_right(sentence.ends, fact.span.start)
    start = sentence.ends[before_it - 1] if before_it else 0
    before = _PART.split(sentence.text[start : fact.span.start])[-1]
    behind = _PART.split(sentence.text[fact.span.end :], maxsplit=1)[0][:_BEHIND]
    if about.says(before, "then"):
        return _compared(sentence) is not None
    if not is_first and about.says(f"{before} {behind}", "year_before", "same_months"):
        return True
    return about.says(before, "year_before") and not moves(before, about.language, about.rules)


def _counts_same(what: CountedNoun | None, previous: Official, about: _Text) -> bool:
    """Whether a number counts what the figure before it does, or does not say what it counts.

    Of two names that the pack does not know one may say more than the other.
    """
    if not what or about.says(what.words.split()[0], "tallies"):
        return True
    if what.code or previous.thing:
        return what.code == previous.thing
    stems = stems_of_name(previous.what, previous.language)
    return all(one == other for one, other in zip(what.stems, stems, strict=False))


def _earlier(sentence: _Sentence, fact: Fact, figure: Official) -> Official:
    return replace(
        figure,
        value=Decimal(fact.value),
        bounds=bounds(fact),
        period=_before(sentence, figure.period),
        growth=None,
        base=None,
        quote=sentence.text,
    )


def _before(sentence: _Sentence, period: str) -> str:
    """The period with which a sentence compares another: of the year it states, else the last."""
    year = _compared(sentence)
    return moved(period, year - int(period.rpartition("/")[2][:4]) if year else -1)


def _compared(sentence: _Sentence) -> int | None:
    about = sentence.about
    return compared_year(sentence.text, sentence.facts, about.language, about.rules)
