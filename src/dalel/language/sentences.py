"""Splits text into sentences."""

import re
from typing import Final

from dalel.domain.evidence import TextSpan
from dalel.language.wordlist import words

#: A mark that ends a sentence, with the closing quotation marks and brackets after it.
_END: Final = re.compile(r"[.!?…]+[»”\"')\]]*")
_NEXT: Final = re.compile(r"\s+(?:[«“„\"'(\[—–-]+\s*)?[^\W_a-zа-яёәғқңөұүһі]")
#: How many characters of a text's end tell how it ends.
_TAIL: Final = 40
_WORD_CHARACTER: Final = re.compile(r"\S")
#: A short word in lower case or one capital before a full stop is an abbreviation or an initial.
_SHORTENED: Final = re.compile(r"(?:^|[^\w])(?:[a-zа-яёәғқңөұүһі]{1,3}|[^\W\d_a-zа-яё])\.$")
#: Short words that end a sentence more often than they shorten another one.
_WHOLE: Final = frozenset(
    words("бар жоқ еді тұр жүр көп аз бір екі үш он нет лет год раз дня дом суд был его их ей ему")
)
_FINAL: Final = re.compile(r"[.!?…]+[»”\"')\]]*$|[»”\"')\]]+[.!?…]+$")


def sentences(text: str) -> tuple[TextSpan, ...]:
    """The sentences in order; together they cover all of the text but white space between."""
    spans: list[TextSpan] = []
    start = 0
    for mark in _END.finditer(text):
        if _NEXT.match(text, mark.end()) is None:
            continue
        if _SHORTENED.search(text, max(start, mark.start() - 5), mark.start() + 1):
            continue
        spans.append(TextSpan(start=start, end=mark.end()))
        start = next(_WORD_CHARACTER.finditer(text, mark.end())).start()
    if text[start:].strip():
        spans.append(TextSpan(start=start, end=len(text)))
    return tuple(spans)


def ends_as_sentence(text: str) -> bool:
    """Whether the text ends with a full stop, a question mark or the like."""
    return _FINAL.search(text[-_TAIL:].rstrip()) is not None


def ends_as_statement(text: str) -> bool:
    """Whether the text ends with a full stop, as a title does not."""
    tail = text[-_TAIL:].rstrip().rstrip("»”\"')]")
    return tail.endswith(".") and not tail.endswith("..")


def starts_inside_sentence(text: str) -> bool:
    """Whether the text begins with a small letter, as no sentence does.

    A name that itself begins so (iPhone, eGov) and an item of a list, "а) ...", do begin one.
    """
    word = re.match(r"[^\W\d_]+", text)
    if word is None or not word[0][0].islower():
        return False
    return word[0].islower() and not re.match(r"[^\W\d_][).]", text)
