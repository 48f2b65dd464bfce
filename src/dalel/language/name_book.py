"""Says a name in another language, from what is known of names, their letters and rules.

Nothing here decides who is meant: of namesakes, and of forms that differ, a person is asked. Whom
the naming rule hides is not told at all, be it known or not.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations
from typing import Final

from rapidfuzz.distance import Levenshtein

from dalel.domain.lexicon import Lexicon
from dalel.domain.names import (
    TOLD_LANGUAGES,
    KnownName,
    KnownNames,
    NameKind,
    RenderedName,
    Sureness,
)
from dalel.language.kk.names_from_russian import has_same_letters, kazakh_by_rule
from dalel.language.name_forms import forms
from dalel.language.names import SAME, are_forms, are_same, skeleton, uninflected
from dalel.language.names_told import ToldName, names_told
from dalel.language.ru.names_from_kazakh import is_same_in_russian, russian_by_rule

_WORD: Final = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
#: The surer before the less sure.
_ORDER: Final = (Sureness.CHOSEN, Sureness.SHOWN)
#: So many letters of a word are the same in all its cases.
_BEGINNING: Final = 3
_HIDDEN: Final = RenderedName(words="", sure=Sureness.HIDDEN)
_OPEN: Final = RenderedName(words="", sure=Sureness.OPEN)


@dataclass(frozen=True, kw_only=True)
class NameBesideText:
    """A name that a text tells, as it is called there and in the other language."""

    told: ToldName
    called: str
    language: str
    rendered: RenderedName


class NameBook:
    """What is known of names, looked up from any language into any other."""

    def __init__(self, names: KnownNames) -> None:
        self._hidden = [_bones(name, TOLD_LANGUAGES) for name in names.hidden]
        self._by_name: dict[tuple[str, str], list[KnownName]] = defaultdict(list)
        self._by_surname: dict[tuple[str, str], list[KnownName]] = defaultdict(list)
        self._by_word: dict[tuple[str, str, str], set[str]] = defaultdict(set)
        for one in names.known:
            self._enter(one)

    def rendered(
        self, name: str, kind: NameKind, source: str, target: str, on: date | None = None
    ) -> RenderedName:
        """A name, given in the nominative, in the nominative of another language.

        ``on`` is the day of which a text tells. Only what ``is_sure`` may be printed unasked.
        """
        if self.hides(name, kind, source):
            return _HIDDEN
        known = [
            one
            for one in self._by_name.get((source, _key(name)), ())
            if one.kind is kind and target in one.names and _may_stand(one, on)
        ]
        if known:
            return _of_known(known, target, on)
        if kind is NameKind.PERSON and len(_WORD.findall(name)) == 1:
            bearers = self._by_surname.get((source, _key(name)), ())
            # Whoever is meant: how the family name is written is not who bears it.
            if known := [
                replace(one, names=_last_words(one), key="", office={}) for one in bearers
            ]:
                return _of_known(known, target, on)
        return self._unknown(name, kind, source, target)

    def hides(self, name: str, kind: NameKind, language: str) -> bool:
        """Whether a name must not be told, in whatever form and order."""
        if not self._hidden:
            return False
        own = _bones(name, [language if language in TOLD_LANGUAGES else "ru"])
        if kind in {NameKind.PLACE, NameKind.BODY}:
            return any(own & one for one in self._hidden)
        # Whatever the order of its words.
        turned = own | {" ".join(reversed(words.split())) for words in own}
        return any(
            are_same(words, bones) for one in self._hidden for bones in one for words in turned
        )

    def beside(self, text: str, source: str, target: str) -> Iterator[NameBesideText]:
        """The names of a text with their forms in another language, each person once.

        Of the forms of one name that stands whose case is known best.
        """
        kept: list[NameBesideText] = []
        for told in names_told(text, source):
            one = self._beside(told, source, target)
            at = next((at for at, each in enumerate(kept) if _are_one(one, each)), None)
            if at is None:
                kept.append(one)
            elif _worth(one) > _worth(kept[at]):
                kept[at] = one
        yield from kept

    def _beside(self, told: ToldName, source: str, target: str) -> NameBesideText:
        found = [(one, self.rendered(one, told.kind, source, target)) for one in told.called]
        called, rendered = next(
            (one for one in found if one[1].sure in {*_ORDER, Sureness.ASK, Sureness.HIDDEN}),
            found[0],
        )
        if rendered.sure is Sureness.LETTERS and not told.is_certain:
            rendered = replace(rendered, sure=Sureness.RULE)
        return NameBesideText(told=told, called=called, language=source, rendered=rendered)

    def known_in(self, text: str, source: str, target: str) -> Iterator[KnownName]:
        """The known names, in two languages, that stand in a text in whatever case."""
        begun = {word[:_BEGINNING].casefold() for word in _WORD.findall(text)}
        seen: set[int] = set()
        for (language, key), known in self._by_name.items():
            if language != source or not any(word[:_BEGINNING] in begun for word in key.split()):
                continue
            for one in known:
                is_new = id(one) not in seen and {source, target} <= one.names.keys()
                if is_new and any(whole for _, whole in forms(text, source, [one.names[source]])):
                    seen.add(id(one))
                    yield one

    def _enter(self, one: KnownName) -> None:
        if any(self.hides(name, one.kind, language) for language, name in one.names.items()):
            return
        for language, others in one.also.items():
            for name in others:
                self._by_name[language, _key(name)].append(one)
        for language, name in one.names.items():
            self._by_name[language, _key(name)].append(one)
            if one.kind is NameKind.PERSON:
                self._enter_words(one, language, _WORD.findall(name))

    def _enter_words(self, one: KnownName, language: str, words: Sequence[str]) -> None:
        """Enter a person by family name, and each word with its counterparts."""
        if len(words) > 1:
            self._by_surname[language, _key(words[-1])].append(one)
        for other, there in one.names.items():
            theirs = _WORD.findall(there)
            if other != language and len(theirs) == len(words):
                for word, said in zip(words, theirs, strict=True):
                    self._by_word[language, other, word.lower()].add(said)

    def _unknown(self, name: str, kind: NameKind, source: str, target: str) -> RenderedName:
        """What letters and rules say of a name that nobody has shown."""
        if name.isascii() or source == target:
            return RenderedName(words=name, sure=Sureness.LETTERS)
        if kind in {NameKind.PLACE, NameKind.BODY} or {source, target} != set(TOLD_LANGUAGES):
            return _OPEN
        if kind is NameKind.OUTLET:
            return RenderedName(words=name, sure=Sureness.RULE)
        is_same = has_same_letters if source == "ru" else is_same_in_russian
        if is_same(name):
            return RenderedName(words=name, sure=Sureness.LETTERS)
        by_rule = kazakh_by_rule if source == "ru" else russian_by_rule
        words = _WORD.sub(
            lambda word: self._part(word[0], source, target) or by_rule(word[0]), name
        )
        return RenderedName(words=words, sure=Sureness.RULE)

    def _part(self, word: str, source: str, target: str) -> str:
        """One word of a name as all others who bear it write it; empty where they differ."""
        said = self._by_word.get((source, target, word.lower()), set())
        return next(iter(said)) if len(said) == 1 else ""


def _are_one(one: NameBesideText, other: NameBesideText) -> bool:
    """Whether two names are forms of one: word by word, so that brothers stay apart."""
    if _key(one.called) == _key(other.called):
        return True
    if one.told.kind is not other.told.kind or one.told.is_title:
        return False
    mine, theirs = (skeleton(each.called, each.language).split() for each in (one, other))
    return len(mine) == len(theirs) and all(
        Levenshtein.normalized_similarity(a, b) >= SAME and are_forms(a, b)
        for a, b in zip(mine, theirs, strict=True)
    )


def _worth(one: NameBesideText) -> tuple[bool, bool, bool, int]:
    """How well the form of a name tells what it is called: the larger, the better.

    What must not be told outweighs all.
    """
    sure = one.rendered.sure
    return (
        sure is Sureness.HIDDEN,
        sure in {*_ORDER, Sureness.ASK},
        one.told.is_certain,
        -len(one.called),
    )


def names_of(lexicon: Lexicon) -> Iterator[KnownName]:
    """The bodies and places of a country's lexicon; the first name of each is the one to write."""
    kinds = ((NameKind.BODY, lexicon.organisations), (NameKind.PLACE, lexicon.places))
    for kind, aliases in kinds:
        for one in aliases:
            yield KnownName(
                kind=kind,
                names={language: names[0] for language, names in one.names.items() if names},
                also={
                    language: tuple(name for name in names[1:] if name not in one.marked)
                    for language, names in one.names.items()
                },
                sure=Sureness.SHOWN,
                key=one.code,
            )


