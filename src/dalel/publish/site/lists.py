"""Lists of incidents by region, provision, code, case and outlet, split into pages.

Each region, provision of law, word of the codebook, case and outlet has its list, at an address
that stays, also while nothing stands in it.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from dalel.domain.codebook import Labels, RuledTerm
from dalel.domain.incident import Incident
from dalel.publish.tree.build_tasks import File, Work
from dalel.publish.views.dates import DateWording
from dalel.publish.views.incident import IncidentView, statute_words
from dalel.publish.views.record import IndexedSnapshot
from dalel.publish.views.shell import Shell, wordings

#: So many incidents stand on a page of a list; the first page has up to twice as many.
CHUNK: Final = 40
#: Makes what a page says about an incident in a language.
View = Callable[[Incident, DateWording], IncidentView]


@dataclass(frozen=True, kw_only=True)
class SiteList:
    """One list: ``path`` below a language's folder, ``above`` that of the page that leads to it.

    ``names`` is what the list is called by language, ``rule`` when the word applies; ``fed`` tells
    whether it has feeds, ``advised`` whose advice stands on it.
    """

    kind: str
    code: str
    path: str
    above: str
    names: Labels
    incidents: tuple[Incident, ...]
    rule: Labels | None = None
    fed: bool = False
    advised: str = ""


def listings(record: IndexedSnapshot) -> list[SiteList]:
    """All lists; the incidents of each stand in order of their numbers."""
    ordered = sorted(record.listed, key=lambda incident: incident.number)
    return [
        *_regions(record),
        *_statutes(record, ordered),
        *_terms(record, ordered),
        *_matters(record),
        *_outlets(record),
    ]


def _regions(record: IndexedSnapshot) -> Iterator[SiteList]:
    for region in record.snapshot.regions:
        yield SiteList(
            kind="region",
            code=region.code,
            path=f"r/{region.code}/",
            above="r/",
            names=region.labels,
            incidents=tuple(record.by_region[region.code]),
            fed=True,
        )


def _statutes(record: IndexedSnapshot, ordered: list[Incident]) -> Iterator[SiteList]:
    by_code = _gathered(ordered, lambda incident: _of(incident, "statutes"))
    for statute in record.codebook.statutes:
        yield SiteList(
            kind="statute",
            code=statute.code,
            path=f"law/{statute.code}/",
            above="law/",
            names={one.language: statute_words(statute, one) for one in wordings(record)},
            incidents=tuple(by_code.get(statute.code, ())),
        )


def _terms(record: IndexedSnapshot, ordered: list[Incident]) -> Iterator[SiteList]:
    for variable, coded in VARIABLES.items():
        by_code = _gathered(ordered, coded)
        for term in record.codebook.terms[variable]:
            yield SiteList(
                kind=variable,
                code=term.code,
                path=f"t/{variable}/{term.code}/",
                above="codebook/",
                names=term.labels,
                incidents=tuple(by_code.get(term.code, ())),
                rule=term.rule if isinstance(term, RuledTerm) else None,
                advised=term.code if variable == "event_type" else "",
            )


def _matters(record: IndexedSnapshot) -> Iterator[SiteList]:
    for matter in record.snapshot.matters:
        yield SiteList(
            kind="matter",
            code=str(matter.number),
            path=f"c/{matter.number}/",
            above="c/",
            names=matter.names,
            incidents=tuple(record.of_numbers(matter.incidents)),
        )


def _outlets(record: IndexedSnapshot) -> Iterator[SiteList]:
    for outlet in record.snapshot.outlets:
        yield SiteList(
            kind="outlet",
            code=str(outlet.number),
            path=f"o/{outlet.number}/",
            above="o/",
            names=outlet.names,
            incidents=tuple(record.of_numbers(outlet.incidents)),
        )


def _of(incident: Incident, name: str) -> tuple[str, ...]:
    codes: tuple[str, ...] = getattr(incident.codes, name, ())
    return codes


def _kinds(incident: Incident) -> tuple[str, ...]:
    codes = incident.codes
    return (codes.event_type, *codes.secondary_event_types) if codes else ()


#: The words of the codebook that have lists, and the codes that an incident carries of each. Of
#: the actors only those count who are established.
VARIABLES: Final[dict[str, Callable[[Incident], tuple[str, ...]]]] = {
    "event_type": _kinds,
    "right": lambda incident: _of(incident, "rights"),
    "actor": lambda incident: incident.established,
    "target": lambda incident: _of(incident, "targets"),
    "means": lambda incident: _of(incident, "means"),
    "platform": lambda incident: _of(incident, "platforms"),
}


def _gathered(
    ordered: list[Incident], coded: Callable[[Incident], tuple[str, ...]]
) -> dict[str, list[Incident]]:
    found: dict[str, list[Incident]] = defaultdict(list)
    for incident in ordered:
        for code in dict.fromkeys(coded(incident)):
            found[code].append(incident)
    return found


def chunked(incidents: Sequence[Incident], size: int) -> list[Sequence[Incident]]:
    """The pages of a list, the oldest first.

    They are cut from the oldest on, so that a new incident changes only the newest of them, which
    has up to twice as many as the others.
    """
    full = max(len(incidents) // size - 1, 0)
    return [*(incidents[n * size : (n + 1) * size] for n in range(full)), incidents[full * size :]]


def works(record: IndexedSnapshot, shells: list[Shell], view: View) -> Iterator[Work]:
    """The pages of all lists."""
    for listing in listings(record):
        chunks = chunked(listing.incidents, CHUNK)
        for place, chunk in enumerate(chunks, 1):
            newest = place == len(chunks)
            beside = len(listing.incidents) if newest else place == len(chunks) - 1
            yield Work(
                key=f"{listing.path}{'' if newest else place}",
                inputs=record.inputs(chunk, listing.names, beside),
                render=partial(_page, listing, chunk, place, len(chunks), shells, view),
            )


def _page(
    listing: SiteList,
    chunk: Sequence[Incident],
    place: int,
    last: int,
    shells: list[Shell],
    view: View,
) -> Iterator[File]:
    for shell in shells:
        language = shell.wording.language
        name = listing.names[language]
        yield shell.page(
            "listing.html",
            listing.path if place == last else f"{listing.path}{place}/",
            title=name,
            description=f"{shell.record.profile.title[language]}: {name}",
            # An empty list is nothing to find, and the name of a case may be a person's.
            indexed=bool(chunk) and listing.kind != "matter",
            listing=listing,
            above=above_words(shell.wording)[listing.above],
            name=name,
            rule=listing.rule[language] if listing.rule else "",
            count=len(listing.incidents),
            views=[view(incident, shell.wording) for incident in reversed(chunk)],
            box=shell.advice(listing.advised) if place == last else None,
            older=f"{listing.path}{place - 1}/" if place > 1 else None,
            newer=_newer(listing.path, place, last),
        )


def _newer(path: str, place: int, last: int) -> str | None:
    if place == last:
        return None
    return path if place + 1 == last else f"{path}{place + 1}/"


def above_words(wording: DateWording) -> dict[str, str]:
    """What the pages are called that lead to lists."""
    gettext = wording.words.gettext
    return {
        "r/": gettext("Regions"),
        "law/": gettext("Legal provisions"),
        "codebook/": gettext("Codebook"),
        "c/": gettext("Cases"),
        "o/": gettext("Outlets and organisations"),
    }
