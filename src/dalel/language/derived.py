"""Tells whether an amount follows from other amounts, and from which of them.

Newspapers round, add up and compare: "қырықтан астам" for 43, "вдвое" for 20 and 40, "two thirds"
for eight of twelve, eighteen months for a year and a half. What is merely near does not follow: 43
not from 34, nor "five years" from "up to five years".
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from itertools import combinations, permutations
from typing import Final

from dalel.domain.claim import Amount, AmountBound, is_money
from dalel.language.numbers.number_reading import COUNT, PERCENT


class Way(StrEnum):
    """How an amount follows from others."""

    SAME = "same"
    ROUNDED = "rounded"
    CONVERTED = "converted"
    SHARE = "share"
    PART = "part"
    SUM = "sum"
    DIFFERENCE = "difference"
    RATIO = "ratio"
    PRODUCT = "product"
    LISTED = "listed"
    REST = "rest"
    ELAPSED = "elapsed"
    #: A month or a year in which the article was published: what is news happened then.
    PUBLISHED = "published"


@dataclass(frozen=True, kw_only=True)
class Derivation:
    """The amounts that another one follows from, and how; a counted list has none."""

    way: Way
    sources: tuple[Amount, ...] = ()


#: Legal units: by code the currency and what one is worth, by year.
Worths = Mapping[str, tuple[str, Mapping[int, int]]]

_TIMES: Final = "times"
_COUNTS: Final = frozenset({COUNT, "occasion"})
#: Families of units, each unit in its smallest one.
_SIZES: Final[Mapping[str, tuple[str, Decimal]]] = {
    "year": ("month", Decimal(12)), "month": ("month", Decimal(1)),
    "week": ("minute", Decimal(7 * 24 * 60)), "day": ("minute", Decimal(24 * 60)),
    "hour": ("minute", Decimal(60)), "minute": ("minute", Decimal(1)),
    "TB": ("MB", Decimal(10**6)), "GB": ("MB", Decimal(1000)), "MB": ("MB", Decimal(1)),
    "Tbps": ("Mbps", Decimal(10**6)), "Gbps": ("Mbps", Decimal(1000)),
    "Mbps": ("Mbps", Decimal(1)), "kbps": ("Mbps", Decimal("0.001")),
    "occasion": ("count", Decimal(1)),
}  # fmt: skip
#: Minutes of a month, which calendars make of unequal length, and how far two told in months and
#: in days may be apart: half a month is two weeks, or 15 days.
_MONTH_MINUTES: Final = Decimal("30.44") * 24 * 60
_UNEQUAL: Final = Decimal("0.09")
#: Parts of a whole that are told in words, in percent, and how far the exact value may be off.
_FRACTIONS: Final = frozenset(
    (Decimal(100) * part / whole).quantize(Decimal("0.1")).normalize()
    for whole in range(2, 11)
    for part in range(1, whole)
)
_FRACTION_NEAR: Final[Mapping[AmountBound, tuple[Decimal, Decimal]]] = {
    AmountBound.EXACT: (Decimal("0.95"), Decimal("1.05")),
    AmountBound.ABOUT: (Decimal("0.9"), Decimal("1.1")),
    AmountBound.OVER: (Decimal("1"), Decimal("1.2")),
    AmountBound.AT_LEAST: (Decimal("1"), Decimal("1.2")),
    AmountBound.UNDER: (Decimal("0.8"), Decimal("1")),
    AmountBound.UP_TO: (Decimal("0.8"), Decimal("1")),
}
_EXACT: Final = AmountBound.EXACT
_LOWER: Final = frozenset({AmountBound.OVER, AmountBound.AT_LEAST})
#: Told of a round number instead of the number itself, these say no more and no less.
_LOOSE: Final = frozenset({AmountBound.OVER, AmountBound.ABOUT})
#: A rounded value lies at most this far from the exact one.
ROUNDED: Final = Decimal("0.01")
_ABOUT: Final = Decimal("0.12")
_HALF: Final = Decimal("0.5")
_RATIO_ABOUT: Final = Decimal("0.05")
_FIVES: Final = Decimal("0.05")
#: "Dozens" are fewer than this many times twenty, hundreds than so many times two hundred, and
#: "thousands" and "millions" fewer than so many times two of them.
_DOZENS: Final = 5
_THOUSANDS: Final = 500
_A_DOZEN: Final = 12
#: From here on a number without a unit may be a sum that is worked out of sums.
_LEAST_BARE: Final = 1000
_LEAST_ROUND: Final = 20
_LEAST_SUMMED: Final = 2
#: Of more amounts than these some two give almost any number: that one fits tells nothing.
_MOST_COMBINED: Final = 50
#: Amounts of two kinds that are added stand side by side: три журналиста и два блогера.
_NEAR: Final = 30
_STEM: Final = 4


def follows_from(
    amount: Amount,
    others: Sequence[Amount],
    *,
    listed: Sequence[int] = (),
    worths: Worths | None = None,
) -> Derivation | None:
    """How an amount follows from others; None where it does not.

    ``listed`` are the lengths of lists of names told beside the others, ``worths`` the legal units
    in which sums are told. One amount is tried before two, and equality before habit.
    """
    if len(others) == 1 and is_money(amount.unit) and others[0].unit == amount.unit:
        # Of one sum another follows only where it is the same one.
        return _single(amount, others)
    for find in (
        _from_one, _from_unequal, _from_worth, _from_whole, _from_share, _from_rest, _from_each,
        _from_growth, _from_two, _from_bare,
    ):  # fmt: skip
        found = find(amount, others, worths or {})
        if found is not None:
            return found
    counts = amount.unit in _COUNTS and any(
        length >= _LEAST_SUMMED and _fits(amount, Decimal(length)) for length in listed
    )
    return Derivation(way=Way.LISTED) if counts else None


def _from_one(amount: Amount, others: Sequence[Amount], worths: Worths) -> Derivation | None:
    """One amount of the same unit, or one that is told without any."""
    alike = [other for other in others if _family(other.unit) == _family(amount.unit)]
    single = _single(amount, alike)
    if single is None and amount.unit not in {*_COUNTS, PERCENT, _TIMES}:
        bare = (replace(other, unit=amount.unit) for other in others if _is_bare(other))
        single = _single(amount, list(bare))
    return single


def _from_unequal(amount: Amount, others: Sequence[Amount], worths: Worths) -> Derivation | None:
    """A length of time in months or years told in days or weeks, or the other way round."""
    mine = _minutes(amount)
    if mine is None:
        return None
    for other in others:
        theirs = _minutes(other)
        if theirs is None or _family(amount.unit) == _family(other.unit):
            continue
        near = abs(mine - theirs) <= _UNEQUAL * max(mine, theirs)
        over = amount.bound in _LOWER and mine < theirs < mine * (1 + 2 * _ABOUT)
        under = amount.bound is AmountBound.UNDER and mine * (1 - 2 * _ABOUT) < theirs < mine
        if near or over or under:
            return Derivation(way=Way.CONVERTED, sources=(other,))
    return None


def _minutes(amount: Amount) -> Decimal | None:
    """How long it is; None of a range, and of what is no length of time."""
    size = {"month": _MONTH_MINUTES, "minute": Decimal(1)}.get(_family(amount.unit))
    return None if size is None or amount.upper is not None else _base(amount) * size


def _from_whole(amount: Amount, others: Sequence[Amount], worths: Worths) -> Derivation | None:
    """A count that another one is told to be a part of: девять, where it is три из девяти."""
    if amount.unit not in _COUNTS:
        return None
    for other in others:
        if other.share_of is not None and _fits(amount, other.share_of):
            return Derivation(way=Way.PART, sources=(other,))
    return None


def _from_each(amount: Amount, others: Sequence[Amount], worths: Worths) -> Derivation | None:
    """What all have together of whom each has so much."""
    counts = [other for other in others if other.unit in _COUNTS and other.bound is _EXACT]
    for share in others:
        if not share.each or not is_money(share.unit) or share.unit != amount.unit:
            continue
        for count in counts:
            if count.value > 1 and _fits(amount, _base(share) * count.value):
                return Derivation(way=Way.PRODUCT, sources=(count, share))
    return None


def _from_growth(amount: Amount, others: Sequence[Amount], worths: Worths) -> Derivation | None:
    """What grew by so many percent grew so many times, and the other way round."""
    for other in others:
        if other.upper is not None or other.bound is not _EXACT:
            continue
        if amount.unit == PERCENT and amount.change == "by" and other.unit == _TIMES:
            grown = (other.value - 1) * 100
        elif amount.unit == _TIMES and other.unit == PERCENT and other.change == "by":
            grown = 1 + other.value / 100
        else:
            continue
        if _fits(amount, grown):
            return Derivation(way=Way.RATIO, sources=(other,))
    return None


def _is_bare(amount: Amount) -> bool:
    """Whether nothing says what it is a number of."""
    return amount.unit == COUNT and amount.counted is None and amount.share_of is None


def _from_bare(amount: Amount, others: Sequence[Amount], worths: Worths) -> Derivation | None:
    """A number that is told without its unit, from amounts of any one unit."""
    if not _is_bare(amount):
        return None
    for unit in {other.unit: None for other in others if other.unit not in _COUNTS}:
        told = replace(amount, unit=unit)
        found = _from_one(told, others, worths)
        if found is None and amount.value >= _LEAST_BARE:
            found = _from_two(told, others, worths)
        if found is not None:
            return found
    return None


def _from_rest(
    amount: Amount,
    others: Sequence[Amount],
    worths: Worths,
) -> Derivation | None:
    """What a share leaves of the whole: 70 % where 30 % were."""
    if amount.unit != PERCENT:
        return None
    for other in others:
        if other.unit == PERCENT and other.upper is None and amount.value == 100 - other.value:
            return Derivation(way=Way.REST, sources=(other,))
    return None


def _single(amount: Amount, others: Sequence[Amount]) -> Derivation | None:
    found: Derivation | None = None
    for other in others:
        way = _way(amount, other)
        if way is Way.SAME and amount.unit == other.unit:
            return Derivation(way=way, sources=(other,))
        if way is not None and found is None:
            converted = way is Way.SAME
            found = Derivation(way=Way.CONVERTED if converted else way, sources=(other,))
    return found


def _way(amount: Amount, other: Amount) -> Way | None:
    """Same or rounded, in the smallest unit that both have."""
    if amount.share_of is not None and other.share_of != amount.share_of:
        return None
    value, stated = _base(amount), _base(other)
    if amount.bound is AmountBound.RANGE or other.bound is AmountBound.RANGE:
        return _of_range(amount, other)
    if value == stated:
        return _same_value(amount, other)
    if other.bound is _EXACT:
        return _fits(amount, stated)
    both_lower = amount.bound in _LOWER and other.bound in _LOWER
    return Way.ROUNDED if both_lower and _is_over(value, stated) else None


def _same_value(amount: Amount, other: Amount) -> Way | None:
    """Whether two bounds of one value tell the same, or one tells less than the other."""
    if amount.bound is other.bound:
        return Way.SAME
    bounds = {amount.bound, other.bound}
    if bounds <= _LOWER:
        return Way.ROUNDED
    if bounds <= {*_LOOSE, _EXACT} and _significant(amount.value) <= _LEAST_SUMMED:
        return Way.ROUNDED if amount.bound is not AmountBound.OVER else None
    return Way.ROUNDED if amount.bound is AmountBound.ABOUT and other.bound is _EXACT else None


def _of_range(amount: Amount, other: Amount) -> Way | None:
    low, high = _ends(other)
    if amount.bound is AmountBound.RANGE:
        return Way.SAME if _ends(amount) == (low, high) and other.bound is amount.bound else None
    value = _base(amount)
    told = {AmountBound.UP_TO: high, AmountBound.AT_LEAST: low}.get(amount.bound)
    return Way.ROUNDED if told is not None and told == value else None


def _fits(amount: Amount, exact: Decimal) -> Way | None:
    """Whether an amount is what one says for an exact value, in its smallest unit."""
    value = _base(amount)
    size = _size(amount)
    if _is_fraction(amount):
        low, high = _FRACTION_NEAR[amount.bound]
        if value * low <= exact <= value * high:
            return Way.SAME if value == exact else Way.ROUNDED
    if amount.bound is _EXACT:
        if value == exact:
            return Way.SAME
        return Way.ROUNDED if _is_rounded(amount.value, exact / size) else None
    tests: Mapping[AmountBound, Callable[[Decimal, Decimal], bool]] = {
        AmountBound.OVER: _is_over, AmountBound.AT_LEAST: _is_at_least,
        AmountBound.UNDER: _is_under, AmountBound.ABOUT: _is_about, AmountBound.UP_TO: _is_up_to,
    }  # fmt: skip
    test = tests.get(amount.bound)
    return Way.ROUNDED if test is not None and test(amount.value, exact / size) else None


def _is_fraction(amount: Amount) -> bool:
    """Whether it is a part of a whole told in words: две трети, a third."""
    return (
        amount.unit == PERCENT
        and amount.bound in _FRACTION_NEAR
        and amount.value.normalize() in _FRACTIONS
        and not any(character.isdigit() for character in amount.words)
    )


def _is_rounded(value: Decimal, exact: Decimal) -> bool:
    """Whether a value is an exact one to fewer places: 43,000 for 43,250, 42 for 42.2."""
    if abs(value - exact) > ROUNDED * abs(exact) or _significant(value) >= _significant(exact):
        return False
    return abs(value - exact) <= _step(value) / 2


def _is_over(value: Decimal, exact: Decimal) -> bool:
    return value < exact < value + _step(value)


def _is_at_least(value: Decimal, exact: Decimal) -> bool:
    vague = _significant(value) == 1 and str(value.normalize())[0] == "2" and value >= _LEAST_ROUND
    times = _THOUSANDS if value >= _LEAST_BARE else _DOZENS
    return value <= exact < (value * times if vague else value + _step(value))


def _is_under(value: Decimal, exact: Decimal) -> bool:
    return value - _step(value) < exact < value


def _is_up_to(value: Decimal, exact: Decimal) -> bool:
    return value - _step(value) < exact <= value


def _is_about(value: Decimal, exact: Decimal) -> bool:
    if value % _A_DOZEN == 0 and value <= _A_DOZEN * _LEAST_SUMMED:
        return abs(value - exact) <= value * _ABOUT
    fives = value * _FIVES if _ends_in_five(value) else Decimal(0)
    return abs(value - exact) <= max(fives, min(_step(value) * _HALF, value * _ABOUT))


def _step(value: Decimal) -> Decimal:
    """The place of the last digit that is not nought: 10 of 40, 100,000 of 3,200,000.

    Numbers are rounded to fives of it too: 50 of 250, a half of one and a half.
    """
    exponent = value.normalize().as_tuple().exponent
    step = Decimal(10) ** exponent if isinstance(exponent, int) else Decimal(1)
    return step * 5 if _ends_in_five(value) else step


def _ends_in_five(value: Decimal) -> bool:
    digits = value.normalize().as_tuple().digits
    return len(digits) > 1 and digits[-1] == 5


def _significant(value: Decimal) -> int:
    return len(value.normalize().as_tuple().digits)


def _from_worth(amount: Amount, others: Sequence[Amount], worths: Worths) -> Derivation | None:
    """A sum in legal units turned into money, or the other way round."""
    for code, (currency, values) in worths.items():
        if amount.unit not in {code, currency}:
            continue
        counts = [other for other in others if other.unit == code]
        sums = [other for other in others if other.unit == currency]
        given = counts if amount.unit == currency else sums
        if not given:
            continue
        told = {
            money.value / count.value
            for count in counts
            for money in sums
            if count.value and money.value / count.value in values.values()
        }
        candidates = told or {Decimal(value) for value in values.values()}
        for worth in sorted(candidates):
            for other in given:
                factor = worth if amount.unit == currency else 1 / worth
                if _bounded_alike(amount, other, other.value * factor):
                    return Derivation(way=Way.CONVERTED, sources=(other,))
    return None


def _bounded_alike(amount: Amount, other: Amount, value: Decimal) -> bool:
    if amount.bound is other.bound and amount.value == value:
        return True
    return other.bound is _EXACT and _fits(amount, value) is not None


def _from_share(amount: Amount, others: Sequence[Amount], worths: Worths) -> Derivation | None:
    """Percent of a part and its whole, a part of a share and its whole."""
    if amount.share_of is not None:
        return _both_told(amount, others)
    if amount.unit == PERCENT:
        shares = (
            other
            for other in others
            if other.share_of and _fits(amount, _percent(other.value, other.share_of))
        )
        share = next(shares, None)
        return None if share is None else Derivation(way=Way.SHARE, sources=(share,))
    return _part_of(amount, others) if amount.unit in _COUNTS else None


def _part_of(amount: Amount, others: Sequence[Amount]) -> Derivation | None:
    """A count that is so many percent of another one."""
    wholes = [each for each in others if each.unit in _COUNTS and each.bound is _EXACT]
    for share in others:
        if share.unit != PERCENT or share.change is not None:
            continue
        for whole in wholes:
            part = (share.value * whole.value / 100).to_integral_value()
            if part > 1 and _kin(whole, share) and _fits(amount, part):
                return Derivation(way=Way.PART, sources=(share, whole))
    return None


def _both_told(amount: Amount, others: Sequence[Amount]) -> Derivation | None:
    """A part of a whole of which each is told by itself, or of which the share is told."""
    counts = [other for other in others if other.unit in _COUNTS]
    part = next((other for other in counts if other.value == amount.value), None)
    whole = next((other for other in counts if other.value == amount.share_of), None)
    if part and whole and part is not whole and _kin(part, whole):
        return Derivation(way=Way.SHARE, sources=(part, whole))
    share = _percent(amount.value, amount.share_of or Decimal(1))
    for other in others:
        if other.unit == PERCENT and abs(other.value - share) <= _HALF:
            return Derivation(way=Way.SHARE, sources=(other,))
    return None


def _percent(part: Decimal, whole: Decimal) -> Decimal:
    return (100 * part / whole).quantize(Decimal("0.1"))


def _from_two(amount: Amount, others: Sequence[Amount], worths: Worths) -> Derivation | None:
    """A sum, difference, ratio or share of two amounts that are told of the same."""
    if amount.change in {"from", "to"} or len(others) < 2:
        return None
    rough = amount.bound is not _EXACT or _is_fraction(amount)
    bounds = {_EXACT, *_LOOSE} if rough else {_EXACT}
    told = (other for other in others if other.bound in bounds and other.upper is None)
    if (family := _family(amount.unit)) not in {_TIMES, PERCENT}:
        told = (other for other in told if _family(other.unit) == family)
    # What a title tells and its text repeats is one.
    exact = list({(other.value, other.unit, _stem(other)): other for other in told}.values())
    if len(exact) > _MOST_COMBINED:
        return None
    for way, first, second, value in _worked_out(amount, exact):
        if _is_worked_out(amount, value, way):
            return Derivation(way=way, sources=(first, second))
    return None


def _worked_out(
    amount: Amount, others: Sequence[Amount]
) -> Iterator[tuple[Way, Amount, Amount, Decimal]]:
    """What can be worked out of each two, in the smallest unit of the amount."""
    for first, second in combinations(others, 2):
        if _family(first.unit) == _family(second.unit):
            yield from _sums(amount, first, second)
    for first, second in permutations(others, 2):
        told_alike = _family(first.unit) == _family(second.unit) and _compare(first, second)
        if told_alike and 0 < _base(second) != _base(first):
            yield from _ratios(amount, first, second)


def _sums(
    amount: Amount, first: Amount, second: Amount
) -> Iterator[tuple[Way, Amount, Amount, Decimal]]:
    family = _family(amount.unit)
    if _family(first.unit) != family or family == _TIMES:
        return
    if family == PERCENT:
        if amount.change == "by":
            yield Way.DIFFERENCE, first, second, abs(first.value - second.value)
        return
    if _adds(first, second):
        yield Way.SUM, first, second, _base(first) + _base(second)
    if _compare(first, second):
        yield Way.DIFFERENCE, first, second, abs(_base(first) - _base(second))


def _ratios(
    amount: Amount, first: Amount, second: Amount
) -> Iterator[tuple[Way, Amount, Amount, Decimal]]:
    if first.unit in {PERCENT, _TIMES}:
        return
    ratio = _base(first) / _base(second)
    if amount.unit == _TIMES and ratio > 1:
        yield Way.RATIO, first, second, ratio
    if amount.unit == PERCENT and amount.change == "by":
        yield Way.RATIO, first, second, abs(ratio - 1) * 100
    elif amount.unit == PERCENT:
        yield Way.SHARE, first, second, ratio * 100


def _is_worked_out(amount: Amount, value: Decimal, way: Way) -> bool:
    """Whether an amount tells a value that was worked out, to its own places."""
    if amount.bound is not _EXACT or _is_fraction(amount):
        return _fits(amount, value) is not None
    told = _base(amount)
    if way in {Way.RATIO, Way.SHARE}:
        near = abs(told - value) <= _step(amount.value) * _HALF
        return near and abs(told - value) <= _RATIO_ABOUT * value
    return told == value or _is_rounded(amount.value, value / _size(amount))


def _adds(first: Amount, second: Amount) -> bool:
    """Whether two amounts may be added: of the same, or told of two kinds side by side."""
    if first.share_of is not None and first.share_of in {second.value, second.share_of}:
        return first.share_of == second.share_of
    return _compare(first, second) or _apart(first, second) <= _NEAR


def _compare(first: Amount, second: Amount) -> bool:
    """Whether two amounts are told of the same thing."""
    changed = {first.change, second.change} == {"from", "to"}
    partial = second.share_of == first.value or first.share_of == second.value
    return (
        changed
        or partial
        or (_kin(first, second) and (first.unit not in _COUNTS or _named(first, second)))
    )


def _named(first: Amount, second: Amount) -> bool:
    return first.counted is not None and second.counted is not None


def _kin(first: Amount, second: Amount) -> bool:
    """Whether the counted nouns may be one in two cases; one that is not told may be any."""
    if first.counted is None or second.counted is None:
        return True
    one, other = (each.counted.lower().split() for each in (first, second) if each.counted)
    return bool({word[:_STEM] for word in one} & {word[:_STEM] for word in other})


def _stem(amount: Amount) -> str:
    return amount.counted.lower()[:_STEM] if amount.counted else ""


def _apart(first: Amount, second: Amount) -> int:
    low, high = sorted((first.span, second.span), key=lambda span: span.start)
    return high.start - low.end


def _family(unit: str) -> str:
    return _SIZES[unit][0] if unit in _SIZES else unit


def _size(amount: Amount) -> Decimal:
    return _SIZES[amount.unit][1] if amount.unit in _SIZES else Decimal(1)


def _base(amount: Amount) -> Decimal:
    return amount.value * _size(amount)


def _ends(amount: Amount) -> tuple[Decimal, Decimal]:
    return _base(amount), (amount.upper or amount.value) * _size(amount)