def _of_known(known: Sequence[KnownName], target: str, on: date | None) -> RenderedName:
    """One form for all who are meant, or the question who is."""
    meant = [one for one in known if one.is_here] or list(known)
    best = next(level for sure in _ORDER if (level := [one for one in meant if one.sure is sure]))
    if len({one.key for one in meant if one.key}) <= 1:
        meant = best
    who = {one.key for one in meant if one.key}
    said = list(dict.fromkeys(one.names[target] for one in meant))
    if len(who) > 1 or len(said) > 1 or _are_namesakes(meant):
        words = said[0] if len(said) == 1 else ""
        return RenderedName(words=words, sure=Sureness.ASK, candidates=tuple(meant))
    office = next((one.office for one in meant if one.office and one.holds_on(on)), {})
    return RenderedName(words=said[0], sure=best[0].sure, office=office)


def _are_namesakes(meant: Sequence[KnownName]) -> bool:
    """Whether an editor chose one name for several offices at a time and linked nobody with them.

    Offices that follow one another may be one person's.
    """
    chosen = [
        one
        for one in meant
        if one.kind is NameKind.PERSON and one.sure is Sureness.CHOSEN and not one.key
    ]
    return any(
        one.office != other.office and one.meets(other) for one, other in combinations(chosen, 2)
    )


def _may_stand(one: KnownName, on: date | None) -> bool:
    """Whether a name was one on a day: a person's always, others only within their dates."""
    return one.kind is NameKind.PERSON or one.holds_on(on)


def _bones(name: str, languages: Iterable[str]) -> frozenset[str]:
    """The skeletons of a name, with what may be an ending and without."""
    return frozenset({uninflected(name), *(skeleton(name, one) for one in languages)})


def _last_words(one: KnownName) -> dict[str, str]:
    return {language: _WORD.findall(name)[-1] for language, name in one.names.items()}


def _key(name: str) -> str:
    """A name without regard to capitals and to the order of its words."""
    return " ".join(sorted(word.casefold() for word in _WORD.findall(name)))


def merged(names: Iterable[KnownName]) -> tuple[KnownName, ...]:
    """Each known name once."""
    seen: dict[tuple[object, ...], KnownName] = {}
    for one in names:
        office = tuple(sorted(one.office.items()))
        own = (one.key, one.since, one.until, office)
        key = (one.kind, *sorted(one.names.items()), *own)
        if key not in seen or one.sure is Sureness.CHOSEN:
            seen[key] = one
    return tuple(seen.values())
