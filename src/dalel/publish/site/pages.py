"""All pages of the site: incidents and sections, and the register of all others."""

from collections.abc import Iterator, Sequence
from functools import partial
from urllib.parse import quote_plus

from dalel.domain.edition import Edition
from dalel.domain.incident import Incident
from dalel.domain.public_record import PublicCase
from dalel.domain.topic import Topic, TopicKind
from dalel.publish.data.entry_citation import entry_citation
from dalel.publish.figures.finding import finding
from dalel.publish.figures.views import line_view
from dalel.publish.figures.words import MeasureWords
from dalel.publish.site import (
    all_entries,
    body_pages,
    case_pages,
    edition_pages,
    embed_pages,
    help_page,
    lists,
    measure_pages,
    overviews,
    site_files,
    standing_pages,
)
from dalel.publish.site.chronicle_pages import bills, days_to_come, visit_marks
from dalel.publish.site.edition_pages import edition_chart
from dalel.publish.site.help_page import help_situations
from dalel.publish.site.lists import chunked, newer
from dalel.publish.tree.build_tasks import File, Work, digest
from dalel.publish.views import structured
from dalel.publish.views.dates import DateWording
from dalel.publish.views.embedding import embed_code
from dalel.publish.views.following import follow_view
from dalel.publish.views.imprint import report_mail
from dalel.publish.views.incident import IncidentView, direction_words
from dalel.publish.views.notices import taken_back_words
from dalel.publish.views.record import IndexedSnapshot
from dalel.publish.views.shell import Shell, wordings
from dalel.publish.views.time_line import time_line

#: So many incidents stand on the home page.
_LATEST = 8
#: So many lines of what needs attention stand there.
_ATTENTION = 3
#: So many days to come, and so many rules on their way.
_COMING = 4
#: The height of an incident in the frames of others, in pixels.
_FRAME_HEIGHT = 420
#: So many stand on a page of a section; the first page has up to twice as many.
_CHUNK = 15


def works(record: IndexedSnapshot) -> Iterator[Work]:
    """Every page of the site, in every publishing language, and the files beside them."""
    site = SitePages(record)
    yield from site_files.works(record)
    yield from site.home()
    yield from site.all_sections()
    yield from edition_pages.works(record, site.shells, site.view)
    yield from standing_pages.works(record, site.shells)
    listings = lists.listings(record)
    yield from lists.works(record, site.shells, listings, site.view)
    yield from all_entries.works(record, site.shells, listings, site.view)
    yield from body_pages.works(record, site.shells, listings, site.view)
    yield from case_pages.works(record, site.shells, site.view)
    yield from overviews.works(record, site.shells, site.view)
    yield from site.all_incidents()
    yield from measure_pages.works(record, site.shells)
    yield from help_page.works(record, site.shells)
    yield from embed_pages.works(record, site.shells, site.view)


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
        """What the latest edition shows, what needs attention, and the latest incidents."""
        edition, before = (*self.record.editions[:2], None, None)[:2]
        measures = self.record.snapshot.measures
        shown = measures and (
            measures.changes,
            measures.attention,
            *(measures.editions.get(one.number) for one in (edition, before) if one),
        )
        yield Work(
            key="home",
            inputs=digest(self.record.everything, shown),
            render=lambda: (self._home(shell, edition, before) for shell in self.shells),
        )

    def _home(self, shell: Shell, edition: Edition | None, before: Edition | None) -> File:
        record, wording = self.record, shell.wording
        latest = record.latest(record.listed, _LATEST)
        measures, words = record.snapshot.measures, MeasureWords(record, wording)
        lines = (line_view(line, words) for line in (measures.attention if measures else ()))
        return shell.page(
            "home.html",
            "",
            title=record.profile.title[wording.language],
            description=record.profile.question[wording.language],
            structure=structured.site(record, wording),
            question=record.profile.question[wording.language],
            finding=finding(edition, before, measures, words) if edition and measures else None,
            limits=words.limits,
            attention=[line for line in lines if not line.dismissed][:_ATTENTION],
            situations=help_situations(shell),
            coming=days_to_come(shell, self.view)[:_COMING],
            bills=bills(shell, self.view)[:_COMING],
            edition=edition,
            chart=edition_chart(record, edition, wording, self.view) if edition else None,
            directions=direction_words(wording),
            visit=visit_marks(record),
            follow=follow_view(record, wording),
            latest=[self.view(incident, wording) for incident in latest],
            time=wording.time(record.snapshot.time, record.profile.zone),
        )

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
        topic = Topic(kind=TopicKind.SECTION, key=str(number))
        for shell in self.shells:
            label = section.labels[shell.wording.language]
            yield shell.page(
                "section.html",
                f"s/{number}/" if place == last else f"s/{number}/{place}/",
                title=f"{number}. {label}",
                description=f"{self.record.profile.title[shell.wording.language]}: {label}",
                section=section,
                label=label,
                follow=follow_view(self.record, shell.wording, topic),
                count=len(self.record.by_section[number]),
                views=[self.view(incident, shell.wording) for incident in reversed(incidents)],
                older=f"s/{number}/{place - 1}/" if place > 1 else None,
                newer=newer(f"s/{number}/", place, last),
            )

    def all_incidents(self) -> Iterator[Work]:
        """Each incident's own page; of what was taken back it says just that."""
        record = self.record
        for incident in record.incidents:
            matters = record.matters_of.get(incident.number, [])
            beside = [*incident.related, *(n for matter in matters for n in matter.incidents)]
            editions = record.editions_of.get(incident.number, [])
            days = [
                day
                for number in dict.fromkeys([incident.number, *beside])
                for day in record.days_of.get(number, ())
            ]
            first = record.first_printed.get(incident.number)
            yield Work(
                key=f"incident/{incident.number}",
                inputs=record.inputs(
                    [incident, *record.of_numbers(beside)], editions, matters, days, first
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
        matters = record.matters_of.get(number, ())
        days = record.days_of.get(number, ())
        return shell.page(
            "incident.html",
            f"i/{number}/",
            title=f"{view.name} · {number}",
            description=description,
            structure=structured.incident(view, record, description),
            v=view,
            related=[self.view(other, wording) for other in related],
            printed_in=editions,
            matters=[self._matter(one, wording, number) for one in matters],
            # Of an entry in a case its steps stand among those of the case.
            course=()
            if matters or not (view.developments or days)
            else time_line([view], days, wording, number),
            citation=entry_citation(view),
            mail=report_mail(record, wording),
            box=shell.advice(codes.event_type) if codes else None,
            share=tuple(share(view, record)),
            embed=embed_code(
                record, f"{wording.language}/embed/i/{number}/", view.name, _FRAME_HEIGHT
            ),
            updated=wording.time(view.incident.updated, record.profile.zone),
        )

    def _matter(self, matter: PublicCase, wording: DateWording, here: str) -> dict[str, object]:
        views = [self.view(i, wording) for i in self.record.of_numbers(matter.incidents)]
        return {
            "name": matter.names[wording.language],
            "path": f"c/{matter.number}/",
            "course": time_line(views, self.record.days_of_matter(matter), wording, here),
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
