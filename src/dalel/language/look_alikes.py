"""Reads letters that only look like Kazakh ones, or that old fonts put in their place, as those.

Letter for letter, so that every place in the text holds. The text itself is never changed by it:
whoever reads a text reads it so, and what is kept or quoted of it keeps its letters.

Twins (ѳ for ө, ӊ for ң, Latin i within a Cyrillic word) are read so in any text. What the Kazakh
encodings KZ-1048 and PTCP154 become where they are taken for windows-1251 ("Ќазаќстан Їкіметініѕ
жјне", "єдебиет") are letters of Ukrainian, Macedonian, Serbian and Belarusian too, and are read so
only in Kazakh. є is ғ in the one and ә in the other: its neighbours tell.
"""

import re
from typing import Final

from dalel.language.wordlist import words

_TWINS: Final = str.maketrans("ѳѲӊӉӈӇɵƟ", "өӨңҢңҢөӨ")
#: Latin letters that stand for Kazakh ones in words that are Cyrillic otherwise.
_LATIN_TWINS: Final = str.maketrans("iIəƏhH", "іІәӘһҺ")
_LATIN_WITHIN: Final = re.compile("[Ѐ-ӿ][iIəƏhH]|[iIəƏhH][Ѐ-ӿ]")
_OTHER_LATIN: Final = re.compile("[A-Za-z]")
#: Pre-revolutionary Russian has ѳ of its own.
_OLD_RUSSIAN: Final = re.compile("[ѣѢѵѴ]")
_MISREAD: Final = str.maketrans("ќѕјґїўѓњћЌЅЈҐЇЎЃЊЋ", "қңәөүұғңһҚҢӘӨҮҰҒҢҺ")
_ANY_MISREAD: Final = re.compile("[ќѕјґїўѓњћє]", re.IGNORECASE)
#: Neither Ukrainian nor Belarusian has these; nearly every misread sentence does.
_SURE: Final = re.compile("[ќѕј]", re.IGNORECASE)
_OWN: Final = re.compile("[әғқңөұүһ]", re.IGNORECASE)
#: Karakalpak has it beside Kazakh's own letters.
_SHORT_U: Final = re.compile("ў", re.IGNORECASE)
#: Serbian, Macedonian, Uzbek and Tajik have neither.
_KAZAKH_SOUND: Final = re.compile("[ыі]", re.IGNORECASE)
#: Letters of languages that are not misread Kazakh, whatever else they hold.
_FOREIGN: Final = re.compile("[ђљџҷҳӯӣҗҙҫҡ]", re.IGNORECASE)
_VOWEL: Final = "аеиоыіэ"
#: Ukrainian ї and Belarusian ў stand beside a vowel; ү, ұ and ө of Kazakh next to never do.
_BESIDE_VOWEL: Final = re.compile(f"[{_VOWEL}юя'’][їў]|[їў][{_VOWEL}юяї]", re.IGNORECASE)
_VOWEL_LETTER: Final = re.compile("[аеиоыіэөүұїґўюяө]", re.IGNORECASE)
_E: Final = re.compile("[єЄ]")
_WORD: Final = re.compile(r"[^\W\d_]+")
_RUSSIAN: Final = frozenset(words("в и на с что по из не это для был были его от он как к о за у"))
_ODD: Final = re.compile("[ѳӊӈɵƟiəhќѕјґїўѓњћє]", re.IGNORECASE)


def known_letters(text: str) -> str:
    """The text as it is read: as long as it was, each letter in its place."""
    if _ODD.search(text) is None:
        return text
    if _OLD_RUSSIAN.search(text) is None:
        text = text.translate(_TWINS)
    if _LATIN_WITHIN.search(text):
        text = _WORD.sub(_within_cyrillic, text)
    return _reread(text) if _ANY_MISREAD.search(text) and _is_misread(text) else text


def _within_cyrillic(word: re.Match[str]) -> str:
    if _LATIN_WITHIN.search(word[0]) is None:
        return word[0]
    read = word[0].translate(_LATIN_TWINS)
    return word[0] if _OTHER_LATIN.search(read) else read


def _is_misread(text: str) -> bool:
    """Whether these letters stand for Kazakh ones: the text is Kazakh by all its other letters."""
    if _FOREIGN.search(text) or _BESIDE_VOWEL.search(text) or not _KAZAKH_SOUND.search(text):
        return False
    if not _SURE.search(text) and (not _OWN.search(text) or _SHORT_U.search(text)):
        return False
    low = _WORD.findall(text.lower())
    kazakh = sum(1 for word in low if _ANY_MISREAD.search(word) or _OWN.search(word))
    return kazakh > sum(word in _RUSSIAN for word in low)


def _reread(text: str) -> str:
    # KZ-1048 has another letter for ә, so that є can only be ғ there.
    is_consonant = re.search("[јЈ]", text) is not None
    read = _E.sub(lambda letter: _e(letter, is_consonant=is_consonant), text)
    return read.translate(_MISREAD)


def _e(letter: re.Match[str], *, is_consonant: bool) -> str:
    start, text = letter.start(), letter.string
    before, after = text[max(0, start - 1) : start], text[start + 1 : start + 2]
    between = not (_VOWEL_LETTER.match(before) or _VOWEL_LETTER.match(after))
    read = "ә" if between and not is_consonant else "ғ"
    return read.upper() if letter[0].isupper() else read
