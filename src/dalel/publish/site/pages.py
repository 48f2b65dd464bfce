"""All pages of the site: incidents, sections and editions, with the files beside them."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any
from urllib.parse import quote_plus

from dalel.domain.edition import Edition
from dalel.domain.incident import Incident
from dalel.domain.public_record import PublicCase
from dalel.publish.data.columns import ENDINGS
from dalel.publish.figures.ledger import Chart, chart
from dalel.publish.site import lists, measure_pages, overviews, site_files, standing_pages
from dalel.publish.site.chronicle_pages import kind_words
from dalel.publish.site.lists import chunked
from dalel.publish.tree.build_tasks import File, Work
from dalel.publish.views import structured
from dalel.publish.views.dates import DateWording
from dalel.publish.views.incident import IncidentView, direction_words
from dalel.publish.views.notices import taken_back_words
from dalel.publish.views.record import IndexedSnapshot
from dalel.publish.views.render import clean
from dalel.publish.views.shell import Shell, wordings

#: So many incidents stand on the home page.
_LATEST = 8
#: So many stand on a page of a section; the first page has up to twice as many.
_CHUNK = 15


def works(record: IndexedSnapshot) -> Iterator[Work]:
    """Every page of the site, in every publishing language, and the files beside them."""
    site = SitePages(record)
    yield from site_files.works(record)
    yield from site.home()
    yield from site.all_sections()
    yield from site.all_editions()
    yield from standing_pages.works(record, site.shells)
    yield from lists.works(record, site.shells, site.view)
    yield from overviews.works(record, site.shells, site.view)
    yield from site.all_incidents()
    yield from measure_pages.works(record, site.shells)


class SitePages:
    """The pages that show incidents."""

    def __init__(self, record: IndexedSnapshot) -> None:
        self.record = record
        self.shells = [Shell(record, wording) for wording in wordings(record)]
        self._views: dict[tuple[str, str], IncidentView] = {}

    def view(self, incident: Incident, wording: DateWording) -> IncidentView:
        """An incident in a language, made once a build."""
        key = incident.number, wording.language
        made = self._views.get(key)
        if made is None:
            made = self._views[key] = IncidentView(self.record, incident, wording)
        return made

    def home(self) -> Iterator[Work]:
        """The latest edition's ledger, and the latest incidents."""
        edition = next(iter(self.record.editions), None)
        yield Work(
            key="home",
            inputs=self.record.everything,
            render=lambda: (self._home(shell, edition) for shell in self.shells),
        )

    def _home(self, shell: Shell, edition: Edition | None) -> File:
        record, wording = self.record, shell.wording
        latest = record.latest(record.listed, _LATEST)
        return shell.page(
            "home.html",
            "",
            title=record.profile.title[wording.language],
            description=record.profile.question[wording.language],
            structure=structured.site(record, wording),
            question=record.profile.question[wording.language],
            edition=edition,
            chart=self._chart(edition, wording) if edition else None,
            directions=direction_words(wording),
            latest=[self.view(incident, wording) for incident in latest],
            time=wording.time(record.snapshot.time, record.profile.zone),
        )

    def _chart(self, edition: Edition, wording: DateWording) -> Chart:
        sections = self.record.codebook.sections
        views = (
            self.view(incident, wording)
            for section in sections
            for incident in self.record.printed(edition, section.number)
        )
        return chart(views, sections, wording)

    def all_sections(self) -> Iterator[Work]:
        """Each section's incidents, the latest first.

        Pages are cut from the oldest on, so that a new incident changes only the first of them.
        """
        for number, incidents in self.record.by_section.items():
            chunks = chunked(incidents, _CHUNK)
            full = len(chunks) - 1
            for place, chunk in enumerate(chunks, 1):
                newest = place == len(chunks)
                yield Work(
                    key=f"section/{number}/{'' if newest else place}",
                    inputs=self.record.inputs(chunk, len(incidents) if newest else place == full),
                    render=partial(self._section, number, chunk, place, len(chunks)),
                )

    def _section(
        self, number: int, incidents: Sequence[Incident], place: int, last: int
    ) -> Iterator[File]:
        section = self.record.codebook.section_by_number[number]
        for shell in self.shells:
            label = section.labels[shell.wording.language]
            yield shell.page(
                "section.html",
                f"s/{number}/" if place == last else f"s/{number}/{place}/",
                title=f"{number}. {label}",
                description=f"{self.record.profile.title[shell.wording.language]}: {label}",
                section=section,
                label=label,
                count=len(self.record.by_section[number]),
                views=[self.view(incident, shell.wording) for incident in reversed(incidents)],
                older=f"s/{number}/{place - 1}/" if place > 1 else None,
                newer=_newer(number, place, last),
            )

    def all_editions(self) -> Iterator[Work]:
        """Each edition whole, and the list of them."""
        yield Work(
            key="editions",
            inputs=self.record.everything,
            render=lambda: (self._edition_list(shell) for shell in self.shells),
        )
        for edition in self.record.editions:
            printed = [
                incident
                for section in self.record.codebook.sections
                for incident in self.record.printed(edition, section.number)
            ]
            yield Work(
                key=f"edition/{edition.number}",
                inputs=self.record.inputs(printed, edition),
                render=partial(self._edition, edition),
            )

    def _edition_list(self, shell: Shell) -> File:
        listed = [
            (edition, sum(len(numbers) for numbers in edition.incidents.values()))
            for edition in self.record.editions
        ]
        gettext = shell.wording.words.gettext
        return shell.page(
            "editions.html",
            "e/",
            title=gettext("Editions"),
            description=gettext("All editions of the monitor, the latest first."),
            listed=listed,
        )

    def _edition(self, edition: Edition) -> Iterator[File]:
        """An edition to read, to print, and as clean HTML and plain text for any other site."""
        for shell in self.shells:
            shown = self._issue(edition, shell.wording)
            yield self._issue_page(shell, edition, shown, whole=False)
            yield self._issue_page(shell, edition, shown, whole=True)
            title = f"{self.record.profile.title[shell.wording.language]} № {edition.number}. "
            for name in ("bulletin.html", "bulletin.html.txt", "bulletin.txt"):
                path = f"e/{edition.number}/"
                yield shell.plain(name, path, **shown | {"title": title + shown["period"]})

    def _issue(self, edition: Edition, wording: DateWording) -> dict[str, Any]:
        """What an edition says in a language, in whatever shape."""
        introduction = clean(edition.introduction.get(wording.language, ""))
        parts = [
            (section, [self.view(i, wording) for i in self.record.printed(edition, section.number)])
            for section in self.record.codebook.sections
        ]
        return {
            "edition": edition,
            "period": wording.period(edition.period_start, edition.period_end),
            "introduction": [part for part in introduction.split("\n\n") if part],
            "parts": [(section, views) for section, views in parts if views],
            "imported": any(view.imported for _, views in parts for view in views),
        }

    def _issue_page(
        self, shell: Shell, edition: Edition, shown: dict[str, Any], *, whole: bool
    ) -> File:
        """An edition with its ledger and the beginning of each text, or all of it for print."""
        wording = shell.wording
        lead = shown["introduction"][0][:200] if shown["introduction"] else ""
        return shell.page(
            "edition.html",
            f"e/{edition.number}/{'print/' if whole else ''}",
            title=f"№ {edition.number} · {shown['period']}",
            description=lead or self.record.profile.question[wording.language],
            structure=None if whole else structured.edition(edition, self.record, wording),
            indexed=not whole,
            whole=whole,
            chart=None if whole else self._chart(edition, wording),
            directions=direction_words(wording),
            endings=(*ENDINGS, "zip"),
            **shown,
        )

    def all_incidents(self) -> Iterator[Work]:
        """Each incident's own page; of what was taken back it says just that."""
        record = self.record
        for incident in record.incidents:
            matters = record.matters_of.get(incident.number, [])
            beside = [*incident.related, *(n for matter in matters for n in matter.incidents)]
            editions = record.editions_of.get(incident.number, [])
            days = record.days_of.get(incident.number, [])
            yield Work(
                key=f"incident/{incident.number}",
                inputs=record.inputs(
                    [incident, *record.of_numbers(beside)], editions, matters, days
                ),
                render=partial(self._incident, incident, editions),
            )

    def _incident(self, incident: Incident, editions: list[int]) -> Iterator[File]:
        for shell in self.shells:
            view = self.view(incident, shell.wording)
            if incident.is_taken_back:
                yield _taken_back(shell, view)
            else:
                yield self._told(shell, view, editions)

    def _told(self, shell: Shell, view: IncidentView, editions: list[int]) -> File:
        record, wording, number = self.record, shell.wording, view.number
        description = view.lead or record.profile.title[wording.language]
        codes = view.incident.codes
        related = record.of_numbers(view.incident.related)
        return shell.page(
            "incident.html",
            f"i/{number}/",
            title=f"{view.name} · {number}",
            description=description,
            structure=structured.incident(view, record, description),
            v=view,
            related=[self.view(other, wording) for other in related],
            printed_in=editions,
            matters=[self._matter(one, wording) for one in record.matters_of.get(number, ())],
            coming=[
                (one.day, wording.day(one.day), kind_words(wording)[one.kind])
                for one in record.days_of.get(number, ())
            ],
            box=shell.advice(codes.event_type) if codes else None,
            share=tuple(share(view, record)),
            updated=wording.time(view.incident.updated, record.profile.zone),
        )

    def _matter(self, matter: PublicCase, wording: DateWording) -> dict[str, object]:
        return {
            "name": matter.names[wording.language],
            "path": f"c/{matter.number}/",
            "views": [self.view(i, wording) for i in self.record.of_numbers(matter.incidents)],
        }


def _taken_back(shell: Shell, view: IncidentView) -> File:
    return shell.page(
        "taken_back.html",
        f"i/{view.number}/",
        title=view.number,
        description=taken_back_words(shell.wording)[view.state],
        indexed=False,
        v=view,
    )


def share(view: IncidentView, record: IndexedSnapshot) -> Iterator[tuple[str, str]]:
    """The addresses by which a reader hands the page on; a site without an address has none."""
    if record.profile.address:
        page, name = quote_plus(record.profile.address + view.path), quote_plus(view.name)
        yield "WhatsApp", f"https://wa.me/?text={name}+{page}"
        yield "Telegram", f"https://t.me/share/url?url={page}&text={name}"


def _newer(number: int, place: int, last: int) -> str | None:
    if place == last:
        return None
    return f"s/{number}/" if place + 1 == last else f"s/{number}/{place + 1}/"
