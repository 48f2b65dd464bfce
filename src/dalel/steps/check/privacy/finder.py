"""The finder of private details in a text."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import phonenumbers
from stdnum import iban

from dalel.domain.evidence import TextSpan
from dalel.domain.privacy import PrivateDetail, PrivateKind
from dalel.language.phrases import compile_phrases
from dalel.language.scripts import to_latin
from dalel.language.spans import Spans, without_overlaps
from dalel.language.undisguised import Undisguised, undisguise
from dalel.pack.formats import Words
from dalel.pack.privacy import Privacy
from dalel.steps.check.privacy.digits import (
    Digits,
    cards,
    is_identity,
    is_thousands,
    phones,
    runs,
)
from dalel.steps.check.privacy.homes import find_homes

#: How far before a number the word may stand that announces it, in characters.
_REACH: Final = 40
_AT: Final = r"(?:@| @ |\s?[(\[](?:at|собака|ет)[)\]]\s?)"
_DOT: Final = r"(?:\.| \. |\s?[(\[](?:dot|точка|нүкте)[)\]]\s?)"
_MAIL: Final = re.compile(rf"(?<![\w.+-])([\w.+-]+){_AT}([\w-]+(?:{_DOT}[\w-]+)+)", re.IGNORECASE)
_IBAN: Final = re.compile(r"(?<!\w)[A-Z]{2}[ -]?\d{2}(?:[ -]?[A-Z0-9]){11,30}(?!\w)", re.IGNORECASE)
_ADDRESS: Final = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_NUMBERED: Final = re.compile(r"(?:№|\bID|\bid)[ :]*$")

_Found = tuple[PrivateKind, TextSpan, str]


def find_private(
    text: str, language: str, privacy: Privacy, counted: Sequence[str] = ()
) -> tuple[PrivateDetail, ...]:
    """The private details in order of their place; spans are places in the text as given.

    ``counted`` are words after which a number is a count or a sum.
    """
    readable = undisguise(text)
    finder = _finder(language, privacy, tuple(counted))
    found = [
        (kind, readable.span(span.start, span.end), scheme)
        for kind, span, scheme in finder.find(readable)
    ]
    return tuple(
        PrivateDetail(kind=kind, span=span, text=text[span.start : span.end], scheme=scheme)
        for kind, span, scheme in found
    )


@dataclass(frozen=True)
class _Finder:
    """The finders of one language, prepared once."""

    language: str
    privacy: Privacy
    counted: re.Pattern[str] | None
    marks: dict[str, re.Pattern[str] | None]
    phone_marks: re.Pattern[str] | None
    public: re.Pattern[str] | None
    plates: re.Pattern[str]

    def find(self, readable: Undisguised) -> list[_Found]:
        text = readable.text
        links = Spans(_span(match.span()) for match in _ADDRESS.finditer(text))
        found = [
            *self._mails(text),
            *self._accounts(text),
            *self._cards(text, links),
            *self._identities(text, needs_mark=False),
            *self._phones(text, links),
            *self._identities(text, needs_mark=True),
            *self._plates(text),
        ]
        homes = self.privacy.homes.get(self.language)
        if homes is not None:
            found += [(PrivateKind.ADDRESS, span, "") for span in find_homes(text, homes)]
        return without_overlaps(found, lambda one: one[1])

    def _mails(self, text: str) -> Iterator[_Found]:
        for match in _MAIL.finditer(text):
            if match[1].lower() not in self.privacy.contacts.mailboxes:
                yield PrivateKind.EMAIL, _span(match.span()), ""

    def _accounts(self, text: str) -> Iterator[_Found]:
        latin = to_latin(text)
        for match in _IBAN.finditer(latin):
            for end in range(match.end(), match.start() + 14, -1):
                if iban.is_valid(latin[match.start() : end]):
                    yield PrivateKind.ACCOUNT, TextSpan(start=match.start(), end=end), ""
                    break

    def _identities(self, text: str, *, needs_mark: bool) -> Iterator[_Found]:
        for scheme in self.privacy.identity:
            lengths = scheme.lengths if scheme.needs_mark is needs_mark else ()
            for run in (run for length in lengths for run in runs(text, length)):
                is_marked = self._stands_before(self.marks[scheme.code], text, run)
                is_valid = not needs_mark and is_identity(run.digits, scheme)
                if is_marked or (is_valid and not self._counts(text, run)):
                    yield PrivateKind.IDENTITY, TextSpan(start=run.start, end=run.end), scheme.code

    def _cards(self, text: str, links: Spans) -> Iterator[_Found]:
        for run in cards(text):
            if not self._counts(text, run) and not links.hold(run.start, run.end):
                yield PrivateKind.CARD, TextSpan(start=run.start, end=run.end), ""

    def _phones(self, text: str, links: Spans) -> Iterator[_Found]:
        for run, number in phones(text, self.privacy.phones):
            if (
                self._counts(text, run)
                or links.hold(run.start, run.end)
                or self._is_public(text, run, number)
            ):
                continue
            is_plain = run.text.startswith("+") or self._stands_before(self.phone_marks, text, run)
            is_other = is_thousands(run) or _is_numbered(text, run.start)
            if is_plain or not is_other:
                yield PrivateKind.PHONE, TextSpan(start=run.start, end=run.end), ""

    def _is_public(self, text: str, run: Digits, number: phonenumbers.PhoneNumber) -> bool:
        whole = f"{number.country_code}{number.national_number}"
        listed = whole in self.privacy.contacts.phones
        return listed or self._stands_before(self.public, text, run)

    def _plates(self, text: str) -> Iterator[_Found]:
        latin = to_latin(text)
        for match in self.plates.finditer(latin):
            letters = "".join(c for c in match[0] if c.isalpha())
            if letters not in self.privacy.plates.unless and not _is_numbered(text, match.start()):
                yield PrivateKind.PLATE, _span(match.span()), ""

    def _stands_before(self, words: re.Pattern[str] | None, text: str, run: Digits) -> bool:
        """Whether such a word announces the number: near, in its sentence, no digit between."""
        if words is None:
            return False
        start = max(0, run.start - _REACH)
        between = re.search(r"[^\d]*$", text[start : run.start])
        begin = start + (between.start() if between else 0)
        return words.search(text, begin, run.start) is not None

    def _counts(self, text: str, run: Digits) -> bool:
        return self.counted is not None and self.counted.match(text, run.end) is not None


def _is_numbered(text: str, start: int) -> bool:
    """Whether a sign before a number says that it counts or names a thing."""
    return _NUMBERED.search(text, max(0, start - _REACH), start) is not None


def _span(places: tuple[int, int]) -> TextSpan:
    return TextSpan(start=places[0], end=places[1])


@lru_cache(16)
def _finder(language: str, privacy: Privacy, counted: tuple[str, ...]) -> _Finder:
    phone = privacy.phones

    def words(lists: Words) -> re.Pattern[str] | None:
        return compile_phrases(lists.get(language, ()))

    after = "|".join(map(re.escape, counted))
    plates = "|".join(f"(?:{pattern})" for pattern in privacy.plates.patterns) or "(?!)"
    return _Finder(
        language=language,
        privacy=privacy,
        counted=re.compile(rf"\s*(?i:{after})") if counted else None,
        marks={scheme.code: words(scheme.marks) for scheme in privacy.identity},
        phone_marks=words(phone.marks),
        public=words(phone.public),
        plates=re.compile(rf"(?<![\w-])(?:{plates})(?![\w-])"),
    )
