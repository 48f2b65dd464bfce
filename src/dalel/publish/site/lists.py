"""Lists of incidents by region, provision, code and outlet, split into pages.

Each region, provision of law, word of the codebook and outlet has its list, at an address
that stays, also while nothing stands in it.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from dalel.domain.codebook import Labels, RuledTerm
from dalel.domain.incident import Incident
from dalel.domain.topic import Topic, TopicKind
from dalel.publish.tree.build_tasks import File, Work
from dalel.publish.views.dates import DateWording
from dalel.publish.views.following import follow_view
from dalel.publish.views.incident import IncidentView, statute_words
from dalel.publish.views.record import CODED, IndexedSnapshot
from dalel.publish.views.shell import Shell, wordings

#: So many incidents stand on a page of a list; the first page has up to twice as many.
CHUNK: Final = 40
#: Makes what a page says about an incident in a language.
View = Callable[[Incident, DateWording], IncidentView]
#: The pages of a list, the oldest first.
Chunks = Sequence[Sequence[Incident]]
#: The words of the codebook that have lists of their own; provisions of law are called otherwise.
VARIABLES: Final = tuple(name for name in CODED if name != "statute")
#: The kinds of lists that are those of bodies.
BODIES: Final = frozenset({"actor", "platform", "outlet"})


@dataclass(frozen=True, kw_only=True)
class SiteList:
    """One list: ``path`` below a language's folder, ``above`` that of the page that leads to it.

    ``names`` is what the list is called by language, ``rule`` when the word applies; ``fed`` tells
    whether it has feeds, ``topic`` what of it is followed, ``advised`` whose advice stands on it.
    """

    kind: str
    code: str
    path: str
    above: str
    names: Labels
    incidents: tuple[Incident, ...]
    rule: Labels | None = None
    fed: bool = False
    topic: Topic | None = None
    advised: str = ""


def listings(record: IndexedSnapshot) -> list[SiteList]:
    """All lists; the incidents of each stand in order of their numbers."""
    ordered = sorted(record.listed, key=lambda incident: incident.number)
    return [
        *_regions(record),
        *_statutes(record, ordered),
        *_terms(record, ordered),
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
            topic=Topic(kind=TopicKind.PLACE, key=region.code),
        )


def _statutes(record: IndexedSnapshot, ordered: list[Incident]) -> Iterator[SiteList]:
    by_code = gathered(ordered, CODED["statute"])
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
    for variable in VARIABLES:
        by_code = gathered(ordered, CODED[variable])
        for term in record.codebook.terms[variable]:
            yield SiteList(
                kind=variable,
                code=term.code,
                path=f"t/{variable}/{term.code}/",
                above="o/" if variable in BODIES else "codebook/",
                names=term.labels,
                incidents=tuple(by_code.get(term.code, ())),
                rule=term.rule if isinstance(term, RuledTerm) else None,
                advised=term.code if variable == "event_type" else "",
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


def gathered(
    ordered: Iterable[Incident], coded: Callable[[Incident], tuple[str, ...]]
) -> dict[str, list[Incident]]:
    """The incidents that carry each code, in their order."""
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


def works(
    record: IndexedSnapshot, shells: list[Shell], listings: Sequence[SiteList], view: View
) -> Iterator[Work]:
    """The pages of all lists but those of bodies."""
    for listing in listings:
        if listing.kind in BODIES:
            continue
        chunks = chunked(listing.incidents, CHUNK)
        for place, chunk in enumerate(chunks, 1):
            newest = place == len(chunks)
            beside = len(listing.incidents) if newest else place == len(chunks) - 1
            yield Work(
                key=f"{listing.path}{'' if newest else place}",
                inputs=record.inputs(chunk, listing.names, beside),
                render=partial(_pages, listing, (chunks, place), shells, view),
            )


def _pages(
    listing: SiteList, part: tuple[Chunks, int], shells: list[Shell], view: View
) -> Iterator[File]:
    return (page(listing, part, shell, view) for shell in shells)


def page(
    listing: SiteList,
    part: tuple[Chunks, int],
    shell: Shell,
    view: View,
    *,
    template: str = "listing.html",
    **values: Any,
) -> File:
    """A page of a list in a language: all its chunks, and the place of its own, from 1 on."""
    chunks, place = part
    chunk, last = chunks[place - 1], len(chunks)
    language = shell.wording.language
    name = listing.names[language]
    return shell.page(
        template,
        listing.path if place == last else f"{listing.path}{place}/",
        title=name,
        description=f"{shell.record.profile.title[language]}: {name}",
        # An empty list is nothing to find.
        indexed=bool(chunk),
        listing=listing,
        follow=follow_view(shell.record, shell.wording, listing.topic) if listing.topic else None,
        above=above_words(shell.wording)[listing.above],
        name=name,
        rule=listing.rule[language] if listing.rule else "",
        count=len(listing.incidents),
        views=[view(incident, shell.wording) for incident in reversed(chunk)],
        box=shell.advice(listing.advised) if place == last else None,
        older=f"{listing.path}{place - 1}/" if place > 1 else None,
        newer=newer(listing.path, place, last),
        **values,
    )


def newer(path: str, place: int, last: int) -> str | None:
    """The path of the page of a list that follows, or None where it is the newest."""
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
        "o/": gettext("Bodies, platforms and outlets"),
    }
