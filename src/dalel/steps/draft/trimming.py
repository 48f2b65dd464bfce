"""Trimming of sentences and headlines to the news, without the outlet's credit.

An outlet's name falls away with the verb of reporting beside it, unless the story is about that
outlet. Who made a claim stays: an official body, a person, a press office is no outlet.
"""

import re
from collections.abc import Collection
from functools import cache
from typing import Final

from dalel.domain.evidence import TextSpan
from dalel.language.fold import fold
from dalel.steps.draft.listing import choice, phrases

#: A site's address, or a name in Latin letters, or one in quotation marks.
_HOST: Final = r"[\w-]+(?:\.[\w-]+)*\.[a-z]{2,6}"
_LATIN: Final = r"[A-Z][\w-]*(?:[ .-][A-Z0-9][\w-]*){0,2}"
_QUOTED: Final = r"«[^«»]{2,40}»"
#: A picture or bullet before a sentence.
_MARK: Final = re.compile(r"^[^\w«“„\"(]+")
#: What may not end a sentence: white space, of which none stands further, and marks.
_END: Final = "".join(filter(str.isspace, map(chr, range(0x3001)))) + ",;:—–-"
#: A sentence of fewer words that states nothing is a credit or a heading.
_SHORT: Final = 4
_FEWEST: Final = 3
_WORD: Final = re.compile(r"\w+(?:[-'’.]\w+)*")
_AFTER_BAR: Final = re.compile(r"\s+[|—–-]\s+(?P<outlet>[^|—–]{2,30})$")


def news(text: str, span: TextSpan, language: str, about: Collection[str]) -> TextSpan | None:
    """The part of a sentence that is news; None where all of it frames the page.

    ``about`` are outlets that the story is about, folded.
    """
    sentence = text[span.start : span.end]
    if phrases("frame", language).stand_in(sentence.lower()) or _credit(language).match(sentence):
        return None
    start, end = span.start, span.end
    head = _heads(language).match(sentence)
    if head and not _is_subject(head["outlet"], about):
        start += head.end()
    tail = _tails(language).search(text, start, end)
    if tail and not _is_subject(tail["outlet"], about):
        end = tail.start()
    kept = text[start:end].rstrip(_END)
    if len(_WORD.findall(kept)) < _FEWEST:
        return None
    return TextSpan(start=start, end=start + len(kept))


@cache
def _credit(language: str) -> re.Pattern[str]:
    """A credit: "Фото: ...", or the word alone with a name or two."""
    return re.compile(
        rf"(?:{choice('credit', language)})(?:\s*[:—–|]|(?:\s+\S+){{0,3}}[.!]?$)", re.IGNORECASE
    )


def is_scrap(sentence: str) -> bool:
    """Whether it is too short to be a sentence by itself."""
    return len(_WORD.findall(sentence)) < _SHORT


def sentence_of(text: str, span: TextSpan) -> str:
    """A stretch as a sentence: with a capital and a full stop."""
    kept = _MARK.sub("", " ".join(text[span.start : span.end].split()))
    if not re.search(r"[.!?…][»”\"')\]]*$", kept):
        kept += "."
    return kept[0].upper() + kept[1:]


def headline(title: str, language: str) -> str:
    """A title without full stop, marks of photographs, and the outlet's name behind it."""
    plain = " ".join(title.split())
    bar = _AFTER_BAR.search(plain)
    if bar and re.fullmatch(rf"{_HOST}|{_LATIN}", bar["outlet"], re.IGNORECASE | re.ASCII):
        plain = plain[: bar.start()]
    marks = choice("headline", language)
    plain = re.sub(rf"\s*[(\[](?:{marks})[)\]]\s*$", "", plain, flags=re.IGNORECASE)
    plain = re.sub(rf"\s*[|,—–-]\s*(?:{marks})$", "", plain, flags=re.IGNORECASE)
    return plain.rstrip(" .") if not plain.endswith("..") else plain


@cache
def _tails(language: str) -> re.Pattern[str]:
    """At the end of a sentence: ", передает Zakon.kz", "деп хабарлайды Zakon.kz"."""
    verbs, kinds = choice("reports", language), choice("outlet", language)
    name = rf"(?:(?:{kinds})\s+)*(?P<outlet>{_HOST}|{_LATIN}|{_QUOTED})(?:\s+(?:{kinds}))?"
    source = r"(?:,?\s+со ссылкой на [^.]{2,80}|,?\s+ссылаясь на [^.]{2,80})?"
    if language == "kk":
        return re.compile(
            rf"(?:,\s*деп|(?<!\s)\s+деп)\s+(?:{verbs})\s+{name}[.!…]?\s*$", re.IGNORECASE
        )
    return re.compile(rf",\s*(?:об этом\s+)?(?:{verbs})\s+{name}{source}[.!…]?\s*$")


@cache
def _heads(language: str) -> re.Pattern[str]:
    """At the beginning: "Как сообщает Zakon.kz, ...", "Zakon.kz хабарлауынша, ..."."""
    kinds = choice("outlet", language)
    name = rf"(?:(?:{kinds})\s+)*(?P<outlet>{_HOST}|{_LATIN}|{_QUOTED})(?:\s+(?:{kinds}))?"
    if language == "kk":
        return re.compile(rf"{name}\s+(?:{choice('by_report', language)}),?\s+")
    opened = choice("as_reported", language)
    return re.compile(rf"(?i:{opened})\s+{name},\s+")


def _is_subject(outlet: str, about: Collection[str]) -> bool:
    return fold(outlet) in about
