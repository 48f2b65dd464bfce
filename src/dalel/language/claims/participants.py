"""Keys by which mentions of two texts are compared, also across languages.

A mention is keyed by the bodies, acts and places of the pack that it names, by skeletons of other
names, and by the noun that says who or what it is: lawyer, police, page. Two mentions are different
only where something on both sides speaks against their being one.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, Final
from weakref import WeakValueDictionary

from rapidfuzz.distance import Levenshtein

from dalel.domain.claim import Mention
from dalel.domain.evidence import TextSpan
from dalel.domain.facts import Fact, FactKind
from dalel.domain.lexicon import Lexicon
from dalel.language.dates import ANY_DAY
from dalel.language.endings import NOUN_ENDING
from dalel.language.facts.extracting import extract_facts
from dalel.language.names import SAME, are_forms, are_same, may_be_declined, skeleton, uninflected
from dalel.language.notions import NATION, notions_of, portfolios
from dalel.language.ordinary import is_opener, is_ordinary, part_of_speech
from dalel.language.phrases import PhraseIndex
from dalel.language.quotes import quotations
from dalel.language.stems import stem

_NAMED: Final = frozenset(
    {
        FactKind.PERSON, FactKind.ORGANISATION, FactKind.PLACE, FactKind.HOST, FactKind.HANDLE,
        FactKind.STATUTE, FactKind.NUMBER,
    }
)  # fmt: skip
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
#: Skeletons that end as surnames do in the languages of the region.
_FAMILY: Final = re.compile(r"(?:[ое]в|[^аеиоу]ин|ск|ул|кыз|енк|иан|дзе)$")
#: A title by itself, which begins as names do.
_TITLE: Final = re.compile(r"[«“„\"][A-ZА-ЯЁӘІҢҒҮҰҚӨҺ].*[»”“\"]\w*")
_OWNER: Final = re.compile(r"[’']s?\s")
_POSSESSIVE: Final = re.compile(r"[’']s?$")
#: A Kazakh ending after a word in other letters: TikTok-тан.
_ADDED: Final = re.compile(rf"(?<=[A-Za-z»”])-{NOUN_ENDING}(?![\w-])")
#: Up to two words before and after a place.
_BEFORE: Final = re.compile(r"(?:[\w-]+\s+){1,2}$")
_AFTER: Final = re.compile(r"(?:\s+[\w-]+){1,2}")
#: Two words are no longer.
_COMPLEMENT_REACH: Final = 120
#: What may be written as one name: also hosts and handles.
_TOKEN: Final = re.compile(r"[^\W_](?:[\w.’'-]*\w)?")
_SHORTEST: Final = 3
#: Skeletons of Russian endings, which may be taken for a name's own letters or the other way round.
_LOST: Final = re.compile("[аеиоу][ми]?|и")
#: Skeletons of what makes a surname of a father's name, in Russian and in Kazakh.
_OF_FAMILY: Final = re.compile("(?<=...)[ое]в$")
_CHILD: Final = re.compile("(?<=...)(?:киз|ул)(?:[аи]н?)?$")
#: From this similarity on the words of a longer name may be one.
_NEARLY: Final = 0.8
_CACHED: Final = 50_000
#: Letters that name a region in a place's code; the rest are zero for the region itself.
_REGION: Final = 2


class Likeness(StrEnum):
    """How two mentions stand to one another.

    ``compatible``: one may be a role or a short form of the other, and nothing speaks against it.
    ``open``: neither for nor against can be told, as with pronouns.
    """

    SAME = "same"
    COMPATIBLE = "compatible"
    DIFFERENT = "different"
    OPEN = "open"


#: Likenesses of mentions that may be one.
ALIKE: Final = frozenset({Likeness.SAME, Likeness.COMPATIBLE})


@dataclass(frozen=True, kw_only=True, eq=False)
class Keys:
    """What a mention is compared by; equal keys are one record (``one_record``).

    ``codes`` are the pack's codes of bodies and acts, and hosts and handles; ``places`` those of
    places. ``names`` and ``quoted`` are skeletons of names and of what stands in quotation marks,
    ``perhaps`` of words with a capital that may only begin a sentence, and of hosts.
    ``roles`` are the nouns of the pack that say who or what it is: ``akin`` may be the same as
    they, ``apart`` cannot. ``marks`` are nouns beside them (detained, of the first instance),
    ``owners`` those of whose it is: ``strangers`` cannot be any of these, ``rivals`` are other
    marks or owners of their kind. ``notions`` and ``words`` (stems) are of its other words. A
    ``thing`` may be named by its owner. ``somebody`` can do or say something, or have it done to
    him: a person, a body, an outlet, a group; no thing, law or amount.
    """

    language: str
    codes: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    quoted: frozenset[str] = frozenset()
    perhaps: frozenset[str] = frozenset()
    roles: frozenset[str] = frozenset()
    marks: frozenset[str] = frozenset()
    owners: frozenset[str] = frozenset()
    akin: frozenset[str] = frozenset()
    apart: frozenset[str] = frozenset()
    strangers: frozenset[str] = frozenset()
    rivals: frozenset[str] = frozenset()
    notions: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    numbers: frozenset[str] = frozenset()
    thing: bool = False
    somebody: bool = False

    @property
    def is_told_apart(self) -> bool:
        """Whether it is named or placed, and not only called by a noun."""
        return bool(self.names or self.quoted or self.codes or self.places)


_RECORDS: Final = WeakValueDictionary[tuple[Any, ...], Keys]()


def one_record(keys: Keys) -> Keys:
    """The one record of equal keys, by which they are told from others: two are compared once."""
    return _RECORDS.setdefault(tuple(vars(keys).values()), keys)


@dataclass(frozen=True, kw_only=True)
class _Noun:
    """A noun of the pack in a mention."""

    start: int
    end: int
    role: str


def keys_of(mention: Mention, language: str, lexicon: Lexicon) -> Keys:
    """The keys of a mention in a text of this language (kk, ru, en)."""
    return keys_of_words(mention.words, language, lexicon)


def keys_of_words(words: str, language: str, lexicon: Lexicon, *, recognised: bool = True) -> Keys:
    """The keys of the words of a mention.

    Unless names are to be ``recognised``, which takes most of the time, they are those words that
    look like names.
    """
    words = without_endings(words, language)
    return _keys(words, language, lexicon, recognised=recognised and _has_capital(words))


@lru_cache(_CACHED)
def _keys(words: str, language: str, lexicon: Lexicon, *, recognised: bool) -> Keys:
    kinds = _NAMED if recognised else _NAMED - {FactKind.PERSON}
    facts = extract_facts(words, language, lexicon, ANY_DAY, kinds)
    named = tuple(fact for fact in facts if fact.kind is not FactKind.NUMBER)
    quotes = quotations(words)
    cited = [*quotes, *(fact.span for fact in named if fact.kind is FactKind.STATUTE)]
    nouns = tuple(n for n in _nouns(words, language, lexicon) if not _is_in(n.start, cited))
    roles, marks, owners = _who(words, language, nouns, named, lexicon)
    names, perhaps = _names(words, language, nouns, named, quotes)
    covered = (*(fact.span for fact in named), *quotes)
    plain = [
        match[0]
        for match in _WORD.finditer(words)
        if not _is_in(match.start(), covered)
        and skeleton(match[0], language) not in names
        and match[0].lower() not in _rules()[language]["skips"]
    ]
    nothing = frozenset[str]()
    table = lexicon.deeds.roles
    quoted = _quoted(words, language, named, quotes)
    keys = Keys(
        language=language,
        codes=frozenset(fact.value for fact in named if _has_code(fact)),
        places=_places(words, language, named, quotes, lexicon),
        names=names,
        quoted=quoted,
        perhaps=perhaps | _hosts(named),
        roles=roles,
        marks=marks,
        owners=owners,
        akin=nothing.union(*(table[role].akin for role in roles)),
        apart=_apart(roles, lexicon),
        strangers=_apart(owners, lexicon),
        rivals=nothing.union(*(table[each].rivals for each in marks | owners)),
        notions=nothing.union(
            *(notions_of(word, language) for word in plain),
            *(_portfolios(lexicon).get(fact.value, nothing) for fact in named if fact.known),
        ),
        words=frozenset(stem(word, language) for word in plain if len(word) >= _SHORTEST),
        numbers=frozenset(fact.value for fact in facts if fact.kind is FactKind.NUMBER),
        thing=bool(roles) and all(table[role].thing for role in roles),
        somebody=_is_somebody(words, language, roles, names, quoted, named, nouns, lexicon),
    )
    return one_record(keys)


def _hosts(named: Iterable[Fact]) -> frozenset[str]:
    """Skeletons of the names of hosts, by which sites are called too: Konyrau, konyrau.test."""
    hosts = (fact.value for fact in named if fact.kind is FactKind.HOST)
    return frozenset(skeleton(host.rpartition(".")[0], "en") for host in hosts) - {""}


def without_endings(words: str, language: str) -> str:
    """The words with spaces for Kazakh endings that a hyphen parts from a word: TikTok-тан."""
    return _ADDED.sub(lambda found: " " * len(found[0]), words) if language == "kk" else words


def _is_somebody(
    words: str,
    language: str,
    roles: frozenset[str],
    names: frozenset[str],
    quoted: frozenset[str],
    named: tuple[Fact, ...],
    nouns: tuple[_Noun, ...],
    lexicon: Lexicon,
) -> bool:
    table = lexicon.deeds.roles
    things = [role for role in roles if table[role].thing]
    # A site may be an outlet, and a service a platform: they do what a post or a phone does not.
    mere = [role for role in things if all(table[mate].thing for mate in table[role].akin)]
    if mere:
        return False
    is_known = any(_has_code(fact) and fact.kind is not FactKind.STATUTE for fact in named)
    if is_known or names:
        return not _is_owned(words, language, nouns)
    is_headed = bool(roles) and _is_headed(words, language, nouns)
    if is_headed and (quoted or not things):
        return True
    return bool(quoted) and _TITLE.fullmatch(words) is not None


def _is_owned(words: str, language: str, nouns: tuple[_Noun, ...]) -> bool:
    """Whether a name only says whose something is: Saule Alimbekova's posting."""
    owner = _OWNER.search(words) if language == "en" else None
    last = None if owner is None else list(_WORD.finditer(words))[-1]
    return last is not None and last[0].islower() and not _is_noun(last.start(), nouns)


