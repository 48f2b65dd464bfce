"""Detection of identity, payment card and telephone numbers.

Every finder looks for a fixed number of digits, however they are parted, so that numbers standing
side by side do not hide one another.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Final

import phonenumbers
from phonenumbers import PhoneNumberType
from stdnum import luhn

from dalel.language.undisguised import LOOK_ALIKES
from dalel.pack.privacy import IdentityScheme, PhoneWords

_DIGIT: Final = "[0-9" + re.escape("".join(map(chr, LOOK_ALIKES))) + "]"
#: What may stand between two digits of one number.
_PARTING: Final = r"[ \-.()/_]{0,3}"
#: Of so many digits of ten the rest may be letters that look like digits.
_TRUE_OF_TEN: Final = 7
_CARD_LENGTHS: Final = (16, 15, 19)
#: Issuers' ranges: Visa, Mastercard, Mir, Maestro, UnionPay, American Express, Discover.
_ISSUERS: Final = re.compile(
    r"4|5[0-8]|2[2-7]|6(?:0|2|3|4|5|7)|3[47]",
)
_LOCAL: Final = {PhoneNumberType.TOLL_FREE, PhoneNumberType.PREMIUM_RATE}
_THOUSANDS: Final = re.compile(r"\d{1,3}(?:[ .]\d{3})+")
#: Digits of the same number right before.
_GOES_BEFORE: Final = re.compile(r"\d[ \-.()]{0,3}$")
_ABROAD: Final = re.compile(r"\+[ \-.()]{0,2}\d(?:[ \-.()]{0,3}\d){7,14}(?!\d)")


@dataclass(frozen=True)
class Digits:
    """A run: its place in the readable text, the text, and its digits alone."""

    start: int
    end: int
    text: str
    digits: str


def runs(text: str, length: int) -> Iterator[Digits]:
    """Every run of so many digits, parted or not; runs may overlap."""
    for match in _run(length).finditer(text):
        found = text[match.start(1) : match.end(1)]
        digits = "".join(c for c in found.translate(LOOK_ALIKES) if c.isdigit())
        if 10 * sum(c.isdigit() for c in found) >= _TRUE_OF_TEN * length:
            yield Digits(match.start(1), match.end(1), found, digits)


@cache
def _run(length: int) -> re.Pattern[str]:
    return re.compile(
        rf"(?<![^\WNН])(?<!\d[.,])(?=({_DIGIT}(?:{_PARTING}{_DIGIT}){{{length - 1}}})(?!\w))"
    )


def is_identity(digits: str, scheme: IdentityScheme) -> bool:
    """Whether the digits are of the scheme: shape, check digit, a day of birth that there was."""
    match = re.fullmatch(scheme.pattern, digits)
    return match is not None and _is_born(match, scheme) and _is_checked(digits, scheme)


def _is_born(match: re.Match[str], scheme: IdentityScheme) -> bool:
    groups = match.groupdict()
    if "year" not in groups:
        return True
    known = scheme.centuries.get(groups.get("century") or "")
    centuries = (known,) if known is not None else tuple(sorted(set(scheme.centuries.values())))
    return any(
        _is_day(century + int(groups["year"]), int(groups["month"]), int(groups["day"]))
        for century in centuries
    )


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _is_checked(digits: str, scheme: IdentityScheme) -> bool:
    *body, last = map(int, digits)
    for weights in scheme.weights:
        found = sum(w * d for w, d in zip(weights, body, strict=True)) % scheme.modulus
        if found < 10:
            return found == last
    return not scheme.weights


def cards(text: str) -> Iterator[Digits]:
    """Numbers of payment cards: an issuer's first digits and Luhn's check digit."""
    for length in _CARD_LENGTHS:
        for run in runs(text, length):
            is_amex = run.digits[0] == "3"
            if (
                _ISSUERS.match(run.digits)
                and is_amex == (length == 15)
                and luhn.is_valid(run.digits)
            ):
                yield run


def phones(text: str, words: PhoneWords) -> Iterator[tuple[Digits, phonenumbers.PhoneNumber]]:
    """Valid telephone numbers of this country and, with a plus, of others."""
    for match in _ABROAD.finditer(text):
        digits = "".join(c for c in match[0] if c.isdigit())
        yield from _valid(Digits(match.start(), match.end(), match[0], "+" + digits), words)
    if not words.length:
        return
    for run in runs(text, words.length + 1):
        if run.digits[0] in words.prefixes and re.match(words.bare, run.digits[1:]):
            start = run.start - 1 if text[run.start - 1 : run.start] == "+" else run.start
            national = run.digits[1:]
            whole = Digits(start, run.end, text[start : run.end], national)
            yield from _valid(whole, words)
    for run in runs(text, words.length):
        is_whole = not _GOES_BEFORE.search(text, max(0, run.start - 4), run.start)
        if is_whole and re.match(words.bare, run.digits) and not is_thousands(run):
            yield from _valid(run, words)


def _valid(run: Digits, words: PhoneWords) -> Iterator[tuple[Digits, phonenumbers.PhoneNumber]]:
    try:
        number = phonenumbers.parse(run.digits, words.region)
    except phonenumbers.NumberParseException:
        return
    if phonenumbers.is_valid_number(number) and phonenumbers.number_type(number) not in _LOCAL:
        yield run, number


def is_thousands(run: Digits) -> bool:
    """Whether the digits are grouped as a count or a sum is: 87 012 345 678."""
    return _THOUSANDS.fullmatch(run.text) is not None
