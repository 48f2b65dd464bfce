"""Privacy rules of a country: identifiers that expose a private person, and exceptions.

Lists of words are phrases as ``dalel.language.phrases`` reads them, by language.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from dalel.domain.codebook import Labels
from dalel.pack.formats import Words


@dataclass(frozen=True, kw_only=True)
class IdentityScheme:
    """A number that identifies: the shape of its digits, its check digit, the words before it.

    The last digit is the sum of the others times a row of ``weights``, modulo ``modulus``; where
    that gives 10 the next row decides. Groups ``year``, ``month`` and ``day`` of ``pattern`` are a
    birth date, whose century ``centuries`` tells by the group ``century``. A scheme that
    ``needs_mark`` counts only beside one of its ``marks``.
    """

    code: str
    labels: Labels
    lengths: tuple[int, ...]
    pattern: str
    marks: Words
    weights: tuple[tuple[int, ...], ...] = ()
    modulus: int = 0
    centuries: Mapping[str, int] = field(default_factory=dict)
    needs_mark: bool = False


@dataclass(frozen=True, kw_only=True)
class Plates:
    """How registration plates of vehicles look, in Latin letters; ``unless`` are no plate's."""

    patterns: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class PhoneWords:
    """How phone numbers are written here.

    ``prefixes`` stand before the ``length`` national digits, which look like ``bare``. ``marks``
    announce a number; after ``public`` it is one that an institution wants to be called by.
    """

    region: str = "ZZ"
    prefixes: tuple[str, ...] = ()
    length: int = 0
    bare: str = ""
    marks: Words = field(default_factory=dict)
    public: Words = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Contacts:
    """What anybody may print: whole numbers, and names of mailboxes that are nobody's."""

    phones: tuple[str, ...] = ()
    mailboxes: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class HomeWords:
    """How a home is told in one language.

    The number stands before the words for house and flat where ``number_first`` is set. Words of
    ``lives`` make a bare number after a street a home, those of ``office`` a house no home.
    """

    number_first: bool
    street: tuple[str, ...]
    house: tuple[str, ...]
    flat: tuple[str, ...]
    lives: tuple[str, ...] = ()
    office: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class MinorWords:
    """What tells that somebody is under ``below`` years old, and what then exposes the person.

    ``school`` are regular expressions of a school or class that can be found by its name.
    """

    below: int = 18
    age: Words = field(default_factory=dict)
    minor: Words = field(default_factory=dict)
    family: Words = field(default_factory=dict)
    school: Words = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class MaskWords:
    """Near which words names, or dates, are hidden in documents before anybody reads them."""

    witness: Words = field(default_factory=dict)
    victim: Words = field(default_factory=dict)
    birth: Words = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, eq=False)
class Privacy:
    """``privacy.toml``. What was prepared from it is kept by its identity."""

    identity: tuple[IdentityScheme, ...] = ()
    plates: Plates = field(default_factory=Plates)
    phones: PhoneWords = field(default_factory=PhoneWords)
    contacts: Contacts = field(default_factory=Contacts)
    homes: Mapping[str, HomeWords] = field(default_factory=dict)
    minors: MinorWords = field(default_factory=MinorWords)
    masks: MaskWords = field(default_factory=MaskWords)


def problems(privacy: Privacy) -> Iterator[tuple[str, str]]:
    """What is wrong with the rules, by key."""
    patterns: list[tuple[str, Iterable[str]]] = [
        *((f"identity.{scheme.code}", (scheme.pattern,)) for scheme in privacy.identity),
        ("plates.patterns", privacy.plates.patterns),
        ("phones.bare", (privacy.phones.bare,)),
        *((f"minors.school.{name}", found) for name, found in privacy.minors.school.items()),
    ]
    for key, expressions in patterns:
        for expression in expressions:
            try:
                re.compile(expression)
            except re.error as error:
                yield key, f"{expression!r}: {error}"
    for scheme in privacy.identity:
        if scheme.weights and not scheme.modulus:
            yield f"identity.{scheme.code}", "weights without a modulus"
