"""Names of persons in the cases of Russian, and back to the name as it is called.

Given names by the dictionary where it has them, else as surnames by their endings; a name that
might be a woman's and ends in a consonant has no cases here, since a woman's would not be declined.
"""

import itertools
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any, Final

from dalel.language.ru.given_names import is_given_name
from dalel.language.ru.trained_models import readings

CASES: Final = ("nom", "gen", "dat", "acc", "ins", "loc")
#: The same as the dictionary calls them.
_TAGS: Final = ("nomn", "gent", "datv", "accs", "ablt", "loct")
#: From the ending of a word to its cases after the nominative.
_MEN: Final = (
    (r"(?<=[оеё]в)$|(?<=[иы]н)$", ("а", "у", "а", "ым", "е")),
    (r"(?<=к)ий$|(?<=[цк])ой$", ("ого", "ому", "ого", "им", "ом")),
    (r"(?<![оеё]в)(?<![иы]н)ый$", ("ого", "ому", "ого", "ым", "ом")),
    (r"(?<=[жшщчц])$", ("а", "у", "а", "ем", "е")),
    (r"(?<=[бвгдзклмнпрстфх])$", ("а", "у", "а", "ом", "е")),
    (r"й$|ь$", ("я", "ю", "я", "ем", "е")),
)
_BOTH: Final = (
    (r"(?<=[гкхжшщч])а$", ("и", "е", "у", "ой", "е")),
    (r"а$", ("ы", "е", "у", "ой", "е")),
    (r"(?<=и)я$", ("и", "и", "ю", "ей", "и")),
    (r"я$", ("и", "е", "ю", "ей", "е")),
)
_WOMEN: Final = (
    (r"(?<=[оеё]в)а$|(?<=[иы]н)а$", ("ой", "ой", "у", "ой", "ой")),
    (r"(?<=к)ая$", ("ой", "ой", "ую", "ой", "ой")),
)
_WOMAN: Final = re.compile(r"([оеё]в|[иы]н)а$|кая$|(вна|чна|кызы)$")
_MAN: Final = re.compile(r"([оеё]в|[иы]н)$|(к|н)ий$|улы$")
_GENDERS: Final = ("masc", "femn")
#: Endings that cases may have put in the place of those of the nominative.
_TURNED_BACK: Final = ("", "а", "я", "й", "ь", "ий", "ой", "ый", "ая")
_LONGEST: Final = 3
#: A shorter name is not sure to have had an ending.
_SHORTEST: Final = 3


def person_in_cases(name: str) -> dict[str, str] | None:
    """A name in each of ``CASES``; None where its cases are not sure."""
    parts = name.split()
    female = is_female(parts)
    if female is None:
        return None
    found = parts_in_cases(parts, female=female)
    return {case: " ".join(one[at] for one in found) for at, case in enumerate(CASES)}


def parts_in_cases(parts: Sequence[str], *, female: bool) -> list[tuple[str, ...]]:
    """Each part of a name in each of ``CASES``, as a woman's or a man's."""
    return [_declined(part, female=female, surname=last) for part, last in _surnamed(parts)]


def nominative(written: str, case: str) -> str | None:
    """A name as it is called, from what it is in a case; None where several might be."""
    if case not in CASES or case == "nom":
        return written
    parts = written.split()
    found = {
        " ".join(names)
        for female in (False, True)
        for names in itertools.product(
            *(_origins(part, case, female=female, surname=last) for part, last in _surnamed(parts))
        )
        if is_female(names) is female
    }
    if len(found) > 1:
        found = {name for name in found if any(map(is_given_name, name.split()))}
    return found.pop() if len(found) == 1 else None


def is_female(parts: Sequence[str]) -> bool | None:
    """Whether a name is a woman's; None where it is not sure.

    A surname tells by its ending alone: that of Ольга Ким is a man's given name, too.
    """
    by_surname = _by_ending(parts[-1])
    told = {by_surname} if by_surname else {found for part in parts if (found := _gender(part))}
    return None if len(told) != 1 else told == {"femn"}


def _surnamed(parts: Sequence[str]) -> list[tuple[str, bool]]:
    """Each part of a name, and whether it is declined as a surname."""
    return [(part, at > 0 or len(parts) == 1) for at, part in enumerate(parts)]


def _by_ending(part: str) -> str:
    if _WOMAN.search(part):
        return "femn"
    return "masc" if _MAN.search(part) else ""


def _gender(part: str) -> str:
    if told := _by_ending(part):
        return told
    for reading in readings(part.lower()):
        tag = reading.tag
        if "Name" in tag and tag.case == "nomn" and tag.gender in _GENDERS:
            return str(tag.gender)
    return ""


@lru_cache(4000)
def _declined(part: str, *, female: bool, surname: bool) -> tuple[str, ...]:
    name = next(_given_names(part, "nom", female=female), None)
    if name is None:
        return _by_tables(part, female=female, surname=surname)
    forms = [name.inflect({"sing", tag}) for tag in _TAGS]
    return tuple(_written(form.word, part) if form else part for form in forms)


def _by_tables(part: str, *, female: bool, surname: bool) -> tuple[str, ...]:
    women = (*_WOMEN, *_BOTH) if surname else _BOTH
    for pattern, endings in women if female else (*_MEN, *_BOTH):
        match = re.search(pattern, part)
        if match:
            stem = part[: match.start()]
            return (part, *(stem + ending for ending in endings))
    return (part,) * len(CASES)


@lru_cache(4000)
def _origins(part: str, case: str, *, female: bool, surname: bool) -> tuple[str, ...]:
    """What a part may be in the nominative; what it is already only where nothing else may be."""
    given = (name.inflect({"nomn"}) for name in _given_names(part, case, female=female))
    if called := {_written(one.word, part) for one in given if one}:
        return tuple(sorted(called))
    at = CASES.index(case)
    stems = (part[: len(part) - cut] for cut in range(_LONGEST + 1))
    tried = {stem + ending for stem in stems for ending in _TURNED_BACK}
    found = sorted(
        one
        for one in tried
        if (one == part or len(one) >= _SHORTEST)
        and _by_tables(one, female=female, surname=surname)[at] == part
    )
    return tuple([one for one in found if one != part] or found)


def _given_names(part: str, case: str, *, female: bool) -> Iterator[Any]:
    """The readings of a part as a given name that the dictionary has, in a case."""
    wanted = _TAGS[CASES.index(case)]
    # Саша is a man's and a woman's.
    genders = (None, _GENDERS[female])
    for one in readings(part.lower()):
        tag = one.tag
        is_so = tag.number == "sing" and tag.case == wanted and tag.gender in genders
        if one.is_known and "Name" in tag and is_so:
            yield one


def _written(form: str, like: str) -> str:
    """A form of a given name, with a capital, and with ё only where the text writes it."""
    return (form if "ё" in like.lower() else form.replace("ё", "е")).capitalize()
