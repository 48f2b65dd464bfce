"""The snapshot with the indexes by which pages look up their content."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from functools import cached_property
from typing import Final

from dalel.domain.codebook import CaseStatus, Statute
from dalel.domain.edition import Edition
from dalel.domain.incident import Incident, emptied
from dalel.domain.public_address import printable
from dalel.domain.public_record import ComingDay, PublicCase
from dalel.domain.public_seal import PublicSeal
from dalel.domain.snapshot import Snapshot
from dalel.domain.source import Source
from dalel.domain.states import GONE, IncidentState
from dalel.publish.tree.build_tasks import digest, incident_digest
from dalel.publish.tree.picture_shelf import PictureShelf
from dalel.publish.tree.succession import Succession
from dalel.publish.views.advice_box import has_help
from dalel.publish.views.dates import catalogue_digest
from dalel.publish.views.render import house_digest

#: A record of more entries is large: what is of all of them takes more than a few seconds.
LARGE: Final = 2_000
#: Of these the page of corrections tells.
CHANGED: Final = frozenset({IncidentState.CORRECTED, *GONE})


def hidden(snapshot: Snapshot) -> frozenset[str]:
    """What may stand in no file any more, so that a file made before cannot stay."""
    gone = (one for one in snapshot.incidents if one.is_taken_back)
    return frozenset({*snapshot.withdrawn, *(f"{one.number} {one.state.value}" for one in gone)})


def is_large(snapshot: Snapshot) -> bool:
    """Whether what is of the whole record is not made anew at each change."""
    return len(snapshot.incidents) > LARGE


def _of(incident: Incident, name: str) -> tuple[str, ...]:
    codes: tuple[str, ...] = getattr(incident.codes, name, ())
    return codes


def _kinds(incident: Incident) -> tuple[str, ...]:
    codes = incident.codes
    return (codes.event_type, *codes.secondary_event_types) if codes else ()


#: The variables of the codebook that have lists, and the codes that an incident carries of each.
#: Of the actors only those count who are established.
CODED: Final[dict[str, Callable[[Incident], tuple[str, ...]]]] = {
    "event_type": _kinds,
    "right": lambda incident: _of(incident, "rights"),
    "actor": lambda incident: incident.established,
    "target": lambda incident: _of(incident, "targets"),
    "means": lambda incident: _of(incident, "means"),
    "platform": lambda incident: _of(incident, "platforms"),
    "statute": lambda incident: _of(incident, "statutes"),
}


class IndexedSnapshot:
    """A snapshot with its indexes; nothing here changes after it was made."""

    def __init__(
        self,
        snapshot: Snapshot,
        base: str,
        *,
        keys: Succession | None = None,
        pictures: PictureShelf | None = None,
        seals: tuple[PublicSeal, ...] = (),
        whole_set: Mapping[str, str] | None = None,
    ) -> None:
        self.snapshot = snapshot
        #: The digests of the incidents as the whole set holds them that stays; None: it is made.
        self._whole_set = whole_set
        #: The seals of the evidence, the newest last; a preview shows none.
        self.seals = seals
        #: Where the bytes of pictures are; what is not there any more is not shown.
        self.pictures = pictures or PictureShelf(None)
        #: The keys that sign the manifest and did before; None: it is not signed.
        self.keys = keys
        #: Whether the manifest is signed, so that pages may speak of the signature.
        self.signed = keys is not None
        self.profile = snapshot.profile
        self.codebook = snapshot.codebook
        #: The site's path on its host, with a slash at both ends.
        self.base = f"/{base.strip('/')}/" if base.strip("/") else "/"
        #: Of what was taken back only the note is left, whatever the snapshot still holds of it.
        self.incidents = tuple(
            emptied(incident)
            if incident.is_taken_back
            else self.pictures.with_those_there(printable(incident))
            for incident in snapshot.incidents
        )
        self.by_number = {incident.number: incident for incident in self.incidents}
        #: What lists and charts show: of what was taken back only its page and a note are left.
        self.listed = [i for i in self.incidents if not i.is_taken_back]

    @cached_property
    def source_by_id(self) -> dict[str, Source]:
        """Sources by id."""
        return {source.id: source for source in self.snapshot.sources}

    @cached_property
    def listed_digests(self) -> dict[str, str]:
        """A digest of each listed incident, by number."""
        return {one.number: self.digests[one.number] for one in self.listed}

    @cached_property
    def fresh(self) -> list[Incident]:
        """The listed incidents that the whole set lacks, or holds as they were."""
        held = self._whole_set
        if held is None:
            return []
        return [i for i in self.listed if held.get(i.number) != self.digests[i.number]]

    @cached_property
    def outdated(self) -> list[str]:
        """The numbers of the incidents that the whole set holds as they were."""
        held = self._whole_set or {}
        return sorted(
            number for number, one in held.items() if self.listed_digests.get(number) != one
        )

    @cached_property
    def maps(self) -> dict[str, Mapping[str, tuple[str, ...]]]:
        """The words of other trackers for each kind of event, by its code."""
        return {event.code: event.maps for event in self.codebook.event_types}

    @cached_property
    def case_status(self) -> dict[str, CaseStatus]:
        """The stages of legal matters by code, without that of what is no matter."""
        return {one.code: one for one in self.codebook.case_status if one.track != "other"}

    @cached_property
    def digests(self) -> dict[str, str]:
        """A digest of each incident, by number."""
        return {number: incident_digest(i) for number, i in self.by_number.items()}

    @cached_property
    def common(self) -> str:
        """A digest of what every page reads: profile, codebook, sources, wording, templates.

        What only some pages read stays out of it, above all the editions: a new one must not
        make the whole site anew.
        """
        snapshot = self.snapshot
        wordings = [catalogue_digest(language) for language in snapshot.profile.languages]
        return digest(
            house_digest(),
            wordings,
            snapshot.profile,
            snapshot.codebook,
            snapshot.sources,
            snapshot.places,
            snapshot.regions,
            snapshot.within,
            snapshot.advice,
            snapshot.preview,
            self.base,
            self.signed,
            *([self.keys] if self.keys and self.keys.first else []),
            snapshot.measures is not None,
            sorted(self.empty),
        )

    @cached_property
    def on_their_way(self) -> list[Incident]:
        """The entries about rules that are not in force yet, those nearest to it first.

        An entry stays what it was when it was written: what names an act that was signed since is
        left out, whatever it is coded with.
        """
        measures = self.snapshot.measures
        if measures is None:
            return []
        laws, stages = measures.rules.strands.law, measures.rules.cases.coming
        found = [
            (stages.index(incident.codes.case_status), incident.number)
            for incident in self.listed
            if incident.codes
            and incident.codes.event_type in laws
            and incident.codes.case_status in stages
            and not self._is_signed(incident, incident.codes.statutes)
        ]
        return [self.by_number[number] for _, number in sorted(found, reverse=True)]

    def _is_signed(self, incident: Incident, statutes: Iterable[str]) -> bool:
        """Whether an act that it names was signed after what it tells."""
        told = self._told_since(incident)
        known = (self.codebook.term_by_code["statute"].get(code) for code in statutes)
        return any(
            isinstance(one, Statute) and one.signed is not None and told and one.signed >= told
            for one in known
        )

    def _told_since(self, incident: Incident) -> date | None:
        """The first day on which what an entry tells may have happened."""
        if incident.date:
            return incident.date.first_day
        editions = self.editions_of.get(incident.number, ())
        first = (one.period_start for one in self.snapshot.editions if one.number in editions)
        return min(first, default=None)

    @cached_property
    def used(self) -> Mapping[str, frozenset[str]]:
        """The codes under which the lists of a variable hold anything, by variable."""
        return {
            variable: frozenset(code for incident in self.listed for code in coded(incident))
            for variable, coded in CODED.items()
        }

    @cached_property
    def empty(self) -> frozenset[str]:
        """The overviews with nothing to say yet, as paths below a language's folder.

        They keep their addresses, and nothing leads to them.
        """
        snapshot = self.snapshot
        said: dict[str, object] = {
            "e/": snapshot.editions,
            "r/": any(self.by_region.values()),
            "law/": self.used["statute"],
            "c/": snapshot.matters,
            "o/": snapshot.outlets,
            "p/": snapshot.persons,
            "updated/": self.listed,
            "corrections/": any(i.notices or i.state in CHANGED for i in self.incidents),
            "next/": (*snapshot.diary, *self.on_their_way),
            "help/": has_help(snapshot),
            **{f"s/{number}/": found for number, found in self.by_section.items()},
            **{f"r/{code}/": found for code, found in self.by_region.items()},
        }
        return frozenset(path for path, told in said.items() if not told)

    @cached_property
    def everything(self) -> str:
        """A digest of the whole snapshot."""
        snapshot = self.snapshot
        return digest(
            self.common,
            self.digests,
            snapshot.editions,
            snapshot.matters,
            snapshot.persons,
            snapshot.outlets,
            snapshot.diary,
            snapshot.time,
        )

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
            for number in edition.numbers:
                printed[number].append(edition.number)
        return printed

    @cached_property
    def by_section(self) -> dict[int, list[Incident]]:
        """The listed incidents of each section of the codebook, in order of their numbers."""
        sections: dict[int, list[Incident]] = {s.number: [] for s in self.codebook.sections}
        for incident in sorted(self.listed, key=lambda incident: incident.number):
            sections[incident.section].append(incident)
        return sections

    def as_of(self, edition: Edition) -> datetime:
        """The latest moment of which an edition tells: its release, or a later change in it."""
        known = (self.by_number.get(number) for number in edition.numbers)
        times = [incident.updated for incident in known if incident]
        if edition.released:
            times.append(edition.released)
        return max(times, default=self.snapshot.time)

    def printed(self, edition: Edition, section: int) -> list[Incident]:
        """The listed incidents of a section of an edition, in order of print."""
        return self.of_numbers(edition.incidents.get(section, ()))

    def printed_in(self, edition: Edition) -> list[Incident]:
        """The listed incidents of an edition, in order of print."""
        sections = self.codebook.sections
        return [one for section in sections for one in self.printed(edition, section.number)]

    def of_numbers(self, numbers: Iterable[str]) -> list[Incident]:
        """The listed incidents of some numbers, in their order."""
        incidents = (self.by_number.get(number) for number in numbers)
        return [i for i in incidents if i is not None and not i.is_taken_back]

    @cached_property
    def matters_of(self) -> dict[str, list[PublicCase]]:
        """The cases to which an incident belongs, by its number."""
        found = defaultdict(list)
        for matter in self.snapshot.matters:
            for number in matter.incidents:
                found[number].append(matter)
        return found

    @cached_property
    def days_of(self) -> dict[str, list[ComingDay]]:
        """The days to come of an incident, by its number."""
        found = defaultdict(list)
        for day in self.snapshot.diary:
            found[day.incident].append(day)
        return found

    def days_of_matter(self, matter: PublicCase) -> list[ComingDay]:
        """The days to come of all incidents of a case, in order of time."""
        return sorted(
            (day for number in matter.incidents for day in self.days_of.get(number, ())),
            key=lambda one: (one.day, one.incident),
        )

    @cached_property
    def published(self) -> dict[str, datetime]:
        """When each incident was first released; without an edition, when it was last changed."""
        found = {number: incident.updated for number, incident in self.by_number.items()}
        return found | self.first_printed

    @cached_property
    def first_printed(self) -> dict[str, datetime]:
        """When each incident was first released in an edition, by its number."""
        found: dict[str, datetime] = {}
        # The latest edition comes first, so that the first one in which it stands comes last.
        for edition in self.editions:
            if edition.released:
                found |= dict.fromkeys(edition.numbers, edition.released)
        return found

    def regions_of(self, incident: Incident) -> list[str]:
        """The codes of the regions in which an incident is placed, each once."""
        places = incident.codes.places if incident.codes else ()
        within = self.snapshot.within
        return list(dict.fromkeys(within[place] for place in places if place in within))

    @cached_property
    def by_region(self) -> dict[str, list[Incident]]:
        """The listed incidents of each region, in order of their numbers."""
        found: dict[str, list[Incident]] = {r.code: [] for r in self.snapshot.regions}
        for incident in sorted(self.listed, key=lambda incident: incident.number):
            for code in self.regions_of(incident):
                found[code].append(incident)
        return found

    def latest(self, incidents: Iterable[Incident], count: int) -> list[Incident]:
        """The latest by date, the latest first; those without a date come last, by number."""

        def when(incident: Incident) -> tuple[str, str]:
            return (incident.date.iso if incident.date else "", incident.number)

        return sorted(incidents, key=when, reverse=True)[:count]
