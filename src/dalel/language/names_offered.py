"""Of the names of a text those that surely are names, in the nominative: what a panel may offer.

Whatever may be two words by chance, a part of a longer name or some other case is left out. What
only a rule says is offered where each part of the name is one whose letters are known.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from dalel.domain.names import NameKind, RenderedName, Sureness
from dalel.language.kk.names_from_russian import is_made_of_parts
from dalel.language.name_book import NameBesideText
from dalel.language.names_told import is_no_name, opens
from dalel.language.ru.given_names import is_man, is_woman, may_be_declined
from dalel.language.ru.names_from_kazakh import russian_by_rule

_KNOWN: Final = frozenset({Sureness.CHOSEN, Sureness.SHOWN, Sureness.ASK, Sureness.HIDDEN})
_WORDS: Final = 2
_FAMILY: Final = re.compile(r"(?:[оеё]в|[иы]н)а?$|(?:[уұ]лы|[кқ]ызы)$")
_OF_MAN: Final = re.compile(r"(?:[оеё]в|[иы]н|[сц]кий)$")
#: What a woman's family name ends in where it is declined.
_OF_WOMAN_DECLINED: Final = re.compile(r"(?:[оеё]в|[иы]н)(?:ой|у)$|[сц]к(?:ой|ую)$")
_KAZAKH_ENDING: Final = re.compile(r"(?:[нтд][ыі]ң|[дт][ае](?:ғы|гі)?)$")
_OF_FATHER: Final = re.compile(r"(?:ұлы|қызы)$")
#: What Russian documents write in several ways: Өтеген is Отеген and Утеген.
_WRITTEN_SEVERALLY: Final = re.compile(r"[ыө]|й[іы]|іле|іл$|үсі|^ж[ұү]")
_CAPITAL: Final = "А-ЯЁӘҒҚҢӨҰҮІҺ"
_BEFORE: Final = re.compile(rf"([{_CAPITAL}][\w-]*)[ \u00a0]$")
_AFTER: Final = re.compile(rf"[ \u00a0][{_CAPITAL}A-Z]|-\w")
#: What says in Russian, before a title in the nominative, that it is an outlet.
_OUTLET_BEFORE: Final = re.compile(
    r"(?i)(?:\b(?:интернет-)?(?:сайт|портал|газет|журнал|телеканал|канал|радиостанци|агентств|"
    r"издани|телекомпани|медиапроект)[а-я]{0,3}|\bрадио)[ \u00a0]«$"
)
#: The same in Kazakh, behind the title.
_OUTLET_AFTER: Final = re.compile(
    r"(?i)»[ \u00a0](?:интернет-)?(?:сайты|портал|газет|журнал|телеарна|арнас|радио|агентті|"
    r"басылым|телекомпания)"
)


def names_offered(
    text: str, source: str, names: Iterable[NameBesideText]
) -> Iterator[NameBesideText]:
    """The names of a text that may be offered; a guess that may not has no words."""
    for one in names:
        if not _is_sure(text, source, one):
            continue
        rendered = one.rendered
        is_guess = rendered.sure is Sureness.RULE and one.told.kind is NameKind.PERSON
        if is_guess and not may_be_guessed(one.called, source):
            rendered = RenderedName(words="", sure=Sureness.OPEN)
        yield replace(one, rendered=rendered)


def may_be_guessed(name: str, source: str) -> bool:
    """Whether a rule's guess of a person's name may be offered: all its parts are well known."""
    words = name.split()
    if (
        len(words) != _WORDS
        or not _FAMILY.search(words[1].lower())
        or not _is_person(words, source)
    ):
        return False
    if source == "kk":
        return not any(
            _WRITTEN_SEVERALLY.search(_OF_FATHER.sub("", word.lower())) for word in words
        )
    given, family = words
    return is_made_of_parts(given, is_family=False) and is_made_of_parts(family, is_family=True)


def _is_sure(text: str, source: str, one: NameBesideText) -> bool:
    if one.told.kind is NameKind.OUTLET:
        return one.called.isascii() or _is_outlet(text, source, one.told.words)
    if one.rendered.sure in _KNOWN:
        return True
    words = one.called.split()
    if len(words) != _WORDS or not _is_whole(text, one.told.words, source):
        return False
    if not _is_person(words, source):
        return False
    if source != "ru" or one.told.is_decided:
        return one.told.is_certain
    is_one = one.told.is_certain or one.called == one.told.words
    return is_one and _is_nominative(*words)


def _is_outlet(text: str, source: str, title: str) -> bool:
    """Whether a text says somewhere of a title that it is an outlet's, in the nominative."""
    return any(
        _OUTLET_BEFORE.search(text[max(0, found.start() - 40) : found.start()])
        if source == "ru"
        else _OUTLET_AFTER.match(text, found.end())
        for found in re.finditer(rf"(?<=«){re.escape(title)}(?=»)", text)
    )


def _is_whole(text: str, name: str, source: str) -> bool:
    """Whether a name stands somewhere with no further name beside it."""
    for found in re.finditer(rf"(?<![\w-]){re.escape(name)}(?!\w)", text):
        before = _BEFORE.search(text, max(0, found.start() - 60), found.start())
        is_alone = before is None or (
            source == "ru"
            and is_no_name(before[1].lower(), is_somebody=not opens(text, before.start()))
        )
        if is_alone and not _AFTER.match(text, found.end()):
            return True
    return False


def _is_person(words: Sequence[str], source: str) -> bool:
    """Whether two words begin with a given name in the nominative."""
    given, family = words
    if source == "kk":
        if _KAZAKH_ENDING.search(given) or _KAZAKH_ENDING.search(family):
            return False
        given = russian_by_rule(given)
    return is_man(given) or is_woman(given)


def _is_nominative(given: str, family: str) -> bool:
    """Whether a Russian name as it stands can be nothing but the nominative."""
    if _OF_MAN.search(family):
        return True
    return not may_be_declined(given) and not _OF_WOMAN_DECLINED.search(family)
