"""Names in Latin letters within a text: persons told from bodies, outlets, products and events.

Recognisers of Kazakh and Russian names have hardly seen Latin letters: they miss persons written in
them and take bodies for persons. What stands in the name itself decides, and a role before it.
"""

import re
import tomllib
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final

from dalel.domain.evidence import TextSpan
from dalel.language.notions import notions_of, roles
from dalel.language.ru.given_names import is_given_name, is_woman
from dalel.language.wordlist import words

_NAMES: Final = files("dalel.language.en").joinpath("names.toml")
_WORD: Final = (
    r"[A-Z](?:[a-zà-ž]+|\.|[A-Za-zà-ž]*[a-zà-ž][A-Za-zà-ž]*|[A-Z0-9]+)(?:[-’'][A-Z]?[a-zà-ž]+)*"
)
#: A small word or a sign that holds a name together.
_BETWEEN: Final = r"(?:[ \u00a0](?:[a-z]{2,7}|&)){0,2}[ \u00a0]"
_RUN: Final = re.compile(rf"(?<![\w@./#-]){_WORD}(?:{_BETWEEN}{_WORD})+(?![\w@/]|\.\w)")
_PART: Final = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*\.?|&")
#: How far before a name a word for who it is may stand: журналистка газеты.
_ROLE_BEFORE: Final = 1
#: So long are letters that stand for words: VPN, AI.
_SHORT: Final = range(2, 5)
#: Letters within which such a word stands.
_NEAR: Final = 24
#: First and last name.
_WORDS: Final = 2
_BEFORE: Final = re.compile(r"[\w-]+")
#: What a word before a name in Russian, or behind it in Kazakh, says it to be.
_THING_BEFORE: Final = re.compile(
    r"(?:компани|групп|организаци|банк|фонд|сервис|приложени|платформ|сайт|портал|издани|газет|"
    r"журнал|агентств|телеканал|канал|корпораци|холдинг|программ|проект|игр|сериал|фильм|"
    r"форум|конференци|фестивал|конкурс|хакатон|мессенджер|браузер|партнер|вирус|бренд|"
    r"стартап|университет|институт|лаборатори|ассоциаци|альянс|движени)[а-яё]{0,6}[ \u00a0]$",
    re.IGNORECASE,
)
_THING_BEHIND: Final = re.compile(
    r"[»”]?(?:-[а-яёәғқңөұүіһ]+)?[ \u00a0](?:компания|топ|тоб|ұйым|банк|қор|сервис|қосымша|"
    r"платформа|сайт|портал|басылым|газет|журнал|агентті|телеарна|арна|корпорация|холдинг|"
    r"бағдарлама|жоба|ойын|сериал|фильм|форум|конференция|фестивал|байқау|хакатон|мессенджер|"
    r"браузер|вирус|бренд|стартап|университет|институт|зертхана|қауымдасты|альянс|қозғалыс)",
    re.IGNORECASE,
)
#: Of a short sentence names may be three quarters.
_LONG_NAMES: Final = 4
_CYRILLIC_LETTER: Final = re.compile(r"[Ѐ-ӿ]")
_LATIN_LETTER: Final = re.compile(r"[A-Za-z]")
_DOUBLE: Final = re.compile(r"([a-z])\1")
#: Letters after which a name is too long for a surname's ending to tell anything.
_SHORTEST: Final = 5
#: Latin letters as Russian and Kazakh passports write them, longer ones first.
_CYRILLIC: Final = (
    ("shch", "щ"), ("zh", "ж"), ("kh", "х"), ("ts", "ц"), ("ch", "ч"), ("sh", "ш"), ("yu", "ю"),
    ("ya", "я"), ("yo", "е"), ("ye", "е"), ("iy", "ий"), ("a", "а"), ("b", "б"), ("c", "к"),
    ("d", "д"), ("e", "е"), ("f", "ф"), ("g", "г"), ("h", "х"), ("i", "и"), ("j", "ж"), ("k", "к"),
    ("l", "л"), ("m", "м"), ("n", "н"), ("o", "о"), ("p", "п"), ("q", "к"), ("r", "р"), ("s", "с"),
    ("t", "т"), ("u", "у"), ("v", "в"), ("w", "у"), ("x", "кс"), ("y", "ы"), ("z", "з"),
)  # fmt: skip