@lru_cache(_CACHED)
def relation(one: Keys, other: Keys) -> Likeness:
    """How two mentions stand to one another; the order does not matter."""
    names = _likeness_of_names(one.names, other.names)
    if names is Likeness.DIFFERENT:
        return names
    rest = (
        _likeness_of_quoted(one, other),
        _likeness_of_codes(one.codes, other.codes),
        _likeness_of_places(one.places, other.places),
    )
    if _are_against(one, other, names, rest):
        return Likeness.DIFFERENT
    if names is Likeness.SAME and one.thing == other.thing:
        agree = Likeness.DIFFERENT not in rest and Likeness.COMPATIBLE not in rest
        return Likeness.SAME if agree else Likeness.COMPATIBLE
    shared = one.roles & other.roles or (not (one.roles | other.roles) and one.marks & other.marks)
    is_named = Likeness.SAME in rest[:2]
    if is_named and (shared or not (one.roles or other.roles) or rest[1] is Likeness.SAME):
        return Likeness.SAME
    if shared and _are_alike(one, other) and _are_bare(one) and _are_bare(other):
        return Likeness.SAME
    told = names, *rest
    if (
        shared
        or one.roles & other.akin
        or one.marks & other.marks
        or any(each is not Likeness.OPEN for each in told)
        or _may_own(one, other)
        or _may_own(other, one)
    ):
        return Likeness.COMPATIBLE
    return _likeness_of_words(one, other)


