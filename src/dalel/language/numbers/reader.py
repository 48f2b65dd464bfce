"""Reads the amounts of a text: numbers with unit, bound, what is counted, and part in a change."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise
from typing import Final

from dalel.domain.claim import Amount, AmountBound, is_money
from dalel.domain.evidence import TextSpan
from dalel.domain.lexicon import Lexicon
from dalel.language.amount_words import DATA_UNITS
from dalel.language.en import counting as english
from dalel.language.kk import counting as kazakh
from dalel.language.kk.counting import ABLATIVE, EVERY, GUESSED, NOT_EACH, POSSESSED, SUMS
from dalel.language.kk.numerals import COLLECTIVES, NOMINATIVES
from dalel.language.numbers.bounds import BoundFinder
from dalel.language.numbers.changes import ChangeReader
from dalel.language.numbers.compounds import are_joined
from dalel.language.numbers.counted import counted_noun, owner
from dalel.language.numbers.finder import Number, NumberFinder
from dalel.language.numbers.number_reading import (
    COUNT,
    PERCENT,
    TIME_UNITS,
    Reading,
    are_parted,
    widen,
    without_overlaps,
)
from dalel.language.numbers.numerals import ONE
from dalel.language.numbers.shares import ShareReader, kazakh_parts, percent, share_whole
from dalel.language.numbers.told_amounts import AMOUNT_WORDS, find_told
from dalel.language.numbers.units import (
    DECADES,
    LABELS,
    SPACE,
    SYMBOLS,
    TIMES,
    group_of,
    money_units,
)
from dalel.language.numbers.units import PERCENT as PERCENTS
from dalel.language.ru.counting import (
    COLLECTIVE,
    DATIVE_PLURALS,
    DISTRIBUTED,
    DISTRIBUTES,
    PARTITIVE,
)
from dalel.language.spans import Spans

_MONTHS, _QUARTER = 12, 3
#: How far back in its sentence a number without a noun looks for what it counts.
_REACH: Final = 120
_AHEAD: Final = 60
_EACH_REACH: Final = 60
_LABEL_REACH: Final = 20
_MULTIPLYING: Final = frozenset({"times", "occasion"})
_LAST_HOUR: Final = 24
#: A code or sign of money and the space behind it.
_SYMBOL_REACH: Final = 5
_YEARS_OF_DECADE: Final = 10
_TEN, _HUNDRED = 10, 100
_YEAR: Final = re.compile(r"(?:19[5-9]|20[0-4])\d")
#: A title in Latin letters, of which a year may be part.
_TITLE: Final = re.compile(r"[A-Za-z]\s$")
#: So much without its unit is the money that was told before, in the sentence before too.
_SURELY_MONEY: Final = 10**6
_FAR: Final = 240
_MOST_TIME: Final = 100
#: From here on what is "counted" by the word for a fine is money.
_LEAST_SUM: Final = 1000
#: Between sums of one list the greater is rarely more times the smaller.
_MOST_RATIO: Final = 5000
#: "One day" and бір күні are no spans.
_SOME_DAY: Final = re.compile(rf"(?:{english.SOME_DAY}|{kazakh.SOME_DAY})(?!\w)", re.IGNORECASE)


class AmountReader:
    """Reads the amounts of one language with a country's lexicon."""

    def __init__(self, language: str, lexicon: Lexicon) -> None:
        words = AMOUNT_WORDS[language]
        self._language, self._words = language, words
        self._numbers = NumberFinder(language)
        _, self._money = money_units(language, lexicon)
        self._percent = _compiled(SPACE + PERCENTS[language])
        self._times = _compiled(SPACE + TIMES[language])
        self._occasion = _compiled(SPACE + rf"(?:{words.occasion})")
        self._multiplied_before = _compiled(words.times_before)
        self._multiplied_after = _compiled(words.times_after)
        self._decade = _compiled(SPACE + DECADES[language])
        self._data = re.compile(rf"{SPACE}-?(?:{DATA_UNITS})(?!\w)")
        self._label = _compiled(LABELS[language])
        codes = {lexicon.currency, *SYMBOLS.values()}
        signs = "|".join([*map(re.escape, SYMBOLS), *(rf"(?<!\w){code}" for code in codes)])
        self._symbol = re.compile(rf"(?:{signs}){SPACE}$")
        self._bounds = BoundFinder(language, words)
        self._changes = ChangeReader(language, words)
        self._shares = ShareReader(words)
        self._clock_before = _compiled(words.clock_before)
        self._clock_after = _compiled(words.clock_after)
        self._lone_unit = _compiled(words.lone_unit)
        self._number_of = _compiled(words.number_of)
        self._lone_year, self._years_and = _compiled(words.lone_year), _compiled(words.years_and)
        self._inverted = _compiled(words.inverted)
        self._each_before = _compiled(words.each_before)
        self._each_after = _compiled(words.each_after)
        self._lone_one = _compiled(words.lone_one)
        self._ordinal = _compiled(rf"\s+(?:{words.ordinal}|{words.scale_ordinal})(?!\w)")
        self._scale_ordinal = _compiled(rf"\s+(?:{words.scale_ordinal})(?!\w)")
        self._no_number = _compiled(words.no_number)

    def read(self, text: str, taken: Sequence[TextSpan] = ()) -> tuple[Amount, ...]:
        """The amounts outside the spans already taken, in order of their place."""
        busy = Spans(taken)
        found = [
            *self._by_words(text),
            *self._by_parts(text),
            *self._by_lone_units(text),
            *self._by_numbers(text),
        ]
        readings = [
            reading
            for reading in without_overlaps(found)
            if not busy.meet(reading.head, reading.tail)
        ]
        readings = self._join_years(text, readings)
        for reading in readings:
            if reading.bound is AmountBound.EXACT:
                self._bounds.read(text, reading)
        self._invert(text, readings)
        readings = self._shares.read(text, readings)
        readings = self._changes.read(text, readings)
        for reading in readings:
            self._count(text, reading)
        self._complete(text, readings)
        for reading in readings:
            self._read_each(text, reading)
        _hand_on_each(readings)
        kept = (reading for reading in readings if self._is_amount(text, reading))
        return tuple(reading.amount(text) for reading in kept)

    def _invert(self, text: str, readings: Sequence[Reading]) -> None:
        """Nouns before their numbers, which are guesses: человек двадцать, лет десять."""
        last = 0
        for reading in readings:
            head = text[max(last, reading.head - _LABEL_REACH) : reading.head]
            match = self._inverted.search(head)
            if match and last and not head[: match.start()].strip():
                match = None  # It is what the number before it counts: двух человек 26 лет.
            if match and reading.unit == COUNT and reading.bound is AmountBound.EXACT:
                start = reading.head - len(match[0])
                unit, _ = self._unit(text, start, reading)
                reading.unit, reading.bound = unit or COUNT, AmountBound.ABOUT
                reading.counted = None if unit else match[0].strip()
                widen(reading, start=start)
            last = reading.tail

    def _by_numbers(self, text: str) -> Iterator[Reading]:
        for number in self._numbers.find(text, ones=True):
            label = text[max(0, number.start - _LABEL_REACH) : number.start]
            if self._label.search(label) or self._is_hour(text, number):
                continue
            if self._begins_ordinal(text, number):
                continue
            reading = self._reading(text, number)
            if not self._is_year(text, reading):
                yield reading

    def _begins_ordinal(self, text: str, number: Number) -> bool:
        """Whether it is the head of an ordinal: двадцать пятый, бес мыңыншы, тоқсан сайын."""
        if self._no_number.match(text, number.start):
            return True
        if not number.digits and number.value % _HUNDRED >= _TEN:
            return self._ordinal.match(text, number.end) is not None
        return self._scale_ordinal.match(text, number.end) is not None

    def _is_hour(self, text: str, number: Number) -> bool:
        before = text[max(0, number.start - _LABEL_REACH) : number.start]
        return number.value <= _LAST_HOUR and bool(
            self._clock_before.search(before) or self._clock_after.match(text, number.end)
        )

    def _is_year(self, text: str, reading: Reading) -> bool:
        """Whether a number is a year that only looks like one: Freedom on the Net 2025."""
        plain = _YEAR.fullmatch(text, reading.start, reading.end) is not None
        if not plain or reading.unit != COUNT or self._language == "en":
            return False
        titled = _TITLE.search(text[max(0, reading.start - _LABEL_REACH) : reading.start])
        return bool(titled) or counted_noun(text, reading.end, self._language) is None

    def _reading(self, text: str, number: Number) -> Reading:
        start, end = number.start, number.end
        reading = Reading(
            start=start, end=end, numeral=start, numeral_end=end, head=start, tail=end,
            value=number.value, upper=number.upper, one=number.value == ONE and not number.digits,
        )  # fmt: skip
        reading.each = _is_doubled(text[start:end])
        if number.about:
            reading.bound = AmountBound.ABOUT
        if not self._give_unit(text, reading, end):
            # The bound may part the numeral and its unit: жиырмадан астам сағат.
            bound = self._bounds.after(text, end)
            if bound is not None and self._give_unit(text, reading, bound[1]):
                reading.bound = bound[0]
        return reading

    def _give_unit(self, text: str, reading: Reading, place: int) -> bool:
        unit, end = self._unit(text, place, reading)
        before = text[max(0, reading.head - _SYMBOL_REACH) : reading.head]
        if unit is None and (match := self._symbol.search(before)):
            sign = match[0].rstrip()
            unit, end = SYMBOLS.get(sign, sign), reading.tail
            reading.head -= len(match[0])
        if unit is None:
            return False
        reading.unit, reading.tail = unit, end
        widen(reading, start=reading.head, end=end)
        if self._language == "kk" and GUESSED.search(text[reading.numeral_end : end]):
            reading.bound = AmountBound.ABOUT
        return True

    def _unit(self, text: str, place: int, reading: Reading) -> tuple[str | None, int]:
        if match := self._percent.match(text, place):
            return PERCENT, match.end()
        if match := self._decade.match(text, place):
            reading.value *= _YEARS_OF_DECADE
            return "year", match.end()
        if match := self._occasion.match(text, place):
            multiplies = self._multiplies(text, place, reading)
            return "times" if multiplies else "occasion", match.end()
        for pattern in (self._money, self._times, self._data):
            if match := pattern.match(text, place):
                return match.lastgroup or group_of(match), match.end()
        return None, place

    def _multiplies(self, text: str, place: int, reading: Reading) -> bool:
        before = text[max(0, reading.head - 12) : reading.head]
        return bool(
            self._multiplied_before.search(before) or self._multiplied_after.match(text, place)
        )

    def _by_words(self, text: str) -> Iterator[Reading]:
        for told in find_told(text, self._language):
            reading = Reading(
                start=told.start, end=told.end, numeral=told.start, numeral_end=told.end,
                head=told.start, tail=told.end, value=told.value, unit=told.word.unit,
                bound=told.word.bound, told=True,
            )  # fmt: skip
            if told.word.scaled:
                self._give_unit(text, reading, told.end)
            yield reading

    def _by_lone_units(self, text: str) -> Iterator[Reading]:
        """Bounded units without a number, which are one: почти год, up to a year."""
        for match in self._lone_unit.finditer(text):
            start, end = match.span("lone")
            unit = next(name for name in TIME_UNITS if match.groupdict().get(name))
            yield Reading(
                start=start, end=end, numeral=start, numeral_end=start, head=start, tail=end,
                value=ONE, unit=unit, told=True,
            )  # fmt: skip

    def _by_parts(self, text: str) -> Iterator[Reading]:
        for part in kazakh_parts(text) if self._language == "kk" else ():
            yield Reading(
                start=part.start, end=part.end, numeral=part.start, numeral_end=part.end,
                head=part.start, tail=part.end, value=percent(part.part, part.whole),
                unit=PERCENT, told=True,
            )  # fmt: skip

    def _count(self, text: str, reading: Reading) -> None:
        """Give a reading what it counts, as far as that stands beside it."""
        if reading.unit not in {COUNT, PERCENT} or reading.counted is not None:
            return
        end = max(reading.tail, reading.end)
        if self._language == "kk" and not EVERY.match(text, reading.head):
            self._count_kazakh(text, reading, end)
            return
        whole = reading.unit == PERCENT
        reading.counted = counted_noun(text, end, self._language, whole=whole)

    def _count_kazakh(self, text: str, reading: Reading, end: int) -> None:
        ending = _ending(text[reading.numeral : reading.numeral_end])
        possessed = POSSESSED.fullmatch(ending) is not None
        if reading.unit == PERCENT or reading.told or possessed:
            reading.counted = owner(text, reading.start)
            if reading.unit == PERCENT or possessed or reading.counted:
                return
        guessed = reading.bound is AmountBound.ABOUT
        if ending and end <= reading.numeral_end and not (guessed or reading.told):
            return
        noun = counted_noun(text, end, self._language)
        if noun is None or (reading.value >= _LEAST_SUM and noun.lower().startswith(SUMS)):
            return
        reading.counted = noun
        self._bound_behind(text, reading, text.index(noun, end) + len(noun))

    def _bound_behind(self, text: str, reading: Reading, end: int) -> None:
        """A bound that governs the counted noun: жеті адамнан кем емес."""
        if reading.bound is AmountBound.EXACT and (bound := self._bounds.after(text, end)):
            reading.bound = bound[0]
            widen(reading, end=bound[1])

    def _complete(self, text: str, readings: Sequence[Reading]) -> None:
        """What a number counts where another one before or behind it says that."""
        for reading, following in reversed(list(pairwise(readings))):
            if following.unit in TIME_UNITS and _are_listed(text, reading, following):
                self._take_over(text, following, reading)
        for before, reading in pairwise(readings):
            if _carries_on(text, before, reading):
                possessed = self._is_possessed(text, reading)
                share_whole(text, before, reading, possessed=possessed)
                self._take_over(text, before, reading)
        for reading, following in reversed(list(pairwise(readings))):
            if _are_listed(text, reading, following) or _leads_to(text, reading, following):
                self._take_over(text, following, reading)
        self._name_bare(text, readings)

    def _name_bare(self, text: str, readings: Sequence[Reading]) -> None:
        """What is counted by those that no other number tells it of."""
        for reading in readings:
            if reading.is_bare:
                reading.counted = self._named_before(text, reading)
            if reading.is_bare and self._stands_for_noun(text, reading):
                reading.counted = text[reading.numeral : reading.numeral_end]

    def _named_before(self, text: str, reading: Reading) -> str | None:
        """What is counted where that is told first: число жалоб выросло до 340."""
        start = max(0, reading.start - _REACH)
        match = self._number_of.search(text, start, reading.start)
        if match is None or are_parted(text, match.end(), reading.start):
            return None
        return match[1] if match.re.groups else counted_noun(text, match.end(), self._language)

    def _join_years(self, text: str, readings: Sequence[Reading]) -> list[Reading]:
        """The readings with years and the months that follow them as one length of time."""
        kept: list[Reading] = []
        for reading in readings:
            before = kept[-1] if kept else None
            if reading.unit != "month" or reading.upper is not None:
                kept.append(reading)
            elif (
                before is not None
                and before.unit == "year"
                and not self._is_start(text, before)
                and self._years_and.fullmatch(text, before.tail, reading.head)
            ):
                before.value, before.unit = _years(before.value, reading.value)
                before.tail = reading.tail
                widen(before, end=reading.tail)
            else:
                head = max(0, reading.head - _LABEL_REACH)
                if match := self._lone_year.search(text[head : reading.head]):
                    reading.value, reading.unit = _years(ONE, reading.value)
                    reading.head = head + match.start()
                    widen(reading, start=reading.head)
                kept.append(reading)
        return kept

    def _is_start(self, text: str, reading: Reading) -> bool:
        """Whether it is in the Kazakh ablative, from which something changes."""
        told = text[reading.head : reading.tail]
        return self._language == "kk" and ABLATIVE.search(told) is not None

    def _is_possessed(self, text: str, reading: Reading) -> bool:
        ending = _ending(text[reading.numeral : reading.numeral_end])
        return self._language == "kk" and POSSESSED.fullmatch(ending) is not None

    def _stands_for_noun(self, text: str, reading: Reading) -> bool:
        low = text[reading.numeral : reading.numeral_end].lower()
        if self._language == "kk":
            return low.startswith(tuple(COLLECTIVES))
        return reading.told or (self._language == "ru" and low in COLLECTIVE)

    def _take_over(self, text: str, other: Reading, reading: Reading) -> None:
        if reading.unit == PERCENT and reading.counted is None:
            reading.counted = other.counted
        if not reading.is_bare or other.is_bare or other.unit in _MULTIPLYING:
            return
        if other.unit not in {COUNT, PERCENT}:
            if self._stands_for_noun(text, reading) or not _may_share(other, reading):
                return
            reading.unit = other.unit
        reading.counted = other.counted

    def _read_each(self, text: str, reading: Reading) -> None:
        head = text[max(0, reading.start - _EACH_REACH) : reading.start]
        match = self._each_before.search(head)
        if match and self._is_distributed(text, reading):
            reading.each = True
            if match[0].lower().startswith(DISTRIBUTES):
                widen(reading, start=reading.start - len(match[0]))
        elif after := self._each_after.match(text, max(reading.tail, reading.end)):
            reading.each = True
            if reading.unit != COUNT:
                widen(reading, end=after.end())
        elif self._language == "kk" and _is_ablative_share(text, reading):
            reading.each = True

    def _is_distributed(self, text: str, reading: Reading) -> bool:
        """Whether "по" before a number shares it out: not "по двум делам", "по 15 статьям"."""
        before = text[max(0, reading.start - 3) : reading.start].lower()
        if self._language != "ru" or before != DISTRIBUTES:
            return True
        if PARTITIVE.match(text, reading.tail):
            return False
        last = (reading.counted or text[reading.numeral_end : reading.tail]).split()
        numeral = text[reading.numeral : reading.numeral_end].split()[0].lower()
        dative = bool(last) and last[-1].lower().endswith(DATIVE_PLURALS)
        return not dative and (numeral[0].isdigit() or DISTRIBUTED.fullmatch(numeral) is not None)

    def _is_amount(self, text: str, reading: Reading) -> bool:
        if not reading.one:
            return True
        if reading.unit != COUNT:
            return _SOME_DAY.match(text, reading.head) is None
        before = text[max(0, reading.start - _LABEL_REACH) : reading.start]
        return reading.share_of is not None or self._lone_one.search(before) is not None


