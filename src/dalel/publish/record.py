"""Where in the snapshot does a page find what it shows?"""

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property

from dalel.domain.edition import Edition
from dalel.domain.incident import Incident
from dalel.domain.snapshot import Snapshot
from dalel.domain.source import Source
from dalel.domain.states import IncidentState
from dalel.publish.dates import catalogue_digest
from dalel.publish.render import house_digest
from dalel.publish.works import digest, incident_digest


class Record:
    """A snapshot with its indexes; nothing here changes after it was made."""

    def __init__(self, snapshot: Snapshot, base: str) -> None:
        self.snapshot = snapshot
        self.profile = snapshot.profile
        self.codebook = snapshot.codebook
        #: The site's path on its host, with a slash at both ends.
        self.base = f"/{base.strip('/')}/" if base.strip("/") else "/"
        self.by_number = {incident.number: incident for incident in snapshot.incidents}
        #: What lists, charts and feeds show: a withdrawn incident keeps only its page.
        self.listed = [i for i in snapshot.incidents if i.state is not IncidentState.WITHDRAWN]

    @cached_property
    def source_by_id(self) -> dict[str, Source]:
        """Sources by id."""
        return {source.id: source for source in self.snapshot.sources}

    @cached_property
    def digests(self) -> dict[str, str]:
        """A digest of each incident, by number."""
        return {number: incident_digest(i) for number, i in self.by_number.items()}

    @cached_property
    def common(self) -> str:
        """A digest of what every page reads: profile, codebook, sources, wording, templates."""
        snapshot = self.snapshot
        wordings = [catalogue_digest(language) for language in snapshot.profile.languages]
        editions = [edition.number for edition in snapshot.editions]
        return digest(
            house_digest(),
            wordings,
            snapshot.profile,
            snapshot.codebook,
            snapshot.sources,
            snapshot.places,
            snapshot.preview,
            self.base,
            editions,
        )

    @cached_property
    def everything(self) -> str:
        """A digest of the whole snapshot."""
        snapshot = self.snapshot
        return digest(self.common, self.digests, snapshot.editions, snapshot.time)

    def inputs(self, incidents: Iterable[Incident], *others: object) -> str:
        """A digest of what a page reads that shows some incidents and some other values."""
        return digest(self.common, [self.digests[i.number] for i in incidents], others)

    @cached_property
    def editions(self) -> list[Edition]:
        """All editions, the latest first."""
        return sorted(self.snapshot.editions, key=lambda edition: -edition.number)

    @cached_property
    def editions_of(self) -> dict[str, list[int]]:
        """The numbers of the editions in which an incident is printed, by its number."""
        printed = defaultdict(list)
        for edition in self.snapshot.editions:
            for numbers in edition.incidents.values():
                for number in numbers:
                    printed[number].append(edition.number)
        return printed

    @cached_property
    def by_section(self) -> dict[int, list[Incident]]:
        """The listed incidents of each section of the codebook, in order of their numbers."""
        sections: dict[int, list[Incident]] = {s.number: [] for s in self.codebook.sections}
        for incident in sorted(self.listed, key=lambda incident: incident.number):
            sections[incident.section].append(incident)
        return sections

    def printed(self, edition: Edition, section: int) -> list[Incident]:
        """The listed incidents of a section of an edition, in order of print."""
        incidents = (self.by_number[number] for number in edition.incidents.get(section, ()))
        return [i for i in incidents if i.state is not IncidentState.WITHDRAWN]

    def latest(self, incidents: Iterable[Incident], count: int) -> list[Incident]:
        """The latest by date, the latest first; those without a date come last, by number."""

        def when(incident: Incident) -> tuple[str, str]:
            return (incident.date.iso if incident.date else "", incident.number)

        return sorted(incidents, key=when, reverse=True)[:count]