def names_meet(one: Keys, other: Keys) -> bool:
    """Whether the other has what tells this one apart: its name, else title, code or place."""
    if one.names:
        told = _likeness_of_names(one.names, other.names) in ALIKE
        return told or _meet(one.names, other.quoted | other.perhaps)
    if one.quoted:
        return _likeness_of_quoted(one, other) is Likeness.SAME
    if one.codes:
        shared = _likeness_of_codes(one.codes, other.codes) in ALIKE
        return shared or bool(one.roles & other.roles)
    return not one.places or _likeness_of_places(one.places, other.places) in ALIKE


def _are_alike(one: Keys, other: Keys) -> bool:
    """Whether two mentions have the same roles, marks that agree, and the same places."""
    if one.roles != other.roles or bool(one.places) != bool(other.places):
        return False
    agree = one.marks == other.marks or bool(one.roles)
    return agree and (not one.places or bool(one.places & other.places))


def _are_against(one: Keys, other: Keys, names: Likeness, rest: tuple[Likeness, ...]) -> bool:
    if names is not Likeness.SAME and Likeness.DIFFERENT in rest:
        return True
    if _have_rivals(one, other) and _have_rivals(other, one):
        return True
    if one.roles and other.roles and one.roles <= other.apart:
        return not (_may_own(one, other) or _may_own(other, one))
    if not one.roles & other.roles:
        return False
    is_of_others = bool(one.owners and other.owners) and one.owners <= other.strangers
    return is_of_others or _are_for_others(one.notions, other.notions)


