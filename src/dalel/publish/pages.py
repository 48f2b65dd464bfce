"""Which pages does the site have, and what does each show?"""

from collections.abc import Iterator
from functools import partial

from dalel.domain.edition import Edition
from dalel.domain.incident import Incident
from dalel.domain.states import IncidentState
from dalel.publish import measure_pages, site_files, standing_pages, structured
from dalel.publish.chart import Chart, chart
from dalel.publish.dates import Wording
from dalel.publish.record import Record
from dalel.publish.shell import Shell, wordings
from dalel.publish.views import IncidentView, direction_words
from dalel.publish.works import File, Work

#: So many incidents stand on the home page.
_LATEST = 8
#: So many stand on a page of a section; the first page has up to twice as many.
_CHUNK = 15


def works(record: Record) -> Iterator[Work]:
    """Every page of the site, in every publishing language, and the files beside them."""
    site = Site(record)
    yield from site_files.works(record)
    yield from site.home()
    yield from site.all_sections()
    yield from site.all_editions()
    yield from standing_pages.works(record, site.shells)
    yield from site.all_incidents()
    yield from measure_pages.works(record, site.shells)


class Site:
    """The pages that show incidents."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self.shells = [Shell(record, wording) for wording in wordings(record)]
        self._views: dict[tuple[str, str], IncidentView] = {}

    def view(self, incident: Incident, wording: Wording) -> IncidentView:
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

    def _chart(self, edition: Edition, wording: Wording) -> Chart:
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
            full = max(len(incidents) // _CHUNK - 1, 0)
            chunks = [incidents[n * _CHUNK : (n + 1) * _CHUNK] for n in range(full)]
            chunks.append(incidents[full * _CHUNK :])
            for place, chunk in enumerate(chunks, 1):
                newest = place == len(chunks)
                yield Work(
                    key=f"section/{number}/{'' if newest else place}",
                    inputs=self.record.inputs(chunk, len(incidents) if newest else place == full),
                    render=partial(self._section, number, chunk, place, len(chunks)),
                )

    def _section(
        self, number: int, incidents: list[Incident], place: int, last: int
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
        record = self.record
        for shell in self.shells:
            wording = shell.wording
            period = wording.period(edition.period_start, edition.period_end)
            introduction = edition.introduction.get(wording.language, "")
            parts = [
                (section, [self.view(i, wording) for i in record.printed(edition, section.number)])
                for section in record.codebook.sections
            ]
            yield shell.page(
                "edition.html",
                f"e/{edition.number}/",
                title=f"№ {edition.number} · {period}",
                description=introduction[:200] or record.profile.question[wording.language],
                structure=structured.edition(edition, record, wording),
                edition=edition,
                period=period,
                introduction=[part for part in introduction.split("\n\n") if part],
                chart=self._chart(edition, wording),
                directions=direction_words(wording),
                parts=[(section, views) for section, views in parts if views],
                imported=any(view.imported for _, views in parts for view in views),
            )

    def all_incidents(self) -> Iterator[Work]:
        """Each incident's own page; also a withdrawn one has its page, which says just that."""
        for incident in self.record.snapshot.incidents:
            related = [
                other
                for number in incident.related
                if (other := self.record.by_number.get(number))
                and other.state is not IncidentState.WITHDRAWN
            ]
            editions = self.record.editions_of.get(incident.number, [])
            yield Work(
                key=f"incident/{incident.number}",
                inputs=self.record.inputs([incident, *related], editions),
                render=partial(self._incident, incident, related, editions),
            )

    def _incident(
        self, incident: Incident, related: list[Incident], editions: list[int]
    ) -> Iterator[File]:
        path = f"i/{incident.number}/"
        for shell in self.shells:
            view = self.view(incident, shell.wording)
            if incident.state is IncidentState.WITHDRAWN:
                gettext = shell.wording.words.gettext
                yield shell.page(
                    "withdrawn.html",
                    path,
                    title=incident.number,
                    description=gettext("This entry was withdrawn."),
                    indexed=False,
                    number=incident.number,
                )
                continue
            description = view.lead or self.record.profile.title[shell.wording.language]
            yield shell.page(
                "incident.html",
                path,
                title=f"{view.name} · {view.number}",
                description=description,
                structure=structured.incident(view, self.record, description),
                v=view,
                related=[self.view(other, shell.wording) for other in related],
                printed_in=editions,
                updated=shell.wording.time(incident.updated, self.record.profile.zone),
            )


def _newer(number: int, place: int, last: int) -> str | None:
    if place == last:
        return None
    return f"s/{number}/" if place + 1 == last else f"s/{number}/{place + 1}/"
