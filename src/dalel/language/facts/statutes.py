"""Finds citations of provisions of acts in text.

A citation needs its act: "28 баптан тұрады" is a count. Article, part and point are read in the
order of each language; "пункт 2) части 3 статьи 274 УК" and "ҚК-нің 274-бабы 3-бөлігінің
2) тармағы" give one value.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from dalel.domain.evidence import TextSpan
from dalel.domain.facts import Fact, FactKind
from dalel.domain.lexicon import LegalAct, Lexicon
from dalel.language.endings import NOUN_ENDING, stems
from dalel.language.spans import Spans
from dalel.language.stems import stem

#: Stands for the act of an article that is cited without one.
UNNAMED: Final = "?"
_NUMBER: Final = r"\d{1,4}(?:-\d{1,2})?"
#: Without a bound a text of nothing else is read in the square of its length.
_LIST: Final = rf"{_NUMBER}(?:\s*(?:,|и|және|мен|пен|and)\s*{_NUMBER}){{0,30}}"
_ORDINALS: Final = {
    "kk": ("бірінші", "екінші", "үшінші", "төртінші", "бесінші", "алтыншы", "жетінші"),
    "ru": ("перв", "втор", "трет", "четверт", "пят", "шест", "седьм"),
    "en": ("first", "second", "third", "fourth", "fifth", "sixth", "seventh"),
}
_FORMS: Final = {
    "kk": (
        r"{act}\s+(?P<article>{list})\s*(?:-\s*)?ба[пб]\w*"
        r"(?:\s*(?:[,(]\s*)?(?P<part>\d+|{ordinal})\s*(?:-\s*)?бөлі[гкм]\w*\)?)?"
        r"(?:\s*(?:,\s*)?(?P<point>{list})\)?\s*(?:-\s*)?тарма[қғ]\w*)?",
    ),
    "ru": (
        r"(?:(?:под)?(?:пункт\w{0,2}|пп?\.)\s*(?P<point>{list})\)?\s+)?"
        r"(?:(?:част\w{1,3}|ч\.)\s*(?P<part>\d+|(?:{ordinal})\w{0,3})\s+)?"
        r"(?:стать\w{1,3}|ст\.\s?ст\.|ст\.)\s*(?P<article>{list})"
        r"(?:\s*\(?,?\s*(?:част\w{1,3}|ч\.)\s*(?P<part2>\d+)\)?,?)?"
        r"\s+{act}",
        # "по 174-й статье УК", "174-ю УК".
        r"(?:(?:част\w{1,3}|ч\.)\s*(?P<part>\d+|(?:{ordinal})\w{0,3})\s+)?"
        r"(?P<article>{number})-(?:я|й|ю|ей|ой|ая|ую)(?:\s+стать\w{1,3})?\s+{act}",
        # "ст. 274 ч. 3 п. 2 УК" as investigators write it.
        r"(?:стать\w{1,3}|ст\.)\s*(?P<article>{list})\s+(?:ч\.|част\w{1,3})\s*(?P<part>\d+)"
        r"(?:\s+(?:п\.|пункт\w{0,2})\s*(?P<point>\d+)\)?)?\s+{act}",
    ),
    "en": (
        r"(?:(?:part|paragraph)\s+(?P<part2>\d+)\s+of\s+)?(?:articles?|art\.)\s+(?P<article>{list})"
        r"(?:\s?\((?P<part3>\d+)\))?"
        r"(?:,?\s*(?:part|paragraph)\s+(?P<part>\d+))?,?\s+(?:of\s+)?(?:the\s+)?{act}",
        r"{act},?\s+articles?\s+(?P<article>{list})(?:,?\s*part\s+(?P<part>\d+))?",
    ),
}
#: An ordinal is an article's only beside an act.
_ORDINAL: Final = r"{number})-(?:я|й"
#: The act in a form, with what joins it.
_ACT: Final = re.compile(
    r"\{act\}\\s\+|,\?\\s\+\(\?:of\\s\+\)\?\(\?:the\\s\+\)\?\{act\}|\\s\+\{act\}"
)
#: "28 баптан тұрады" is a count: without an act a Kazakh article needs its hyphen.
_HYPHEN: Final = re.compile(r"(?<=\{list\}\))\\s\*\(\?:-\\s\*\)\?(?=ба)")
#: An article without an act is no fact, but its number is no count either.
_BARE: Final = {
    "kk": rf"{_LIST}\s*-\s*ба[пб]\w*(?:\s+\d+-бөлі[гк]\w*)?",
    "ru": rf"(?:стать\w{{1,3}}|ст\.)\s*{_LIST}",
    "en": rf"articles?\s+{_LIST}",
}
#: What stands between an article and its act: УК РК, of Kazakhstan's Criminal Code.
_OWNER: Final = {
    "kk": r"(?:ҚР\s+|Қазақстан\s+Республикасы(?:ның)?\s+)?",
    "ru": "",
    "en": r"(?:\w+'s\s+)?",
}


class StatuteFinder:
    """Finds the citations of one language; ``taken`` are stretches that are no counts."""

    def __init__(self, language: str, lexicon: Lexicon) -> None:
        self._language = language
        acts = list(enumerate(lexicon.acts))
        self._acts = {f"a{at}": act for at, act in acts}
        named = [(f"a{at}", act.names.get(language, ())) for at, act in acts]
        some = "|".join(
            f"(?P<{group}>{'|'.join(_name(name, language) for name in _longest(names))})"
            for group, names in sorted(named, key=lambda pair: -max(map(len, pair[1]), default=0))
            if names
        )
        act = f"{_OWNER[language]}(?:{some})" if some else "(?!)"
        parts = {
            "act": act,
            "list": _LIST,
            "number": _NUMBER,
            "ordinal": "|".join(_ORDINALS[language]),
        }
        self._forms = [
            re.compile(rf"(?<![\w-]){_filled(form, parts)}(?!\w)", re.IGNORECASE)
            for form in _FORMS[language]
        ]
        self._bare = re.compile(rf"(?<![\w-])(?:{_BARE[language]})", re.IGNORECASE)
        self._without_act = [
            re.compile(
                rf"(?<![\w-]){_filled(_HYPHEN.sub('-', _ACT.sub('', form)), parts)}(?!\w)",
                re.IGNORECASE,
            )
            for form in _FORMS[language]
            if not form.startswith("{act},") and _ORDINAL not in form
        ]
        self._title = re.compile(rf"(?<![\w-]){act}(?!\w)", re.IGNORECASE)

    def find(self, text: str) -> list[Fact]:
        """The citations in order; several articles cited together share a span."""
        facts: list[Fact] = []
        for form in self._forms:
            taken = Spans(fact.span for fact in facts)
            for match in form.finditer(text):
                if not taken.meet(match.start(), match.end()):
                    facts += self._cited(match)
        taken = Spans(fact.span for fact in facts)
        for match in self._title.finditer(text):
            act = self._act(match)
            if act.a_title and not taken.meet(match.start(), match.end()):
                facts.append(_fact(match, act.code))
        return sorted(facts, key=lambda fact: fact.span.start)

    def find_without_act(self, text: str) -> list[Fact]:
        """Articles that no act is named with, as ``?-article.part.point``.

        They are no facts by themselves, but another text may name the act.
        """
        facts: list[Fact] = []
        cited = self.find(text)
        for form in self._without_act:
            taken = Spans(fact.span for fact in (*cited, *facts))
            for match in form.finditer(text):
                if not taken.meet(match.start(), match.end()):
                    facts += self._cited(match)
        return sorted(facts, key=lambda fact: fact.span.start)

    def acts(self, text: str) -> frozenset[str]:
        """The codes of the acts that are named, with an article or without."""
        return frozenset(self._act(match).code for match in self._title.finditer(text))

    def bare(self, text: str) -> list[TextSpan]:
        """Where articles stand without an act."""
        return [TextSpan(start=m.start(), end=m.end()) for m in self._bare.finditer(text)]

    def _cited(self, match: re.Match[str]) -> Iterator[Fact]:
        groups = match.groupdict()
        part = self._number(groups.get("part") or groups.get("part2") or groups.get("part3"))
        points = re.findall(_NUMBER, groups.get("point") or "") or [""]
        for article in re.findall(_NUMBER, match["article"]):
            for point in points:
                ends = [end for end in (part, point) if end]
                yield _fact(match, ".".join([f"{self._code(match)}-{article}", *ends]))

    def _code(self, match: re.Match[str]) -> str:
        names_act = any(group in self._acts for group in match.groupdict())
        return self._act(match).code if names_act else UNNAMED

    def _act(self, match: re.Match[str]) -> LegalAct:
        return next(self._acts[g] for g, v in match.groupdict().items() if v and g in self._acts)

    def _number(self, words: str | None) -> str | None:
        if words is None or words.isdigit():
            return words
        ordinals = _ORDINALS[self._language]
        return str(next(at for at, o in enumerate(ordinals, 1) if words.lower().startswith(o)))


def split_statute(value: str) -> tuple[str, str, str, str]:
    """Act, article, part and point; empty where one is not given. An article may have a hyphen."""
    act, article = value, ""
    for at, letter in enumerate(value):
        if letter == "-" and value[at + 1 : at + 2].isdigit():
            act, article = value[:at], value[at + 1 :]
            break
    article, _, rest = article.partition(".")
    part, _, point = rest.partition(".")
    return act, article, part, point


def _filled(form: str, parts: Mapping[str, str]) -> str:
    for name, part in parts.items():
        form = form.replace(f"{{{name}}}", part)
    return form


def _fact(match: re.Match[str], value: str) -> Fact:
    return Fact(
        kind=FactKind.STATUTE,
        span=TextSpan(start=match.start(), end=match.end()),
        text=match[0],
        value=value,
        known=True,
    )


def _longest(names: Iterable[str]) -> list[str]:
    return sorted(names, key=len, reverse=True)


def _name(name: str, language: str) -> str:
    """An expression for an act's name in any case; an abbreviation keeps its capitals."""
    words = name.split()
    if len(words) == 1 and sum(map(str.isupper, name)) > 1:
        ending = rf"(?:-?{NOUN_ENDING})" if language == "kk" else ""
        return rf"(?-i:{re.escape(name)}){ending}(?!\w)"
    if language == "kk":
        *head, last = words
        last = f"(?:{'|'.join(map(re.escape, stems(last)))}){NOUN_ENDING}"
        return r"\s+".join([*map(re.escape, head), last])
    return r"\s+".join(_any_case(word, language) for word in words)


def _any_case(word: str, language: str) -> str:
    if language == "ru" and word.isalpha() and len(word) > 3:
        return rf"{re.escape(stem(word, language))}\w*"
    return re.escape(word)