def _have_rivals(one: Keys, other: Keys) -> bool:
    """Whether one has a mark or an owner that the other has another one for: in Instagram."""
    return bool(((one.marks | one.owners) & other.rivals) - other.marks - other.owners)


def _may_own(thing: Keys, owner: Keys) -> bool:
    """Whether one is a thing of the other: the page of lawyer Sayatov may stand for him."""
    if not thing.thing or owner.thing:
        return False
    return bool(thing.owners & owner.roles) or (
        _likeness_of_names(thing.names, owner.names) is Likeness.SAME
    )


def _are_for_others(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two bodies or groups have other portfolios, or are of other peoples."""
    for kind in (portfolios(), _nations(one | other)):
        first, second = one & kind, other & kind
        if first and second and not first & second:
            return True
    return False


@lru_cache(16)
def _portfolios(lexicon: Lexicon) -> dict[str, frozenset[str]]:
    """What each body of the pack is for, as its names say: Министерство юстиции."""
    return {
        body.code: frozenset(
            notion
            for language, names in body.names.items()
            for name in names
            for word in _WORD.findall(name)
            for notion in notions_of(word, language) & portfolios()
        )
        for body in lexicon.organisations
    }


def _nations(notions: frozenset[str]) -> frozenset[str]:
    return frozenset(notion for notion in notions if notion.startswith(NATION))


def _are_bare(keys: Keys) -> bool:
    return not (keys.names or keys.quoted or keys.codes)


def _likeness_of_names(one: frozenset[str], other: frozenset[str]) -> Likeness:
    if not (one and other):
        return Likeness.OPEN
    first = frozenset(name for name in one if any(are_one_name(name, mate) for mate in other))
    second = frozenset(name for name in other if any(are_one_name(name, mate) for mate in one))
    if not first:
        return Likeness.DIFFERENT
    return Likeness.SAME if first == one and second == other else Likeness.COMPATIBLE


def are_one_name(one: str, other: str) -> bool:
    """Whether two skeletons may be one name: each word of the shorter is one of the longer.

    Where both have several words, these may be less alike: Ілияс and Ильяс before one surname.
    """
    shorter, longer = sorted((one.split(), other.split()), key=len)
    alike = _are_one_word if len(shorter) == 1 else _may_be_one_word
    return all(any(alike(word, mate) for mate in longer) for word in shorter)


def _are_one_word(one: str, other: str, least: float = SAME) -> bool:
    if len(one) == 1 or len(other) == 1:
        return one[0] == other[0]
    is_near = Levenshtein.normalized_similarity(one, other) >= least and are_forms(one, other)
    return is_near or may_be_declined(one, other)


def _may_be_one_word(one: str, other: str) -> bool:
    """Whether two words may be one beside another word that is: Мырза, Мурза; Адай, Адая."""
    if _are_one_word(one, other, _NEARLY):
        return True
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) < _SHORTEST:
        return False
    rest = longer.removeprefix(shorter)
    if len(shorter) == len(longer):
        return are_forms(one, other) and sum(a != b for a, b in zip(one, other, strict=True)) == 1
    if rest != longer and _LOST.fullmatch(rest):
        return True
    return _are_of_one_father(one, other)


def _are_of_one_father(one: str, other: str) -> bool:
    """Whether two surnames are made of one name in two ways: Маратова, Маратқызы."""
    if _CHILD.search(one):
        one, other = other, one
    name = _CHILD.sub("", other)
    return name != other and _OF_FAMILY.sub("", one) == name != one


def _likeness_of_quoted(one: Keys, other: Keys) -> Likeness:
    # A title in quotation marks in one text may stand without them in the other one.
    first, second = one.quoted | one.perhaps, other.quoted | other.perhaps
    if not (first or second):
        return Likeness.OPEN
    if _meet(first, second | other.names) or _meet(one.names, second):
        return Likeness.SAME
    # Titles are translated: what differs in two languages may be one.
    if one.quoted and other.quoted and one.language == other.language:
        return Likeness.DIFFERENT
    return Likeness.OPEN


def _meet(one: frozenset[str], other: frozenset[str]) -> bool:
    return any(_are_one_title(first, second) for first in one for second in other)


def _are_one_title(one: str, other: str) -> bool:
    if are_same(one, other):
        return True
    first, second = one.split(), other.split()
    alike = _are_one_word if len(first) == 1 else _may_be_one_word
    return len(first) == len(second) and all(map(alike, first, second))


def _likeness_of_codes(one: frozenset[str], other: frozenset[str]) -> Likeness:
    if not (one and other):
        return Likeness.OPEN
    if one & other:
        return Likeness.SAME if one == other else Likeness.COMPATIBLE
    # An article of an act, with or without its part: CC-274 and CC-274.4.
    if any(a.startswith(f"{b}.") or b.startswith(f"{a}.") for a in one for b in other):
        return Likeness.COMPATIBLE
    return Likeness.DIFFERENT


def _likeness_of_places(one: frozenset[str], other: frozenset[str]) -> Likeness:
    if not (one and other):
        return Likeness.OPEN
    if one & other:
        return Likeness.SAME
    if any(_is_within(a, b) or _is_within(b, a) for a in one for b in other):
        return Likeness.COMPATIBLE
    return Likeness.DIFFERENT


def _is_within(place: str, wider: str) -> bool:
    """Whether the code of a place is of the region that another code means: KZ-39, 390000000."""
    if not place.isdigit():
        return False
    region = wider.partition("-")[2] or wider
    return place[:_REGION] == region[:_REGION] and not region[_REGION:].strip("0")


def _likeness_of_words(one: Keys, other: Keys) -> Likeness:
    if one.language == other.language and one.words and other.words:
        if one.words == other.words:
            return Likeness.SAME
        if one.words <= other.words or other.words <= one.words:
            return Likeness.COMPATIBLE
    return Likeness.COMPATIBLE if one.notions & other.notions else Likeness.OPEN


def _has_code(fact: Fact) -> bool:
    if fact.kind is FactKind.ORGANISATION:
        return fact.known
    return fact.kind in {FactKind.STATUTE, FactKind.HOST, FactKind.HANDLE}


def _is_in(place: int, spans: Iterable[TextSpan]) -> bool:
    return any(span.start <= place < span.end for span in spans)


def _places(
    words: str,
    language: str,
    named: tuple[Fact, ...],
    quotes: tuple[TextSpan, ...],
    lexicon: Lexicon,
) -> frozenset[str]:
    """Codes of places, also of those that only an adjective names (Алматинский); not in titles."""
    told = (fact for fact in named if not _is_in(fact.span.start, quotes))
    found = {fact.value for fact in told if fact.kind is FactKind.PLACE and fact.known}
    codes = _place_codes(language, lexicon)
    for match in _WORD.finditer(words):
        if _is_in(match.start(), quotes):
            continue
        bare = _of_place(match[0], language)
        found |= {codes[each] for each in bare if each in codes}
    # Every body of the country is the country's.
    return frozenset(found - {lexicon.home})


def _of_place(word: str, language: str) -> tuple[str, ...]:
    """The skeletons of places that an adjective may be made from."""
    bones = skeleton(word, language)
    endings = _rules()[language]["adjectives"]
    return tuple(bones.removesuffix(ending) for ending in endings if bones.endswith(ending))


@lru_cache(16)
def _place_codes(language: str, lexicon: Lexicon) -> dict[str, str]:
    return {
        skeleton(name, language): place.code
        for place in reversed(lexicon.places)
        for name in place.names.get(language, ())
        if name not in place.marked
    }


def _quoted(
    words: str, language: str, named: tuple[Fact, ...], quotes: tuple[TextSpan, ...]
) -> frozenset[str]:
    """Skeletons of what stands in quotation marks and is nothing that the pack knows.

    Each with and without an ending taken off: a title may be declined in its marks or not.
    """
    known = [
        fact.span
        for fact in named
        if fact.kind is FactKind.STATUTE or (fact.known and fact.kind is not FactKind.PLACE)
    ]
    titles = [
        words[span.start + 1 : span.end - 1]
        for span in quotes
        if not any(span.start <= fact.start < span.end for fact in known)
    ]
    found = {skeleton(title, language) for title in titles} | set(map(uninflected, titles))
    return frozenset(found) - {""}


def _names(
    words: str,
    language: str,
    nouns: tuple[_Noun, ...],
    named: tuple[Fact, ...],
    quotes: tuple[TextSpan, ...],
) -> tuple[frozenset[str], frozenset[str]]:
    """Skeletons of names of persons and the like, and of what only has a capital."""
    people = [fact for fact in named if _is_name(fact, nouns) and not _is_of_place(fact, language)]
    told = [fact.span for fact in people if not _is_in(fact.span.start, quotes)]
    others = [*quotes, *(fact.span for fact in named if fact not in people)]
    free = [
        match
        for match in _WORD.finditer(words)
        if match[0][0].isupper()
        and not _only_begins(match, language)
        and match[0].lower() not in _rules()[language]["skips"]
        and not _is_in(match.start(), others)
        and not _is_noun(match.start(), nouns)
    ]
    found, perhaps = set[str](), set[str]()
    for run in _runs(free, words):
        plain = all(notions_of(match[0], language, strict=True) for match in run)
        sure = [
            match.start()
            for match in run
            if not plain and (_is_in(match.start(), told) or _is_like_a_name(match, language))
        ]
        bones = _bones(
            [
                match[0]
                for match in run
                if match.start() in sure or not notions_of(match[0], language, strict=True)
            ],
            language,
        )
        (found if sure else perhaps).add(bones)
    return frozenset(found) - {""}, frozenset(perhaps) - {""}


def _bones(name: Sequence[str], language: str) -> str:
    """The skeleton of a name; in Kazakh only its last word takes an ending."""
    if language == "en":
        name = [_POSSESSIVE.sub("", word) for word in name]
    if language != "kk":
        return skeleton(" ".join(name), language)
    *others, last = name or ("",)
    return " ".join((*map(uninflected, others), skeleton(last, language))).strip()


def _is_name(fact: Fact, nouns: tuple[_Noun, ...]) -> bool:
    """Whether a fact is a name that the pack does not know, and that no noun is part of."""
    if fact.known or fact.kind not in {FactKind.PERSON, FactKind.ORGANISATION}:
        return False
    # Almaty City Court is no name.
    return fact.kind is FactKind.PERSON or not any(
        fact.span.start <= noun.start < fact.span.end for noun in nouns
    )


def _is_of_place(fact: Fact, language: str) -> bool:
    """Whether what seems a name is an adjective that may be made from a place's: Павлодарского."""
    return " " not in fact.text and bool(_of_place(fact.text, language)) and fact.text.istitle()


def _runs(found: list[re.Match[str]], words: str) -> list[list[re.Match[str]]]:
    """Matches that stand side by side, together."""
    runs: list[list[re.Match[str]]] = []
    for match in found:
        if runs and not words[runs[-1][-1].end() : match.start()].strip(" ."):
            runs[-1].append(match)
        else:
            runs.append([match])
    return runs


def _only_begins(match: re.Match[str], language: str) -> bool:
    """Whether a word may have its capital from the beginning of a sentence."""
    word = match[0]
    begins = match.start() == 0 and language != "en" and word.istitle()
    return begins and (is_ordinary(word) or is_opener(word))


def _is_noun(place: int, nouns: tuple[_Noun, ...]) -> bool:
    return any(noun.start <= place < noun.end for noun in nouns)


def _is_like_a_name(match: re.Match[str], language: str) -> bool:
    """Whether a word with a capital ends like a surname, or stands inside a mention like a name."""
    word = match[0]
    if len(word) < _SHORTEST or notions_of(word, language, strict=True):
        return False
    if _of_place(word, language):
        return False
    is_inside = match.start() > 0 and language != "en"
    return is_inside or bool(_FAMILY.search(skeleton(word, language)))


def _who(
    words: str,
    language: str,
    nouns: tuple[_Noun, ...],
    named: tuple[Fact, ...],
    lexicon: Lexicon,
) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """The roles that say who or what a mention is, those beside them, and those of owners."""
    table = lexicon.deeds.roles
    loose = frozenset(noun.role for noun in nouns if table[noun.role].loose)
    firm = [noun for noun in nouns if not table[noun.role].loose]
    heads = set[str]()
    for start, end in _parts(words, language):
        head = _head([noun for noun in firm if start <= noun.start < end], words, language)
        if head is not None:
            # The Interior Ministry is the police too: its code knows, its words do not.
            bodies = [f for f in named if f.known and f.span.start <= head.start < f.span.end]
            alike = {noun.role for noun in firm if noun.start == head.start}
            heads |= _of_codes(bodies, lexicon) or alike
    owners = frozenset(noun.role for noun in firm) - heads
    return frozenset(heads or _of_codes(named, lexicon)), loose, owners


def _of_codes(named: Iterable[Fact], lexicon: Lexicon) -> set[str]:
    codes = {fact.value for fact in named if fact.kind is FactKind.ORGANISATION and fact.known}
    if not codes:
        return set()
    return {role for role, noun in lexicon.deeds.roles.items() if noun.codes & codes}


def _apart(roles: frozenset[str], lexicon: Lexicon) -> frozenset[str]:
    """What cannot be one with any of the roles."""
    table = lexicon.deeds.roles
    whole = [table[role].apart for role in roles]
    return whole[0].intersection(*whole) if whole else frozenset()


def _parts(words: str, language: str) -> Iterator[tuple[int, int]]:
    """The stretches of a mention that name one each: the police, the court and two bloggers."""
    start = 0
    for match in _joints(language).finditer(words):
        yield start, match.start()
        start = match.end()
    yield start, len(words)


def _head(found: list[_Noun], words: str, language: str) -> _Noun | None:
    if not found:
        return None
    rule = _rules()[language]
    if rule["head"] == "first":
        return found[0]
    ends = _complements(language)
    close = ends.search(words, found[0].start) if ends else None
    before = [noun for noun in found if close is None or noun.start < close.start()]
    return before[-1]


def _is_headed(words: str, language: str, nouns: tuple[_Noun, ...]) -> bool:
    """Whether a noun of the pack is what a mention is of, and not only whose that is."""
    rule = _rules()[language]
    ends = _complements(language)
    close = ends.search(words) if ends else None
    own = [match for match in _WORD.finditer(words) if not close or match.start() < close.start()]
    if rule["head"] == "first":
        own = [match for match in own if not _is_adjective(match[0])][:1]
    return any(_is_noun(match.start(), nouns) for match in own[-1:])


def _is_adjective(word: str) -> bool:
    return part_of_speech(word) not in {"NOUN", None}


@lru_cache(1_000)
def named_parts(text: str, language: str, lexicon: Lexicon) -> tuple[tuple[int, int], ...]:
    """The stretches of a sentence that name or call somebody or something, as (start, end).

    These are words with a capital and nouns of the pack that stand side by side, each noun and each
    title in quotation marks by itself, and each noun with the words beside it that may say which
    one: the court of the city of Almaty.
    """
    text = without_endings(text, language)
    nouns = _nouns(text, language, lexicon)
    quotes = quotations(text)
    titles = {(span.start, span.end) for span in quotes}
    capitals = [
        (match.start(), match.end())
        for match in _TOKEN.finditer(text)
        if match[0] != match[0].lower() and not _is_in(match.start(), quotes)
    ]
    called = {(noun.start, noun.end) for noun in nouns}
    firm = {(n.start, n.end) for n in nouns if not lexicon.deeds.roles[n.role].loose}
    runs = _joined(sorted({*called, *titles, *capitals}), text)
    whole = {_with_complement(noun, text, language) for noun in firm}
    return tuple(sorted({*runs, *_joined(capitals, text), *firm, *whole, *titles}))


def steps_in(text: str, language: str, lexicon: Lexicon) -> Iterator[tuple[str, str, TextSpan]]:
    """The steps that a text names, each with its kind and place: appeal, first reading."""
    table = lexicon.deeds.roles
    for noun in _nouns(text, language, lexicon):
        if table[noun.role].step:
            yield table[noun.role].step, noun.role, TextSpan(start=noun.start, end=noun.end)


def _with_complement(noun: tuple[int, int], text: str, language: str) -> tuple[int, int]:
    """A noun with up to two words on the side of its complements, where one has a capital."""
    start, end = noun
    if _rules()[language]["head"] == "first":
        found = _AFTER.match(text, end)
        return (start, found.end()) if found and _has_capital(found[0]) else noun
    found = _BEFORE.search(text, max(0, start - _COMPLEMENT_REACH), start)
    return (found.start(), end) if found and _has_capital(found[0]) else noun


def _has_capital(words: str) -> bool:
    return words != words.lower()


def _joined(parts: Sequence[tuple[int, int]], text: str) -> list[tuple[int, int]]:
    """Stretches that meet or that only spaces part, as one."""
    runs: list[tuple[int, int]] = []
    for start, end in parts:
        if runs and not text[runs[-1][1] : start].strip():
            runs[-1] = runs[-1][0], max(end, runs[-1][1])
        else:
            runs.append((start, end))
    return runs


def _nouns(words: str, language: str, lexicon: Lexicon) -> tuple[_Noun, ...]:
    """The nouns of the pack in order; of those that overlap, the longest, but for loose ones."""
    table = lexicon.deeds.roles
    found = sorted(
        (
            _Noun(start=match.start(), end=match.end(), role=role)
            for role, match in _phrases(language, lexicon).find(words)
        ),
        key=lambda noun: (noun.start, noun.start - noun.end, noun.role),
    )
    kept: list[_Noun] = []
    firm: _Noun | None = None
    for noun in found:
        if table[noun.role].loose:
            kept.append(noun)
            continue
        # жары is a wife or a husband.
        is_twin = firm is not None and (noun.start, noun.end) == (firm.start, firm.end)
        if is_twin or firm is None or noun.start >= firm.end:
            kept.append(noun)
            firm = noun
    return tuple(kept)


@lru_cache(16)
def _phrases(language: str, lexicon: Lexicon) -> PhraseIndex[str]:
    # The first phrase that fits counts, so that the longer ones come first.
    return PhraseIndex(
        (role, sorted(noun.words.get(language, ()), key=_words_of, reverse=True))
        for role, noun in lexicon.deeds.roles.items()
    )


def _words_of(phrase: str) -> int:
    return len(phrase.split())


@cache
def _joints(language: str) -> re.Pattern[str]:
    joins = "|".join(map(re.escape, _rules().get(language, {}).get("joins", ())))
    return re.compile(rf"\s*[,;]\s*|\s+(?:{joins or '(?!)'})\s+", re.IGNORECASE)


@cache
def _complements(language: str) -> re.Pattern[str] | None:
    ends = "|".join(map(re.escape, _rules().get(language, {}).get("ends", ())))
    return re.compile(rf"\s(?:{ends})\s", re.IGNORECASE) if ends else None


@cache
def _rules() -> dict[str, Any]:
    return tomllib.loads((files("dalel.language.claims") / "heads.toml").read_text("utf-8"))
