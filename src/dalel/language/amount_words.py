"""What the reader of amounts knows of a language: bounds, changes, shares, words for amounts."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from dalel.domain.claim import AmountBound


@dataclass(frozen=True, kw_only=True)
class AmountWord:
    """A word or phrase that is an amount by itself: вдвое, dozens, жартысы.

    ``pattern`` is a regular expression. ``value`` is a decimal, of a part of a
    whole a fraction. ``scaled`` says that a scale may follow: десятки тысяч.
    """

    pattern: str
    value: str
    unit: str = "count"
    bound: AmountBound = AmountBound.EXACT
    scaled: bool = False


@dataclass(frozen=True, kw_only=True)
class AmountWords:
    """Regular expressions of a language around its numbers.

    ``before`` and ``after`` tell bounds; ``between`` may stand between a bound and its number.
    ``occasion`` follows a number of occasions, ``times_before`` and ``times_after`` show that it
    multiplies instead. ``rising`` are the words of a change; ``starts``, ``ends`` and ``by`` stand
    before the ends of one and its size, ``more`` after its size. ``range_start`` and ``range_end``
    stand before the ends of a range. ``of`` joins a part to its whole. ``each_before`` and
    ``each_after`` tell that everyone has it, ``lone_one`` that a "one" counts.
    ``clock_before`` and ``clock_after`` make a number an hour of the day. ``inverted`` is a
    noun before its number, which makes that a guess, ``starting_from`` shows that a range has no
    end. ``number_of`` stands before what is counted, ``lone_year`` before the months of one year
    and some; ``lone_unit`` is a bounded unit without a number: почти год. ``ordinal`` and
    ``scale_ordinal`` end an ordinal that a numeral begins, ``no_number`` is what only looks like a
    numeral, ``known`` a number of those who are known already: оба.
    """

    before: Mapping[AmountBound, str]
    between: str
    after: Mapping[AmountBound, str]
    amounts: tuple[AmountWord, ...]
    scales: Mapping[str, int]
    occasion: str
    times_before: str
    times_after: str
    rising: str
    starts: str
    ends: str
    by: str
    more: str
    range_start: str
    range_end: str
    of: str
    each_before: str
    each_after: str
    clock_before: str
    clock_after: str
    number_of: str
    lone_year: str
    years_and: str
    lone_unit: str
    lone_one: str
    inverted: str
    starting_from: str
    ordinal: str
    scale_ordinal: str
    no_number: str
    known: str


#: Units of data by what is written in any of the languages.
DATA_UNITS: Final = (
    r"(?P<TB>ТБ|Тб|TB|терабайт\w*|terabytes?)|(?P<GB>ГБ|Гб|GB|гигабайт\w*|gigabytes?)"
    r"|(?P<MB>МБ|Мб|MB|мегабайт\w*|megabytes?)|(?P<Tbps>Тбит/с|Tbps|Tbit/s|терабит\w*|terabits?)"
    r"|(?P<Gbps>Гбит/с|Gbps|Gbit/s|гигабит\w*|gigabits?)"
    r"|(?P<Mbps>Мбит/с|Mbps|Mbit/s|мегабит\w*|megabits?)"
    r"|(?P<kbps>[Кк]бит/с|[Kk]bps|[Kk]bit/s|килобит\w*|kilobits?)"
)
