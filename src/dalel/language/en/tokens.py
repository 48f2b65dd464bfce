"""Tokens of an English sentence: words, joined prepositions, and whole amounts and dates."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import Final

from dalel.domain.claim import Amount, When
from dalel.domain.evidence import TextSpan
from dalel.language.en.word_lists import listed


class Tag(StrEnum):
    """A part of speech."""

    DETERMINER = "determiner"
    POSSESSIVE = "possessive"
    PRONOUN = "pronoun"
    AMOUNT = "amount"
    DATE = "date"
    NOUN = "noun"
    ADJECTIVE = "adjective"
    ADVERB = "adverb"
    VERB = "verb"
    MODAL = "modal"
    TO = "to"
    NOT = "not"
    PREPOSITION = "preposition"
    CONJUNCTION = "conjunction"
    SUBORDINATOR = "subordinator"
    RELATIVE = "relative"
    THAT = "that"
    COMMA = "comma"
    COLON = "colon"
    STOP = "stop"
    QUOTE = "quote"


@dataclass(frozen=True, kw_only=True, slots=True)
class Token:
    """A word as it stands, in small letters, and what it was before it is known to be more."""

    text: str
    low: str
    start: int
    end: int
    tag: Tag | None = None
    amount: Amount | None = None
    date: When | None = None


_PIECE: Final = re.compile(
    r"(?P<word>(?:[A-Z]\.){2,}|\$?\d(?:[\d,.]*\d)?(?:%|st\b|nd\b|rd\b|th\b|-[^\W\d_]+)?|[^\W_]+(?:[-/&.’'][^\W_]+)*(?:[’']s?(?![^\W_]))?|[^\W_]+)"
    r"|(?P<mark>[,;:.!?…()\[\]«»“”\"„‘’'—–-])"
)
_NOT: Final = re.compile(r"(?i)n[’']t$|^cannot$")
_OWNER: Final = re.compile(r"(?i)[’']s$|(?<=s)[’']$")
_MARKS: Final = {
    ",": Tag.COMMA, ";": Tag.STOP, ":": Tag.COLON, ".": Tag.STOP, "!": Tag.STOP, "?": Tag.STOP,
    "…": Tag.STOP, "(": Tag.COMMA, ")": Tag.COMMA, "[": Tag.COMMA, "]": Tag.COMMA, "—": Tag.COMMA,
    "–": Tag.COMMA, "-": Tag.COMMA,
}  # fmt: skip
#: The words before an amount or a date are no longer.
_LEAD_REACH: Final = 80
#: Words before a number that bound it.
_BOUNDS: Final = re.compile(
    r"(?i)\b(?:(?:no |not )?(?:more|less|fewer|later|earlier) than|up to|at (?:least|most)|"
    r"as (?:many|much|few) as|some|about|around|roughly|nearly|almost|approximately|over|under|"
    r"above|below|exactly|only|just|a total of|just over|just under|well over)\s+$"
)
_DATE_WORDS: Final = re.compile(
    r"(?i)\b(?:on|in|from|since|until|till|by|before|after|during|as of|for|through|starting)\s+"
    r"(?:(?:the|early|late|mid)[\s-]+(?:of\s+)?)?$"
)
_ARTICLE: Final = re.compile(r"(?i)\b(?:the|its|his|her|their|a|an)\s$")
_NOUN: Final = re.compile(r"\s(?!of\b|in\b|at\b|on\b|to\b|for\b|and\b|was\b|were\b|is\b)[a-z]")
_LAW: Final = re.compile(
    r"(?:\b[Pp]arts? [\d\w-]+ of |\b[Pp]aragraph \d+ of )?\b[Aa]rticles? \d+(?:[-.–]\d+)*"
    r"(?:,? (?:part|paragraph) \d+)?(?:(?: and|,) \d+(?:-\d+)*)*"
    r"(?: of (?:the )?(?:[A-Z][\w’']*(?:(?: of| on)? (?=[A-Z]))?)+|"
    r" of the (?:code|law|constitution)\b)?"
)
#: A name in quotation marks has no more words than these.
_QUOTED: Final = 4


def tokens(
    text: str, sentence: TextSpan, amounts: Iterable[Amount], dates: Iterable[When]
) -> tuple[Token, ...]:
    """The tokens of a sentence; an amount with its bound, and a date with its preposition, is one.

    A date inside an amount, or an amount inside a date, is part of it.
    """
    laws = provisions(text, sentence)
    wholes = _wholes(text, sentence, (*amounts, *dates, *laws))
    found: list[Token] = []
    at = sentence.start
    for whole in [*wholes, None]:
        end = whole.start if whole else sentence.end
        found.extend(_words(text, at, end))
        if whole:
            found.append(whole)
            at = whole.end
    return tuple(_joined(_without_quoted(found)))


def provisions(text: str, sentence: TextSpan) -> tuple[TextSpan, ...]:
    """The places of articles of law that a sentence cites, with the act if it is told."""
    found = _LAW.finditer(text, sentence.start, sentence.end)
    return tuple(
        TextSpan(start=law.start(), end=law.start() + len(law[0].rstrip())) for law in found
    )


def _without_quoted(found: Sequence[Token]) -> list[Token]:
    """The tokens without quotation marks around a few words: a title, or words that are quoted."""
    marks = [at for at, token in enumerate(found) if token.tag is Tag.QUOTE]
    dropped: set[int] = set()
    for first, last in pairwise(marks):
        if last - first <= _QUOTED + 1 and first not in dropped:
            dropped |= {first, last}
    return [token for at, token in enumerate(found) if at not in dropped]


def _wholes(
    text: str, sentence: TextSpan, found: Sequence[Amount | When | TextSpan]
) -> list[Token]:
    wholes = [
        _whole(text, sentence, each)
        for each in found
        if sentence.start <= _span(each).start and _span(each).end <= sentence.end
        if not _is_inner(text, each) and not _is_ordinal(text, each)
    ]
    kept: list[Token] = []
    for whole in sorted(wholes, key=_rank, reverse=True):
        if all(whole.end <= other.start or other.end <= whole.start for other in kept):
            kept.append(whole)
    return sorted(kept, key=lambda token: token.start)


def _rank(token: Token) -> tuple[bool, bool, int]:
    """What is kept of two that overlap: an article of law, a date, an amount; the longer."""
    return token.tag is Tag.NOUN, token.tag is Tag.DATE, token.end - token.start


def _span(each: Amount | When | TextSpan) -> TextSpan:
    return each if isinstance(each, TextSpan) else each.span


def _is_inner(text: str, each: Amount | When | TextSpan) -> bool:
    """Whether a year stands inside a noun's words, "the 2013 law", or is somebody's."""
    if not isinstance(each, When):
        return False
    before, after = text[: each.span.start], text[each.span.end :]
    owned = re.match(r"[’']s?\s+\w", after) is not None
    return owned or (_ARTICLE.search(before) is not None and _NOUN.match(after) is not None)


def _is_ordinal(text: str, each: Amount | When | TextSpan) -> bool:
    """Whether "a fourth" is one more of a row, not a share."""
    if not isinstance(each, Amount) or each.unit != "percent":
        return False
    named = re.fullmatch(r"(?i)an? (?:third|fourth|fifth|sixth|seventh|eighth|tenth)", each.words)
    return named is not None and not text[each.span.end :].startswith(" of ")


def _whole(text: str, sentence: TextSpan, each: Amount | When | TextSpan) -> Token:
    span = _span(each)
    if isinstance(each, TextSpan):
        return _token(text[span.start : span.end], span.start, Tag.NOUN)
    before = text[max(sentence.start, span.start - _LEAD_REACH) : span.start]
    lead = (_BOUNDS if isinstance(each, Amount) else _DATE_WORDS).search(before)
    start = span.start - (len(lead[0]) if lead else 0)
    return Token(
        text=text[start : span.end],
        low=text[start : span.end].lower(),
        start=start,
        end=span.end,
        tag=_tag(each),
        amount=each if isinstance(each, Amount) else None,
        date=each if isinstance(each, When) else None,
    )


def _tag(each: Amount | When) -> Tag | None:
    """The part of speech of an amount or a date; of "doubled" it is not decided here."""
    if isinstance(each, When):
        return Tag.DATE
    return None if re.fullmatch(r"(?i)[a-z]+(?:ed|es|ing)", each.words) else Tag.AMOUNT


def _words(text: str, start: int, end: int) -> Iterator[Token]:
    for piece in _PIECE.finditer(text, start, end):
        if piece["mark"]:
            yield _token(piece[0], piece.start(), _MARKS.get(piece[0], Tag.QUOTE))
        else:
            yield from _split(piece[0], piece.start())


def _split(word: str, start: int) -> Iterator[Token]:
    """A word, with "n't" and an owner's "'s" as tokens of their own."""
    for pattern, tag in ((_NOT, Tag.NOT), (_OWNER, Tag.POSSESSIVE)):
        mark = pattern.search(word)
        if mark and word.lower() == "cannot":
            yield _token(word[:3], start, None)
            yield _token(word[3:], start + 3, Tag.NOT)
            return
        if mark and mark.start():
            yield _token(word[: mark.start()], start, None)
            yield _token(mark[0], start + mark.start(), tag)
            return
    yield _token(word, start, None)


def _token(text: str, start: int, tag: Tag | None) -> Token:
    return Token(text=text, low=text.lower(), start=start, end=start + len(text), tag=tag)


def _joined(found: Sequence[Token]) -> Iterator[Token]:
    """Prepositions of several words as one token."""
    at = 0
    while at < len(found):
        size = next((size for size in (4, 3, 2) if _is_joined(found[at : at + size], size)), 1)
        first, last = found[at], found[at + size - 1]
        if size > 1 and first.low == "due" and at and found[at - 1].low in listed("grammar", "be"):
            # "Is due to sign", not "due to a failure".
            size, last = 1, first
        if size == 1:
            yield first
        else:
            low = "-".join(token.low for token in found[at : at + size])
            yield Token(text=low, low=low, start=first.start, end=last.end, tag=Tag.PREPOSITION)
        at += size


def _is_joined(part: Sequence[Token], size: int) -> bool:
    return len(part) == size and " ".join(token.low for token in part) in listed(
        "grammar", "joined"
    )
