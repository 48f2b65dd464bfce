"""The table of codes by which a reader's browser narrows the record, and the titles it shows.

Codes lie in a file for each year of numbers, the same for every language; titles and dates in words
lie by language, ten in a file. Both are found from an incident's number alone, so that a new
incident changes the last of each. What nobody decided is empty here as everywhere.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Final

from dalel.domain.incident import Incident
from dalel.publish.site.lists import View
from dalel.publish.tree.build_tasks import File, Work, as_json
from dalel.publish.views.record import CODED, IndexedSnapshot
from dalel.publish.views.shell import wordings

#: Its folder in the site.
FOLDER: Final = "entries/"
#: So many numbers have their titles in one file.
TITLES: Final = 10
#: The letters that stand for the first values of a column, none of which JSON escapes; and where
#: those of all others begin.
_LETTERS: Final = "".join(map(chr, range(ord("0"), ord("\\"))))
_OTHERS: Final = 0x100
#: What an incident says in a column: several codes, one or none.
Coded = Callable[[IndexedSnapshot, Incident], tuple[str, ...]]


def _of_variable(variable: str) -> Coded:
    coded = CODED[variable]
    return lambda _, one: tuple(code for code in dict.fromkeys(coded(one)) if code)


def _told(value: object) -> tuple[str, ...]:
    return (str(value),) if value else ()


#: The columns; all but the last two are facets, each named as its variable of the codebook. Of the
#: actors only those count who are established.
COLUMNS: Final[Mapping[str, Coded]] = {
    "section": lambda _, one: (str(one.section),),
    "right": _of_variable("right"),
    "event_type": _of_variable("event_type"),
    "region": lambda record, one: tuple(record.regions_of(one)),
    "actor": _of_variable("actor"),
    "target": _of_variable("target"),
    "platform": _of_variable("platform"),
    "case_status": lambda _, one: _told(one.codes and one.codes.case_status),
    "severity": lambda _, one: _told(one.codes and one.codes.severity),
    "direction": lambda _, one: _told(one.codes and one.codes.direction),
    "date": lambda _, one: _told(one.date and one.date.iso),
}
#: The columns of which a reader chooses words.
FACETS: Final = tuple(name for name in COLUMNS if name not in {"direction", "date"})


def parted(number: str) -> tuple[str, int]:
    """A number's year with what stands before it, and its place in that year."""
    year, _, place = number.rpartition("-")
    return year, int(place)


def ordered(incidents: Iterable[Incident]) -> list[Incident]:
    """Incidents in the order of their numbers, also of a year that has more than 9,999."""
    return sorted(incidents, key=lambda one: parted(one.number))


def by_year(incidents: Iterable[Incident]) -> dict[str, list[Incident]]:
    """Incidents by the year in their numbers, in order."""
    years: dict[str, list[Incident]] = defaultdict(list)
    for one in ordered(incidents):
        years[parted(one.number)[0]].append(one)
    return dict(years)


def steps(numbers: Iterable[str]) -> list[int]:
    """The places of one year's numbers, each as its distance from the one before."""
    places = [parted(number)[1] for number in numbers]
    return [place - before for before, place in zip([0, *places], places, strict=False)]


def column(values: Iterable[tuple[str, ...]]) -> dict[str, object]:
    """A column in few letters: ``of`` holds each value once, ``at`` a letter for each row.

    The letter tells which of the values the row has: "0" the first, "1" the second, up to "[", then
    from U+0100 on.
    """
    known: dict[tuple[str, ...], int] = {}
    at = [known.setdefault(value, len(known)) for value in values]
    return {"of": list(known), "at": "".join(map(_letter, at))}


def _letter(place: int) -> str:
    return _LETTERS[place] if place < len(_LETTERS) else chr(_OTHERS + place - len(_LETTERS))


def table(record: IndexedSnapshot, incidents: Sequence[Incident]) -> dict[str, object]:
    """The codes of some incidents of one year: ``numbers`` as steps, and each column."""
    return {
        "numbers": steps(one.number for one in incidents),
        **{name: column(code(record, one) for one in incidents) for name, code in COLUMNS.items()},
    }


def works(record: IndexedSnapshot, view: View) -> Iterator[Work]:
    """The files of codes and of titles."""
    for year, incidents in by_year(record.listed).items():
        yield Work(
            key=f"{FOLDER}{year}",
            inputs=record.inputs(incidents),
            render=partial(_codes, record, year, incidents),
        )
        pieces: dict[int, list[Incident]] = defaultdict(list)
        for one in incidents:
            pieces[parted(one.number)[1] // TITLES].append(one)
        for place, piece in pieces.items():
            yield Work(
                key=f"{FOLDER}{year}-{place}",
                inputs=record.inputs(piece),
                render=partial(_titles, record, f"{year}-{place}", piece, view),
            )


def _codes(record: IndexedSnapshot, year: str, incidents: list[Incident]) -> Iterator[File]:
    yield f"{FOLDER}{year}.json", f"{as_json(table(record, incidents))}\n".encode()


def _titles(
    record: IndexedSnapshot, name: str, incidents: list[Incident], view: View
) -> Iterator[File]:
    for wording in wordings(record):
        views = (view(one, wording) for one in incidents)
        told = {str(parted(one.number)[1]): [one.name, one.date or ""] for one in views}
        yield f"{FOLDER}{wording.language}/{name}.json", f"{as_json(told)}\n".encode()
