"""The register of overview pages: browse, regions, law, cases, outlets, people, changes."""

from collections.abc import Callable, Iterator
from typing import Final

from dalel.publish.site import chronicle_pages, leading_pages, party_pages
from dalel.publish.site.lists import View
from dalel.publish.tree.build_tasks import File, Work
from dalel.publish.views.record import IndexedSnapshot
from dalel.publish.views.shell import Shell

_Page = Callable[[Shell, View], File]

#: A new page that shows something of the whole record is a function and a line here.
_PAGES: Final[dict[str, _Page]] = {
    "browse": leading_pages.browse,
    "regions": leading_pages.regions,
    "law": leading_pages.law,
    "matters": party_pages.matters,
    "outlets": party_pages.bodies,
    "people": party_pages.people,
    "updated": chronicle_pages.updated,
    "corrections": chronicle_pages.corrections,
    "next": chronicle_pages.coming,
}


def works(record: IndexedSnapshot, shells: list[Shell], view: View) -> Iterator[Work]:
    """These pages, in every language."""
    for path, make in _PAGES.items():
        yield Work(
            key=path,
            inputs=record.everything,
            render=lambda make=make: (make(shell, view) for shell in shells),  # type: ignore[misc]
        )
    for person in record.snapshot.persons:
        incidents = record.of_numbers(named.incident for named in person.named)
        yield Work(
            key=f"p/{person.number}/",
            inputs=record.inputs(incidents, person),
            render=lambda person=person: (  # type: ignore[misc]
                party_pages.person(shell, view, person) for shell in shells
            ),
        )