def _years(years: Decimal, months: Decimal) -> tuple[Decimal, str]:
    """Years and months as years where these are halves or quarters, else as months."""
    if not months % _QUARTER:
        return years + months / _MONTHS, "year"
    return years * _MONTHS + months, "month"


def _is_doubled(numeral: str) -> bool:
    """Whether a numeral stands twice, which shares it out: бес-бес, екі-екіден."""
    first, _, second = numeral.lower().partition("-")
    return bool(second) and not first.isdigit() and second.startswith(first)


def _hand_on_each(readings: Sequence[Reading]) -> None:
    """A sum without its own unit is each one's where that before it is: and the rest 80,000."""
    for before, reading in pairwise(readings):
        own_unit = reading.tail > reading.numeral_end
        if before.each and not own_unit and reading.unit == before.unit != COUNT:
            reading.each = True


def _may_share(other: Reading, reading: Reading) -> bool:
    """Whether a bare number may be in the unit of another one."""
    if other.unit in TIME_UNITS:
        return reading.value <= _MOST_TIME
    low, high = sorted((other.value, reading.value))
    return low > 0 and high / low <= _MOST_RATIO


def _are_listed(text: str, reading: Reading, following: Reading) -> bool:
    return are_joined(text, reading.start, reading.end, following.start)


