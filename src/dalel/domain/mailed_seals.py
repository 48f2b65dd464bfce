"""Seals in what a person kept of them: a mail, a typed sentence, a printed line read off paper.

There a digest has line breaks, quotation marks and spaces in it, or letters that were typed wrong.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from typing import Final

from dalel.domain.public_seal import PublicSeal, seals_in

#: How many digits a seal has.
DIGITS: Final = 64
#: Fewer digits are no piece of a seal, but a word or another number.
_LEAST: Final = 24
#: So many say by themselves that a seal was meant; fewer only where no seal stands.
_NEARLY: Final = range(56, 73)
#: A day stands so near to its seal, in letters.
_NEAR: Final = 60
#: A piece of a seal that few wrong letters leave as it was, and how alike the whole is then.
_PIECE: Final = 12
_ALIKE: Final = 0.9
#: A group of digits that may be a year before a seal in groups.
_YEAR: Final = re.compile(r"20[0-9]{2}")

_UNSEEN: Final = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\u0000]")
_SOFT_BREAK: Final = re.compile(r"=[ \t]*\r?\n")
_QUOTE: Final = re.compile(r"^[ \t]*(?:[>|][ \t]*)+", re.MULTILINE)
_MARKUP: Final = re.compile(r"\s*[<{\[]")
_MONTHS: Final = (
    ("jan", "янв", "қаңтар"),
    ("feb", "фев", "ақпан"),
    ("mar", "мар", "наурыз"),
    ("apr", "апр", "сәуір"),
    ("may", "мая", "май", "мамыр"),
    ("jun", "июн", "маусым"),
    ("jul", "июл", "шілде"),
    ("aug", "авг", "тамыз"),
    ("sep", "сен", "қыркүйек"),
    ("oct", "окт", "қазан"),
    ("nov", "ноя", "қараша"),
    ("dec", "дек", "желтоқсан"),
)
_NUMBERS: Final = {word: at for at, words in enumerate(_MONTHS, 1) for word in words}
_NAME: Final = f"(?:{'|'.join(sorted(_NUMBERS, key=len, reverse=True))})\\w{{0,7}}"
_DAY: Final = re.compile(
    r"(?<![\w-])(?:"
    r"(?P<y1>\d{4})-(?P<m1>\d\d)-(?P<d1>\d\d)(?:T[\d:.]{1,15}Z?)?"
    r"|(?P<d2>\d{1,2})\.(?P<m2>\d\d)\.(?P<y2>\d{4})"
    rf"|(?P<d3>\d{{1,2}})(?:st|nd|rd|th)?[ ](?P<m3>{_NAME})\.?,?[ ](?P<y3>\d{{4}})"
    rf"|(?P<m4>{_NAME})\.?[ ](?P<d4>\d{{1,2}})(?:st|nd|rd|th)?,?[ ](?P<y4>\d{{4}})"
    rf"|(?P<y5>\d{{4}})[ ](?:жылғы|жылдың|жыл)[ ](?P<d5>\d{{1,2}})[ ](?P<m5>{_NAME})"
    r")(?!\w)",
    re.IGNORECASE,
)
#: Words of digits with nothing between them but what a mail puts there.
_RUN: Final = re.compile(r"(?<![\w-])\w+(?:[ \t\r\n\"'`«»“”„*_]+\w+)*")
_WORD: Final = re.compile(r"[^\W_]+")
_HEX: Final = re.compile(r"[0-9a-f]+")
#: What a typed digit is taken for: it makes a word that no seal holds.
_TYPED: Final = re.compile(r"(?=.*[0-9])[0-9a-z]{4,}", re.DOTALL)


@dataclass(frozen=True, kw_only=True)
class Misread:
    """What was meant as a seal and is none: as it was found, and why it cannot be one."""

    digits: str
    why: str


@dataclass(frozen=True, kw_only=True)
class GivenSeals:
    """The seals in what somebody kept, and what only looks like one."""

    seals: tuple[PublicSeal, ...]
    misread: tuple[Misread, ...]


def given_in(text: str) -> GivenSeals:
    """All seals in a text, each once; a page, a feed or JSON is read as it was written."""
    exact = seals_in(text)
    if _MARKUP.match(text):
        return GivenSeals(seals=exact, misread=())
    by_link = {seal.link: seal for seal in exact}
    misread: dict[str, Misread] = {}
    for day, pieces in _runs(_plain(text)):
        for digits in _joined(pieces):
            if len(digits) == DIGITS and _HEX.fullmatch(digits):
                if digits not in by_link or by_link[digits].day is None:
                    by_link[digits] = PublicSeal(day=day, link=digits)
            elif len(digits) >= _LEAST:
                misread[digits] = Misread(digits=digits, why=_why(digits))
    near = tuple(one for one in misread.values() if not by_link or len(one.digits) in _NEARLY)
    return GivenSeals(seals=tuple(by_link.values()), misread=near)


def likest(digits: str, seals: Sequence[PublicSeal]) -> PublicSeal | None:
    """The seal that was meant by digits that few wrong letters make another; None: none was.

    Nobody can make two seals that are so alike.
    """
    for seal in seals:
        pieces = (seal.link[at : at + _PIECE] for at in range(0, DIGITS - 3, _PIECE))
        if any(piece in digits for piece in pieces) and _likeness(seal.link, digits) >= _ALIKE:
            return seal
    return None


def _likeness(link: str, digits: str) -> float:
    if len(digits) == DIGITS:
        same = sum(one == other for one, other in zip(link, digits, strict=True))
        if same / DIGITS >= _ALIKE:
            return same / DIGITS
    return SequenceMatcher(None, link, digits, autojunk=False).ratio()


def _plain(text: str) -> str:
    """A mail's text without what is not seen, and without the marks of quoted lines."""
    text = _UNSEEN.sub("", text).replace("\u00a0", " ")
    return _QUOTE.sub("", _SOFT_BREAK.sub("", text)).lower()


