"""Identifies the language of a text: Kazakh (Cyrillic or Latin), Russian, English or other.

Script, letters and the signs of Kyrgyz decide first, since they are certain and cheap. lingua,
restricted to Kazakh, Russian and English, decides the rest: unrestricted detectors call short
Kazakh Kyrgyz, which lingua does not know at all. A wider lingua only tells longer texts of
strangers apart. Long texts are told by three letters in a row alone; the models of one, two, four
and five letters, four hundred megabytes and five seconds, are loaded with the first short one.
"""

import re
from collections import Counter
from functools import cache
from typing import Final

from lingua import Language, LanguageDetector, LanguageDetectorBuilder

from dalel.language import latin
from dalel.language.kyrgyz import kyrgyz_weight
from dalel.language.look_alikes import known_letters
from dalel.language.sentences import sentences
from dalel.language.wordlist import words

#: Whatever is none of ours.
OTHER: Final = "other"
_CODES: Final = {Language.KAZAKH: "kk", Language.RUSSIAN: "ru", Language.ENGLISH: "en"}
_CYRILLIC_STRANGERS: Final = (
    Language.UKRAINIAN,
    Language.BELARUSIAN,
    Language.BULGARIAN,
    Language.SERBIAN,
    Language.MACEDONIAN,
    Language.MONGOLIAN,
)
_LATIN_STRANGERS: Final = (
    Language.TURKISH,
    Language.AZERBAIJANI,
    Language.GERMAN,
    Language.FRENCH,
    Language.SPANISH,
    Language.ITALIAN,
    Language.POLISH,
    Language.PORTUGUESE,
    Language.DUTCH,
)
#: More than this adds time but no certainty.
_ENOUGH: Final = 600
#: From so many letters on lingua itself looks at nothing but three letters in a row.
_LONG: Final = 120
#: From this many words on a text is long enough to be told from a stranger's language.
_MANY: Final = 6
_WORD: Final = re.compile(r"[^\W\d_]+")
_CYRILLIC: Final = re.compile(r"[Ѐ-ӿ]")
#: Letters of Kazakh that Kyrgyz, Mongolian and Russian lack.
_KAZAKH: Final = re.compile(r"[әғқұі]", re.IGNORECASE)
#: Letters that neither Kazakh nor Russian has: of Ukrainian, Belarusian, Serbian, Uzbek, Tajik.
_STRANGE: Final = re.compile(r"[їєґўђћљњјѓќѕџҳҷӣӯҗҙҫҡӑӗӳ]", re.IGNORECASE)
#: Letters of Kazakh that Kyrgyz and Mongolian have too.
_SHARED: Final = re.compile(r"[ңөү]", re.IGNORECASE)
_KAZAKH_WORDS: Final = frozenset(
    words(
        "мен пен бен туралы жылы деп деген та да болады бар содан тура дауыс алдын тағы болды "
        "министрлік бойы немесе емес сот мемлекет"
    )
)
_RUSSIAN_WORDS: Final = frozenset(
    words(
        "в во на и с со по не из за о об для что от к как при его её или это был была из-за у "
        "под над после до наш против все"
    )
)
#: Vowels and endings of Russian that its Slavonic relatives lack.
_RUSSIAN_SOUND: Final = re.compile("[ыэё]", re.IGNORECASE)
#: Names in Latin letters are many in our texts, names in Cyrillic none in English ones.
_CYRILLIC_SHARE: Final = 0.2


def identify(text: str) -> str | None:
    """``kk``, ``ru``, ``en``, ``kk-Latn`` or ``other``; None where the text has no letters.

    In a mixed text the language of the longer part decides.
    """
    head = known_letters(text[:_ENOUGH])
    is_long = sum(map(str.isalpha, head)) >= _LONG
    parts = [head[span.start : span.end] for span in sentences(head)]
    if len(parts) < 2:
        return _one(head, is_long=is_long)
    weights: Counter[str] = Counter()
    for part in parts:
        if (language := _one(part, is_long=is_long)) is not None:
            weights[language] += len(part)
    return weights.most_common(1)[0][0] if weights else None


def _one(text: str, *, is_long: bool) -> str | None:
    words = _WORD.findall(text)
    if not words:
        return None
    cyrillic = sum(len(word) for word in words if _CYRILLIC.search(word))
    if cyrillic >= _CYRILLIC_SHARE * sum(map(len, words)):
        written = [word for word in words if _CYRILLIC.search(word)]
        return _cyrillic(written, is_long=is_long)
    return _latin(words, is_long=is_long)


def _cyrillic(words: list[str], *, is_long: bool) -> str:
    text = " ".join(words)
    if _STRANGE.search(text):
        return OTHER
    low = [word.lower() for word in words]
    kazakh = sum(1 for word in low if _KAZAKH.search(word) or word in _KAZAKH_WORDS)
    russian = sum(1 for word in low if word in _RUSSIAN_WORDS)
    if max(kazakh, russian) <= len(words) // 4 and _is_kyrgyz(low, text, russian):
        return OTHER
    if kazakh > russian and kazakh >= len(words) // 8:
        return _kazakh_or_ukrainian(words, text, is_long=is_long)
    if russian > kazakh and (len(words) < _MANY or _RUSSIAN_SOUND.search(text)):
        return "ru"
    if kazakh == 0 and len(words) >= _MANY:
        return _among(_CYRILLIC_STRANGERS, text, is_long=is_long)
    return _among((), text, is_long=is_long)


def _kazakh_or_ukrainian(words: list[str], text: str, *, is_long: bool) -> str:
    # Of Kazakh's own letters і alone is Ukrainian and Belarusian too.
    if len(words) < _MANY or re.search("[әғқұңөүһ]", text, re.IGNORECASE):
        return "kk"
    return _among(_CYRILLIC_STRANGERS, text, is_long=is_long)


def _is_kyrgyz(low: list[str], text: str, russian: int) -> bool:
    weight = kyrgyz_weight(low)
    # A name may have a sure sign; no word that Russian needs stands in Kyrgyz.
    if weight > 2 * russian:
        return True
    # Longer Kazakh has letters of its own.
    shared = _SHARED.search(text) is not None and not _KAZAKH.search(text)
    return shared and len(low) >= _MANY and russian == 0 and weight >= 0


def _latin(words: list[str], *, is_long: bool) -> str:
    text = " ".join(words)
    if latin.is_kazakh(words):
        return "kk-Latn"
    if not text.isascii() or len(words) >= _MANY:
        return "en" if _among(_LATIN_STRANGERS, text, is_long=is_long) == "en" else OTHER
    return "en"


def _among(strangers: tuple[Language, ...], text: str, *, is_long: bool) -> str:
    found = _detector(strangers, is_long=is_long).detect_language_of(text)
    return _CODES.get(found, OTHER) if found else OTHER


@cache
def _detector(strangers: tuple[Language, ...], *, is_long: bool) -> LanguageDetector:
    languages = LanguageDetectorBuilder.from_languages(*_CODES, *strangers)
    return (languages.with_low_accuracy_mode() if is_long else languages).build()