class LatinKind(StrEnum):
    """What a name in Latin letters is of, as far as the name and the word before it tell."""

    PERSON = "person"
    THING = "thing"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class LatinName:
    """Two or more Latin words with capitals that are one name."""

    span: TextSpan
    kind: LatinKind


def find_latin_names(text: str, language: str, things: Collection[str] = ()) -> Iterator[LatinName]:
    """The names of a text in order; ``things`` are words, in small letters, of what is no person.

    A name that has a word of a body, a product or an event is no person's, however it begins. In a
    text that itself is in Latin letters names are not told apart by them: none are found there.
    """
    if len(_CYRILLIC_LETTER.findall(text)) * _LONG_NAMES < len(_LATIN_LETTER.findall(text)):
        return
    for match in _RUN.finditer(text):
        span = TextSpan(start=match.start(), end=match.end())
        kind = _kind_of(match[0], things)
        if kind is LatinKind.UNKNOWN and _follows_role(text[: match.start()], language):
            kind = LatinKind.PERSON
        elif kind is LatinKind.UNKNOWN and _is_called_thing(text, span):
            kind = LatinKind.THING
        yield LatinName(span=span, kind=kind)


def _kind_of(name: str, things: Collection[str]) -> LatinKind:
    parts = _PART.findall(name)
    low = [part.lower() for part in parts]
    small = {part for part in parts if part.islower() or part == "&"}
    if small - _words("particles"):
        return LatinKind.THING
    if len(low) == _WORDS and _is_given(low[0]) and low[1] in _words("surnames"):
        return LatinKind.PERSON
    if any(word in _no_persons() or word in things for word in low):
        return LatinKind.THING
    if any(len(part) in _SHORT and part.isalpha() and part.isupper() for part in parts[1:]):
        return LatinKind.THING
    # Letters that stand for words, brand names like YouTube: no person is written so.
    if any(len(part) > 2 and any(map(str.isupper, part[2:])) and "-" not in part for part in parts):
        return LatinKind.UNKNOWN
    if _is_given(low[0]) or any(_is_family(word) for word in low[1:]):
        return LatinKind.PERSON
    return LatinKind.UNKNOWN


def _is_given(word: str) -> bool:
    said = _cyrillic(word)
    return word in _words("given") or is_given_name(said) or is_woman(said) or is_woman(f"{said}ь")


def _is_family(word: str) -> bool:
    return len(word) >= _SHORTEST and word.endswith(tuple(_words("family")))


@lru_cache(1024)
def _cyrillic(word: str) -> str:
    said = _DOUBLE.sub(r"\1", word)
    for latin, letter in _CYRILLIC:
        said = said.replace(latin, letter)
    return said


def _is_called_thing(text: str, span: TextSpan) -> bool:
    before, behind = text[max(0, span.start - _NEAR) : span.start], text[span.end :]
    return bool(_THING_BEFORE.search(before) or _THING_BEHIND.match(behind))


def _follows_role(before: str, language: str) -> bool:
    """Whether a word for a person's occupation or office stands directly before."""
    if before[-1:] not in {" ", "\u00a0"}:
        return False
    said = _BEFORE.findall(before.rpartition("\n")[2])[-_ROLE_BEFORE:]
    return before.rstrip()[-1:].isalpha() and any(
        notions_of(word, language) & roles() for word in said
    )


@cache
def _no_persons() -> frozenset[str]:
    return _words("things") | _words("brands")


@cache
def _words(name: str) -> frozenset[str]:
    found = tomllib.loads(_NAMES.read_text("utf-8"))
    return frozenset(words(found[name]))