def _runs(text: str) -> Iterator[tuple[date | None, list[str]]]:
    """Words that follow one another, with the day that stands just before them."""
    days = [(match.span(), day) for match in _DAY.finditer(text) if (day := _day(match))]
    for (start, end), _ in days:
        # A mark that is no letter keeps a day from being taken for digits.
        text = f"{text[:start]}{'.' * (end - start)}{text[end:]}"
    at = 0
    for match in _RUN.finditer(text):
        before = None
        while at < len(days) and days[at][0][1] <= match.start():
            at += 1
        if at and match.start() - days[at - 1][0][1] <= _NEAR:
            before = days[at - 1][1]
        yield before, _WORD.findall(match[0])


def _joined(words: list[str]) -> Iterator[str]:
    """Digests that words make together, and what is left of words that look like parts of one."""
    left = ""
    at = 0
    while at < len(words):
        if end := _whole(words, at):
            if _YEAR.fullmatch(words[at]) and end < len(words) == _whole(words, at + 1):
                at, end = at + 1, len(words)
            yield left
            left = ""
            yield "".join(words[at:end])
            at = end
            continue
        if _HEX.fullmatch(words[at]) or _TYPED.fullmatch(words[at]):
            left += words[at]
        else:
            yield left
            left = ""
        at += 1
    yield left


def _whole(words: list[str], at: int) -> int:
    """Behind which word a whole seal ends that begins with this one; 0: none does."""
    length = 0
    for end in range(at, min(len(words), at + DIGITS)):
        if not _HEX.fullmatch(words[end]):
            return 0
        length += len(words[end])
        if length >= DIGITS:
            return end + 1 if length == DIGITS else 0
    return 0


def _why(digits: str) -> str:
    if len(digits) != DIGITS:
        return f"it has {len(digits)} digits, and a seal has {DIGITS}"
    odd = sorted(set(digits) - set("0123456789abcdef"))
    return f"a seal has the digits 0 to 9 and the letters a to f, and this has {', '.join(odd)}"


def _day(match: re.Match[str]) -> date | None:
    year, month, day = next(
        parts
        for n in range(1, 6)
        if all(parts := [match[f"{name}{n}"] or "" for name in ("y", "m", "d")])
    )
    number = int(month) if month.isdigit() else _month(month)
    try:
        return date(int(year), number, int(day))
    except ValueError:
        return None


def _month(word: str) -> int:
    return next(number for name, number in _NUMBERS.items() if word.startswith(name))