def _leads_to(text: str, reading: Reading, following: Reading) -> bool:
    """Whether the number behind may tell what this one counts, or the money of a great one."""
    sums = reading.value >= _SURELY_MONEY and is_money(following.unit)
    return (following.unit == COUNT or sums) and _are_near(text, reading, following, _AHEAD)


def _are_near(text: str, first: Reading, second: Reading, reach: int) -> bool:
    start, end = max(first.end, first.tail), second.start
    return end - start <= reach and not are_parted(text, start, end)


def _carries_on(text: str, before: Reading, reading: Reading) -> bool:
    """Whether what a reading leaves out may be told by the one before it."""
    if _are_near(text, before, reading, _REACH):
        return True
    return (
        is_money(before.unit)
        and reading.value >= _SURELY_MONEY
        and reading.start - before.end <= _FAR
    )


def _is_ablative_share(text: str, reading: Reading) -> bool:
    """Whether a Kazakh sum stands in the ablative that shares out: 80 мың теңгеден өтемақы."""
    told = reading.unit not in {COUNT, PERCENT, *_MULTIPLYING}
    if not told or reading.bound is not AmountBound.EXACT or reading.change is not None:
        return False
    ended = ABLATIVE.search(text[reading.numeral_end : reading.tail])
    return ended is not None and NOT_EACH.match(text, reading.tail) is None


def _ending(numeral: str) -> str:
    """What a Kazakh numeral has behind its nominative."""
    last = numeral.lower().split()[-1] if numeral else ""
    if last[:1].isdigit():
        head, _, tail = last.rpartition("-")
        return tail if head and tail.isalpha() else ""
    for word in NOMINATIVES:
        if last.startswith(word):
            return last[len(word) :].lstrip("-")
    return ""


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


@lru_cache(16)
def amount_reader(language: str, lexicon: Lexicon) -> AmountReader:
    """The reader of a language, prepared once."""
    return AmountReader(language, lexicon)
