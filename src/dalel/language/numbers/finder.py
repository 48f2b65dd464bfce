"""Finds numbers in text, in digits, in words or in both.

A number is read from left to right: values below a thousand add up, a multiplier takes what
stands before it ("екі жүз мың", "21 тысяча 300"), a half adds half of its unit ("екі жарым млн").
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import pairwise
from typing import Final

from dalel.language.kk.numerals import ONE_ENDED
from dalel.language.numbers.compounds import ABLATIVE, COMPOUND, MARKS, OF_ONE, SCALED
from dalel.language.numbers.numerals import ONE, TENS, Numeral, numerals
from dalel.language.ru.numerals import ONE_OR_MANY, PLURAL_ORDINAL

_SPACES: Final = " \u00a0\u202f\u2009"
_GROUPED: Final = rf"\d{{1,3}}(?:[{_SPACES}]\d{{3}})+(?![\d])(?:,\d+)?|\d+(?:[.,]\d+)?"
_DIGITS: Final = {
    "kk": _GROUPED,
    "ru": _GROUPED,
    "en": r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?",
}
#: Endings that a number in digits takes after a hyphen; another one makes an ordinal or a name.
_ENDINGS: Final = {
    "kk": (
        r"(?:[ғгқк][ае]|[дтн][ае]н?|[дтн][ыі]ң?|с?[ыі](?:н(?:[ыі]ң|д?[ае]н?)?|мен)?|[мбп]ен"
        r"|[дт][ае]й|ақ|[еа]у[ыі]?(?:н[ае]?|ң)?)"
    ),
    "ru": r"(?:ти|и|ух|х|ю|мя)",
    "en": r"(?!)",
}
#: Russian adjectives that count, 37-летний, 50-процентный.
_ADJECTIVE: Final = (
    "лет|дневн|часов|минутн|месячн|недельн|процентн|кратн|тысячн|миллионн|суточн"
    "|(?:year|month|week|day|hour|minute|member|page|tenge|dollar|percent|per|strong|odd|fold)"
)
#: Scales that may follow digits without a space: 3,2млн, 3.2bn.
_GLUED: Final = {
    "kk": "млн|млрд|трлн|мың|Млн|Млрд",
    "ru": "млн|млрд|трлн|тыс|Млн|Млрд",
    "en": "k|m|mn|mln|bn|K|M",
}
_WORD: Final = r"[^\W\d_]+(?:-[^\W\d_]+)?\.?"
_DASH: Final = re.compile(r"\s*[–—-]\s*")
_GAP: Final = re.compile(rf"[{_SPACES}]*|-")
#: Between a number and what multiplies it: 36 с лишним млн.
_AND_MORE: Final = re.compile(
    rf"[{_SPACES}]+с[{_SPACES}]+(?:лишним|небольшим|гаком)[{_SPACES}]+", re.IGNORECASE
)
_JOIN: Final = re.compile(rf"[{_SPACES}]+(?:с|and a|an?|of a)[{_SPACES}]+")
#: Before the rest of an English number: two hundred and six.
_AND: Final = re.compile(rf"[{_SPACES}]+and[{_SPACES}]+")
_MORE_AFTER: Final = re.compile(r"[-–]\d")
_MORE_BEFORE: Final = re.compile(r"\d-$")
_FRACTION: Final = re.compile(r"\s+бүтін\s+(оннан|жүзден)\s+")
#: Before "of ten" and "of a hundred", which name the place of a decimal.
_WHOLES: Final = re.compile(r"бүтін\s+$", re.IGNORECASE)
#: Between the ends of a change: "с 60 до 85 млрд", "from 60 to 85 billion".
_FROM_TO: Final = re.compile(r"\s+(?:до|to)\s+|-?(?:[тнд][ае]н)\s+", re.IGNORECASE)
_SCALED: Final = 1000
#: From here on "-х" ends an ordinal: 8-х, and not 3-х.
_FEWEST_ORDINAL: Final = 5
#: Numbers of persons, phones and accounts are long and not round.
_IDENTITY: Final = re.compile(r"\d{7,}(?:[1-9]\d\d|\d[1-9]\d|\d\d[1-9])")
#: What is counted or paid has no more digits before its point; keys and card numbers have.
_MOST_DIGITS: Final = 15


@dataclass(slots=True)
class Number:
    """A number in a text; ``upper`` is the end of a range.

    ``digits`` says that it begins with digits, ``about`` that its ending makes it a guess.
    ``whole`` is what multipliers have closed, ``scale`` the last of them.
    """

    start: int
    end: int
    value: Decimal
    upper: Decimal | None = None
    digits: bool = False
    about: bool = False
    whole: Decimal = field(default_factory=Decimal)
    scale: Decimal = field(default_factory=lambda: Decimal(1))


@dataclass(frozen=True, slots=True)
class _Token:
    start: int
    end: int
    text: str
    digits: Decimal | None
    numeral: Numeral | None


class NumberFinder:
    """Finds the numbers of one language: ``kk``, ``ru`` or ``en``."""

    def __init__(self, language: str) -> None:
        self._words = numerals(language)
        self._compound, self._marks = COMPOUND[language], MARKS[language]
        self._comma = language != "en"
        self._token = re.compile(
            rf"(?<![\w№#:@/])(?<!\d[.,:(])(?<![^\W\d_]-)(?P<digits>{_DIGITS[language]})"
            rf"(?:(?P<ending>-{_ENDINGS[language]}(?![\w-]))|(?P<scale>{_GLUED[language]})(?!\w))?(?!\w|:\d|-(?!\d|{_ADJECTIVE})\w|[.,/]\d)"
            rf"|(?<![\w-])(?P<word>{_WORD})"
        )

    def find(self, text: str, *, ones: bool = False) -> list[Number]:
        """The numbers in order; ranges are one, "one" alone is none unless ``ones`` are asked."""
        found: list[Number] = []
        run: list[_Token] = []
        for token in self._tokens(text):
            if run and not _are_joined(text, run[-1], token):
                found += _read(run)
                run = []
            run.append(token)
        found += _read(run)
        counts = [n for n in _fractions(text, found) if ones or n.digits or n.value != ONE]
        ranges = _shared_scales(text, _ranges(text, counts))
        return [number for number in ranges if not _is_code(text, number)]

    def _tokens(self, text: str) -> list[_Token]:
        tokens: list[_Token] = []
        low = text.lower()
        compounds = any(mark in low for mark in self._marks)
        for match in self._token.finditer(text):
            if match["digits"]:
                if not _IDENTITY.fullmatch(match["digits"]):
                    tokens += self._in_digits(match)
                continue
            token = self._in_words(text, match, compounds=compounds)
            token = token or _one_more(text, match, tokens)
            if token is not None:
                tokens.append(token)
            elif "-" in match["word"]:
                tokens += self._in_pairs(match)
        return tokens

    def _in_pairs(self, match: re.Match[str]) -> list[_Token]:
        """Two numerals that a hyphen joins: два-три, екі-үш."""
        first, _, second = match["word"].lower().partition("-")
        low, high = self._words.get(first), self._words.get(second.rstrip("."))
        if low is None or high is None or low.value > high.value:
            return []
        start, end = match.start(), match.start() + len(first)
        if low.value == high.value:
            # Twice the same shares it out: бес-бес.
            return [_Token(start, match.end(), match["word"].lower(), None, low)]
        return [
            _Token(start, end, first, None, low),
            _Token(end + 1, end + 1 + len(second.rstrip(".")), second.rstrip("."), None, high),
        ]

    def _in_words(self, text: str, match: re.Match[str], *, compounds: bool) -> _Token | None:
        word, start = match["word"], match.start()
        low, end = word.lower(), match.end()
        numeral = self._words.get(low) or self._words.get(low.rstrip("."))
        if numeral is None and not compounds:
            return None
        if numeral is None and (begun := self._compound.match(low)):
            numeral, end = self._words.get(begun[1]), start + begun.end()
            numeral = _scaled(numeral, low[begun.end() :])
            low = begun[1]
        if numeral is None or _WHOLES.search(text, max(0, start - 8), start):
            return None
        if low.rstrip(".") in ONE_OR_MANY and OF_ONE.search(text, max(0, start - 10), start):
            numeral = replace(numeral, vague=False)
        if end == match.end() and word.endswith(".") and not self._dotted(word):
            end -= 1
        return _Token(start, end, low, None, numeral)

    def _dotted(self, word: str) -> bool:
        return word.lower() in self._words

    def _in_digits(self, match: re.Match[str]) -> list[_Token]:
        plain = re.sub(rf"[{_SPACES}]", "", match["digits"])
        plain = plain.replace(",", ".") if self._comma else plain.replace(",", "")
        if len(plain.partition(".")[0]) > _MOST_DIGITS:
            return []
        ending = match["ending"] or ""
        end = match.start("scale") if match["scale"] else match.end()
        number = _Token(match.start(), end, ending, Decimal(plain), None)
        if ending == PLURAL_ORDINAL and number.digits and number.digits >= _FEWEST_ORDINAL:
            return []
        if not match["scale"]:
            return [number]
        scale = match["scale"].lower()
        return [number, _Token(end, match.end(), scale, None, self._words[scale])]


def _scaled(numeral: Numeral | None, rest: str) -> Numeral | None:
    """A numeral at the head of a compound, times what follows it there: двухмиллионный."""
    by = next((by for scale, by in SCALED.items() if rest.startswith(scale)), None)
    return numeral if numeral is None or by is None else replace(numeral, value=numeral.value * by)


def _one_more(text: str, match: re.Match[str], before: Sequence[_Token]) -> _Token | None:
    """A Kazakh "one" with an ending, which counts only after tens: он бірінде."""
    last = before[-1] if before else None
    tens = last is not None and last.numeral is not None and last.numeral.value in TENS
    if last is None or not tens or not text[last.end : match.start()].isspace():
        return None
    if match["word"].lower() not in ONE_ENDED:
        return None
    return _Token(match.start(), match.end(), match["word"].lower(), None, Numeral(ONE))


def _are_joined(text: str, last: _Token, token: _Token) -> bool:
    """Whether what stands between makes one number: two and a half, two hundred and six."""
    if _GAP.fullmatch(text, last.end, token.start):
        return True
    if _AND.fullmatch(text, last.end, token.start):
        hundreds = last.numeral is not None and last.numeral.multiplies
        return hundreds and token.numeral is not None and token.numeral.value < 100
    if _AND_MORE.fullmatch(text, last.end, token.start):
        return token.numeral is not None and token.numeral.multiplies
    if not _JOIN.fullmatch(text, last.end, token.start):
        return False
    return _is_half(token) or _is_half(last)


def _is_half(token: _Token) -> bool:
    return token.numeral is not None and token.numeral.half


def _read(run: Sequence[_Token]) -> list[Number]:
    """The numbers that a run of numerals makes."""
    found: list[Number] = []
    current: Number | None = None
    before: _Token | None = None
    for token in run:
        closed = before is not None and before.text.endswith(ABLATIVE)
        if current is None or closed or not _extend(current, token):
            current = _begin(token)
            if current is not None:
                found.append(current)
        before = token
    return found


def _begin(token: _Token) -> Number | None:
    if token.digits is not None:
        about = token.text.endswith(("дай", "дей", "тай", "тей"))
        return Number(token.start, token.end, token.digits, digits=True, about=about)
    numeral = token.numeral
    if numeral is None or numeral.vague or (numeral.half and not numeral.starts):
        return None
    number = Number(token.start, token.end, numeral.value, about=numeral.about)
    if numeral.multiplies:
        number.scale = numeral.value
        number.whole = numeral.value
    return number


def _extend(number: Number, token: _Token) -> bool:
    """Add the token to the number; False where it begins another one."""
    numeral = token.numeral
    if numeral is None:
        added = _fill(number, token.digits or Decimal(0))
    elif numeral.multiplies:
        added = _multiply(number, numeral.value)
    elif numeral.half:
        number.value += numeral.value * (1 if number.value > number.whole else number.scale)
        added = True
    else:
        added = _add(number, numeral.value)
    if added:
        number.end = token.end
        number.about = number.about or (numeral is not None and numeral.about)
    return added


def _fill(number: Number, digits: Decimal) -> bool:
    """Digits after a multiplier fill its zeros: "21 мың 300"."""
    fits = 0 < number.whole == number.value and digits < number.scale
    if fits:
        number.value += digits
    return fits


def _multiply(number: Number, by: Decimal) -> bool:
    small = number.value - number.whole
    if small:
        number.whole += small * by
    elif number.scale > by or number.digits:
        return False
    else:
        number.whole *= by
    number.scale = by
    number.value = number.whole
    return True


def _add(number: Number, value: Decimal) -> bool:
    """A value below a thousand goes on with the number: 200 and 50, 20 and 4, 5 and 100."""
    small = number.value - number.whole
    if not _adds(number, small, value):
        return False
    number.value = number.whole + small * 100 if value == 100 and small else number.value + value
    return True


def _adds(number: Number, small: Decimal, value: Decimal) -> bool:
    """Whether a value below a thousand goes on with the number: 200 and 50, 20 and 4, 5 and 100."""
    if number.digits and not number.whole:
        return False
    if value == 100:
        return 0 <= small < 10 and (small > 0 or number.whole > 0)
    if not small:
        return bool(number.whole)
    return (small % 100 == 0 and value < 100) or (
        small % 10 == 0 and small % 100 >= 10 and value < 10
    )


def _is_code(text: str, number: Number) -> bool:
    """Whether a hyphen joins it to further digits, as in numbers of articles and telephones."""
    return bool(
        _MORE_AFTER.match(text, number.end) or _MORE_BEFORE.search(text[: number.start][-2:])
    )


def _fractions(text: str, numbers: list[Number]) -> list[Number]:
    """Kazakh "жиырма төрт бүтін оннан бір", 24.1, read as one number."""
    found: list[Number] = []
    for number in numbers:
        before = found[-1] if found else None
        between = before and _FRACTION.match(text, before.end)
        if before and between and between.end() == number.start:
            tenth = Decimal(10 if between[1] == "оннан" else 100)
            scale = number.scale if number.whole else Decimal(1)
            before.value = (before.value + number.value / scale / tenth) * scale
            before.end = number.end
        else:
            found.append(number)
    return found


def _shared_scales(text: str, numbers: list[Number]) -> list[Number]:
    """Of "с 60 до 85 млрд" the first number has the scale of the second."""
    for before, number in pairwise(numbers):
        bare = before.digits and not before.whole and number.digits and number.whole
        below = before.value < min(number.value / number.scale, Decimal(_SCALED))
        if bare and below and _FROM_TO.fullmatch(text, before.end, number.start):
            before.value *= number.scale
            before.whole = before.value
    return numbers


def _ranges(text: str, numbers: list[Number]) -> list[Number]:
    """Two numbers with a dash between are one range; a multiplier of the second holds for both."""
    found: list[Number] = []
    for number in numbers:
        before = found[-1] if found else None
        if before and before.upper is None and _DASH.fullmatch(text, before.end, number.start):
            shared = number.scale if number.whole and not before.whole else Decimal(1)
            lower = before.value * shared
            if lower < number.value:
                before.value, before.upper, before.end = lower, number.value, number.end
                continue
        found.append(number)
    return found
