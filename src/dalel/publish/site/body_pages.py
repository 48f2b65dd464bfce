"""The pages of bodies: what is said of a state body, a company, a platform or an outlet.

What is established and what one side says are told apart, in counts as in lists.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from dalel.domain.conduct import PublicInquiry
from dalel.domain.incident import Incident
from dalel.domain.public_record import PublicCase
from dalel.publish.site import lists
from dalel.publish.site.case_pages import case_line, last_stage
from dalel.publish.site.lists import SiteList, View, chunked
from dalel.publish.tree.build_tasks import File, Work
from dalel.publish.views.dates import DateWording
from dalel.publish.views.incident import IncidentView
from dalel.publish.views.positions import inquiry_view
from dalel.publish.views.record import IndexedSnapshot
from dalel.publish.views.shell import Shell


@dataclass(frozen=True, kw_only=True)
class _Body:
    """A body: its list of entries, those in which one side alone names it, what it was asked."""

    listing: SiteList
    alleged: tuple[Incident, ...]
    matters: tuple[PublicCase, ...]
    asked: tuple[tuple[Incident, PublicInquiry], ...]


@dataclass(frozen=True, kw_only=True)
class MatterLine:
    """A case in a list: its path below a language's folder, its name and its stage, if known."""

    path: str
    name: str
    stage: str


def works(
    record: IndexedSnapshot, shells: list[Shell], listings: Sequence[SiteList], view: View
) -> Iterator[Work]:
    """The pages of all bodies."""
    alleged = lists.gathered(record.listed, lambda incident: incident.alleged)
    asked = [(one, inquiry) for one in record.listed for inquiry in one.inquiries]
    for listing in listings:
        if listing.kind not in lists.BODIES:
            continue
        named = alleged.get(listing.code, []) if listing.kind == "actor" else []
        body = _body(listing, record, named, asked)
        chunks = chunked(listing.incidents, lists.CHUNK)
        beside = [*body.alleged, *(one for one, _ in body.asked)]
        for place, chunk in enumerate(chunks, 1):
            newest = place == len(chunks)
            # The newest page counts them all.
            shown = [*listing.incidents, *beside, *_of_matters(body, record)] if newest else chunk
            yield Work(
                key=f"{listing.path}{'' if newest else place}",
                inputs=record.inputs(shown, listing.names, body.matters, place == len(chunks) - 1),
                render=partial(_pages, body, place, shells, view),
            )


def _of_matters(body: _Body, record: IndexedSnapshot) -> list[Incident]:
    return record.of_numbers(number for one in body.matters for number in one.incidents)


def _body(
    listing: SiteList,
    record: IndexedSnapshot,
    alleged: Sequence[Incident],
    asked: Iterable[tuple[Incident, PublicInquiry]],
) -> _Body:
    matters = {
        one.number: one
        for incident in listing.incidents
        for one in record.matters_of.get(incident.number, ())
    }
    return _Body(
        listing=listing,
        alleged=tuple(alleged),
        matters=tuple(matters[number] for number in sorted(matters)),
        asked=tuple(pair for pair in asked if _is_asked(listing, pair[1])),
    )


def _is_asked(listing: SiteList, inquiry: PublicInquiry) -> bool:
    if listing.kind == "actor":
        return inquiry.actor == listing.code
    return any(name == listing.names.get(code) for code, name in inquiry.whom.items())


def _pages(body: _Body, place: int, shells: list[Shell], view: View) -> Iterator[File]:
    chunks = chunked(body.listing.incidents, lists.CHUNK)
    for shell in shells:
        beside = _beside(body, shell, view) if place == len(chunks) else _NOTHING
        yield lists.page(body.listing, (chunks, place), shell, view, template="body.html", **beside)


#: Older pages of a list have the entries alone.
_NOTHING: Final[Mapping[str, object]] = {"said": (), "matters": (), "asked": (), "alleged": ()}


def _beside(body: _Body, shell: Shell, view: View) -> dict[str, object]:
    """What the newest page tells before the entries."""
    wording = shell.wording
    views = [view(one, wording) for one in body.listing.incidents]
    return {
        "said": tuple(_sentences(body, views, wording)),
        "matters": [_matter(one, shell, view) for one in body.matters],
        "asked": [
            (inquiry_view(one, wording), view(of, wording)) for of, one in _told(body, wording)
        ],
        "alleged": [view(one, wording) for one in reversed(body.alleged)],
    }


def _told(body: _Body, wording: DateWording) -> Iterator[tuple[Incident, PublicInquiry]]:
    found = sorted(body.asked, key=lambda pair: (pair[1].asked, pair[0].number), reverse=True)
    return (pair for pair in found if pair[1].whom.get(wording.language))


def _matter(matter: PublicCase, shell: Shell, view: View) -> MatterLine:
    stage = last_stage(case_line(matter, shell, view))
    return MatterLine(
        path=f"c/{matter.number}/",
        name=matter.names[shell.wording.language],
        stage=stage.stage if stage else "",
    )


def _sentences(body: _Body, views: Iterable[IncidentView], wording: DateWording) -> Iterator[str]:
    """How many entries say what of it, by kind; what one side says is counted by itself."""
    ngettext = wording.words.ngettext
    count, alleged = len(body.listing.incidents), len(body.alleged)
    kinds = Counter(one.type for one in views if one.type)
    told = "; ".join(
        f"{name} – {wording.number(n)}"
        for name, n in sorted(kinds.items(), key=lambda pair: (-pair[1], pair[0]))
    )
    values = {"count": wording.number(count), "kinds": told}
    if count and body.listing.kind == "actor":
        yield (
            ngettext(
                "%(count)s entry establishes that it acted: %(kinds)s.",
                "%(count)s entries establish that it acted: %(kinds)s.",
                count,
            )
            % values
        )
    elif count:
        yield (
            ngettext(
                "%(count)s entry speaks of it: %(kinds)s.",
                "%(count)s entries speak of it: %(kinds)s.",
                count,
            )
            % values
        )
    if alleged:
        yield ngettext(
            "In %(count)s entry one side alone names it; that is not established.",
            "In %(count)s entries one side alone names it; that is not established.",
            alleged,
        ) % {"count": wording.number(alleged)}
