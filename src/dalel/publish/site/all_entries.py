"""The page of all entries: the whole list, and the ways to narrow it.

Without JavaScript it shows the list, the latest first, and leads to the lists of each section,
right, place and so on. With it the same choices are pressed on the page itself.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from dalel.domain.codebook import Labels
from dalel.domain.dates import PartialDate, Precision
from dalel.domain.incident import Incident
from dalel.publish.data import api, citation
from dalel.publish.site import code_table
from dalel.publish.site.lists import CHUNK, SiteList, View, chunked, newer
from dalel.publish.tree.build_tasks import File, Work
from dalel.publish.views.dates import DateWording
from dalel.publish.views.incident import direction_words
from dalel.publish.views.record import IndexedSnapshot
from dalel.publish.views.shell import Shell

#: The page's folder below a language's.
PATH: Final = "search/"
#: So many editions are named beside the period.
_EDITIONS: Final = 6
#: The facets whose words stand in the order of the codebook; of others the most frequent first.
_IN_ORDER: Final = frozenset({"section", "case_status", "severity"})


@dataclass(frozen=True, kw_only=True)
class FacetChoice:
    """A word by which the list is narrowed, how many entries bear it, and the path of their list.

    An empty ``path``: there is no such list.
    """

    code: str
    labels: Labels
    count: int
    path: str = ""


@dataclass(frozen=True, kw_only=True)
class Facet:
    """A question that is asked of every entry, and the answers that some give."""

    name: str
    choices: tuple[FacetChoice, ...]


def facets(record: IndexedSnapshot, listings: Sequence[SiteList]) -> list[Facet]:
    """All facets that hold anything, in the order of the table's columns."""
    found = {name: _listed(listings, name) for name in code_table.FACETS} | {
        "section": _sections(record),
        "case_status": _statuses(record),
        "severity": _severities(record),
    }
    held = {name: [one for one in found[name] if one.count] for name in code_table.FACETS}
    for name, choices in held.items():
        if name not in _IN_ORDER:
            choices.sort(key=lambda one: -one.count)
    return [Facet(name=name, choices=tuple(one)) for name, one in held.items() if one]


def _listed(listings: Sequence[SiteList], kind: str) -> list[FacetChoice]:
    return [
        FacetChoice(code=one.code, labels=one.names, count=len(one.incidents), path=one.path)
        for one in listings
        if one.kind == kind
    ]


def _sections(record: IndexedSnapshot) -> list[FacetChoice]:
    return [
        FacetChoice(
            code=str(one.number),
            labels={code: f"{one.number}. {label}" for code, label in one.labels.items()},
            count=len(record.by_section[one.number]),
            path=f"s/{one.number}/",
        )
        for one in record.codebook.sections
    ]


def _statuses(record: IndexedSnapshot) -> list[FacetChoice]:
    counts = Counter(one.codes.case_status for one in record.listed if one.codes)
    return [
        FacetChoice(code=one.code, labels=one.labels, count=counts[one.code])
        for one in record.codebook.case_status
    ]


def _severities(record: IndexedSnapshot) -> list[FacetChoice]:
    counts = Counter(one.codes.severity for one in record.listed if one.codes)
    return [
        FacetChoice(
            code=str(one.level),
            labels={code: f"{one.level}/5 · {label}" for code, label in one.labels.items()},
            count=counts[one.level],
        )
        for one in record.codebook.severity
    ]


def months(record: IndexedSnapshot) -> list[str]:
    """The months in which an entry's time begins or ends, as ``2025-01``, in order."""
    dates = [one.date for one in record.listed if one.date]
    days = [*(one.first_day for one in dates), *(one.last_day for one in dates)]
    return sorted({f"{day:%Y-%m}" for day in days})


def works(
    record: IndexedSnapshot, shells: list[Shell], listings: Sequence[SiteList], view: View
) -> Iterator[Work]:
    """The page itself, the older pages of its list, and the table by which it is narrowed."""
    chunks = chunked(code_table.ordered(record.listed), CHUNK)
    last = len(chunks)
    for place, chunk in enumerate(chunks[:-1], 1):
        yield Work(
            key=f"{PATH}{place}",
            inputs=record.inputs(chunk, place == last - 1),
            render=partial(_older, shells, chunk, place, last, view),
        )
    yield Work(
        key=PATH,
        inputs=record.everything,
        render=partial(_newest, shells, chunks[-1], last, listings, view),
    )
    yield from code_table.works(record, view)


def _older(
    shells: list[Shell], chunk: Sequence[Incident], place: int, last: int, view: View
) -> Iterator[File]:
    for shell in shells:
        yield _page(shell, f"{PATH}{place}/", chunk, view, place=place, last=last, facets=())


def _newest(
    shells: list[Shell],
    chunk: Sequence[Incident],
    last: int,
    listings: Sequence[SiteList],
    view: View,
) -> Iterator[File]:
    record = shells[0].record
    found = facets(record, listings)
    editions = [(edition, len(edition.numbers)) for edition in record.editions[:_EDITIONS]]
    about = {"version": citation.version(record.snapshot.time), **api.maker(record)}
    for shell in shells:
        wording = shell.wording
        yield _page(
            shell,
            PATH,
            chunk,
            view,
            place=last,
            last=last,
            facets=found,
            names=_names(wording),
            titles=code_table.TITLES,
            years=list(code_table.by_year(record.listed)),
            months=[(one, wording.known(_month(one))) for one in months(record)],
            listed_editions=editions,
            effects=direction_words(wording) | {"": wording.words.gettext("not coded yet")},
            about=about | {"preview": record.snapshot.preview},
        )


def _page(
    shell: Shell,
    path: str,
    chunk: Sequence[Incident],
    view: View,
    *,
    place: int,
    last: int,
    **values: Any,
) -> File:
    gettext = shell.wording.words.gettext
    return shell.page(
        "all_entries.html",
        path,
        title=gettext("All entries"),
        description=gettext("All entries of the record: by section, right, place, time and words."),
        count=len(shell.record.listed) if place == last else None,
        views=[view(incident, shell.wording) for incident in reversed(chunk)],
        older=f"{PATH}{place - 1}/" if place > 1 else None,
        newer=newer(PATH, place, last),
        **values,
    )


def _month(iso: str) -> PartialDate:
    return PartialDate(iso=iso, precision=Precision.MONTH)


def _names(wording: DateWording) -> dict[str, str]:
    """What each facet is called."""
    gettext = wording.words.gettext
    return {
        "section": gettext("Section"),
        "right": gettext("Right"),
        "event_type": gettext("Kind of event"),
        "region": gettext("Place"),
        "actor": gettext("Who acted"),
        "target": gettext("Who is affected"),
        "platform": gettext("Where online"),
        "case_status": gettext("Legal status"),
        "severity": gettext("Severity"),
    }
