"""Freezes the record into the snapshot from which the public site is built."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from typing import Final

from django.db.models import F, Q, QuerySet

from dalel.domain.addresses import AddressRules, published_on
from dalel.domain.conduct import PublicInquiry
from dalel.domain.conversation import PublicConversation
from dalel.domain.dates import PartialDate, Precision
from dalel.domain.edition import Edition
from dalel.domain.evidence_disclosure import PublicEvidence, quoted
from dalel.domain.incident import Incident, Link, Passed, emptied
from dalel.domain.picture import PublicPicture
from dalel.domain.public_address import printable
from dalel.domain.public_record import PublicCase
from dalel.domain.saved_file import PublicFile
from dalel.domain.snapshot import Snapshot
from dalel.domain.states import GONE, EditionState, IncidentState, VersionState
from dalel.domain.withdrawal import masked, without
from dalel.newsroom.accounts.queries.newsroom_settings import profile_of
from dalel.newsroom.editions.models import EditionRow, IntroductionRow
from dalel.newsroom.frame.transactions import at_one_moment
from dalel.newsroom.incidents.models import EditionEntryRow, IncidentRow
from dalel.newsroom.incidents.queries import related
from dalel.newsroom.incidents.queries.approved_versions import passed
from dalel.newsroom.incidents.queries.cited import cited_by, published_days
from dalel.newsroom.incidents.queries.conversations import public_conversations
from dalel.newsroom.incidents.queries.excerpts import quotations
from dalel.newsroom.incidents.queries.inquiries import public_inquiries
from dalel.newsroom.incidents.queries.lost_approvals import bare
from dalel.newsroom.incidents.queries.machine_translations import machine_translations, marked
from dalel.newsroom.incidents.queries.open_concerns import open_errors
from dalel.newsroom.incidents.queries.public_evidence import proofs
from dalel.newsroom.incidents.queries.records import IncidentReading, readings
from dalel.newsroom.incidents.queries.saved_files import public_files, public_pictures
from dalel.newsroom.incidents.queries.stale_texts import stale_texts
from dalel.newsroom.incidents.queries.withdrawn_words import withdrawn_digests
from dalel.pack import Pack

#: The time of a record in which nothing has happened yet.
_BEFORE_ANYTHING: Final = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class _Beside:
    """What is recorded of incidents beside their texts."""

    proofs: Mapping[str, PublicEvidence]
    attributed: Mapping[str, tuple[frozenset[str], frozenset[str]]]
    passed: Mapping[str, tuple[Passed, ...]]
    #: Cleared excerpts, by the incident's number and the address; and how long one may be.
    quotations: Mapping[tuple[str, str], str]
    longest: int
    #: When pages were published, by their canonical addresses; and what addresses tell of it.
    published: Mapping[str, date]
    addresses: AddressRules

    def told(self, incident: Incident) -> Incident:
        """The incident with its evidence, its history, and the actors that count."""
        if incident.is_taken_back:
            return incident
        incident = printable(incident)
        cited = (*incident.links, *(link for one in incident.developments for link in one.links))
        found = {
            place: quoted(
                self.proofs[place],
                self.quotations.get((incident.number, place), ""),
                self.longest,
            )
            for place in (link.canonical for link in cited)
            if place in self.proofs
        }
        actors = incident.codes.actors if incident.codes else ()
        known, said = self.attributed.get(incident.number, (frozenset(), frozenset()))
        return replace(
            incident,
            proofs=tuple(found.values()),
            established=tuple(actor for actor in actors if actor in known),
            alleged=tuple(actor for actor in actors if actor in said),
            history=self.passed.get(incident.number, ()),
            reported=self._reported(incident.links),
        )

    def _reported(self, links: Iterable[Link]) -> PartialDate | None:
        """The first day on which any of these pages was published."""
        days = (
            self.published.get(link.canonical) or published_on(link, self.addresses)
            for link in links
        )
        first = min(filter(None, days), default=None)
        return PartialDate(iso=first.isoformat(), precision=Precision.DAY) if first else None


@dataclass(frozen=True)
class _KeptByMembers:
    """What members keep and asked, as far as the public may learn of it, by incident.

    Conversations have the last day on which they may be told.
    """

    conversations: Mapping[str, Collection[tuple[PublicConversation, date | None]]]
    files: Mapping[str, tuple[PublicFile, ...]]
    pictures: Mapping[str, tuple[PublicPicture, ...]]
    inquiries: Mapping[str, tuple[PublicInquiry, ...]]

    def told(self, incident: Incident, day: date) -> Incident:
        """The incident with what may be told on a day."""
        number = incident.number
        kept = (self.conversations, self.files, self.pictures, self.inquiries)
        if not any(number in one for one in kept):
            return incident
        spoken = self.conversations.get(number, ())
        return replace(
            incident,
            conversations=tuple(one for one, until in spoken if until is None or until >= day),
            files=self.files.get(number, ()),
            pictures=self.pictures.get(number, ()),
            inquiries=self.inquiries.get(number, ()),
        )


@dataclass
class _Issue:
    """What belongs to one edition, gathered by the key of its row."""

    incidents: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    introduction: dict[str, IntroductionRow] = field(default_factory=dict)


def take(pack: Pack, *, released: bool = False, held: bool = True) -> Snapshot:
    """Freeze the record as its newest versions tell it, in a fixed number of queries.

    It is a preview while any text, code or introduction in it is unapproved, a language is missing,
    or there is nothing in it. With ``released`` it holds what the public may see and nothing else:
    released editions and published incidents, each as it was approved last, never a newer draft;
    what was withdrawn keeps its number alone. Its time is that of the latest change, so that the
    same record gives the same bytes. Without ``held`` nobody asks what holds incidents back.
    """
    with at_one_moment():
        read = readings(_incidents(released=released), approved_only=released, noticed=True)
        editions = EditionRow.objects.order_by("number")
        rows = list(editions.filter(state=EditionState.RELEASED) if released else editions)
        cited = cited_by(one.incident for one in read)
        beside = _Beside(
            proofs(cited),
            related.attributed(),
            passed(),
            quotations(released=released),
            pack.excerpt,
            published_days(cited),
            pack.addresses,
        )
        seen = [_seen(one, released=released) for one in read]
        translated = machine_translations(seen)
        incidents = tuple(beside.told(marked(one, translated)) for one in seen)
        issues = _issues(frozenset(incident.number for incident in incidents), released=released)
        concerns = _held(released=released) if held else {}
        profile = profile_of(pack.profile)
        told = {one.number for one in incidents if not one.is_taken_back}
        matters, outlets = related.matters(told), related.outlets(told)
        people = related.persons((one for one in incidents if one.number in told), pack.naming)
        days = related.diary(told)
        withdrawn = withdrawn_digests()
        kept = _KeptByMembers(
            public_conversations(), public_files(pack), public_pictures(), public_inquiries()
        )
    introductions = [row for issue in issues.values() for row in issue.introduction.values()]
    times = [
        *(incident.updated for incident in incidents),
        *(row.time for row in introductions),
        *(row.released for row in rows if row.released),
    ]
    time = max(times, default=_BEFORE_ANYTHING)
    incidents = tuple(
        one if one.is_taken_back else kept.told(one, time.date()) for one in incidents
    )
    snapshot = Snapshot(
        profile=profile,
        codebook=pack.codebook,
        sources=pack.sources,
        places={place.code: place.labels for place in pack.places},
        editions=tuple(_edition(row, issues[row.pk]) for row in rows),
        incidents=incidents,
        time=time,
        preview=not released and not _is_whole(read, introductions, frozenset(pack.languages)),
        held=concerns,
        regions=pack.regions,
        within=pack.within(),
        matters=matters,
        persons=people,
        outlets=outlets,
        diary=tuple(one for one in days if one.day >= time.date()),
        advice=pack.advice,
    )
    return without(snapshot, withdrawn)


def edition_alone(pack: Pack, number: int) -> Snapshot:
    """One edition as far as messages tell of it, in a fixed number of queries; else empty.

    What is not released is told by its newest texts, also of entries that have no number of their
    own yet. It is a preview unless all of it is approved in every language.
    """
    with at_one_moment():
        rows = list(EditionRow.objects.filter(number=number))
        released = any(row.state == EditionState.RELEASED for row in rows)
        within = IncidentRow.objects.order_by("number").filter(entries__edition__number=number)
        if released:
            within = within.exclude(state=IncidentState.UNPUBLISHED)
        read = readings(within, approved_only=released, noticed=True)
        seen = [_seen(one, released=released) for one in read]
        translated = machine_translations(seen)
        told = tuple(printable(marked(one, translated)) for one in seen)
        issues = _issues(frozenset(one.number for one in told), released=released)
        profile, withdrawn = profile_of(pack.profile), withdrawn_digests()
        matters = related.matters({one.number for one in told if not one.is_taken_back})
    opened = [row for one in rows for row in issues[one.pk].introduction.values()]
    snapshot = Snapshot(
        profile=profile,
        codebook=pack.codebook,
        sources=pack.sources,
        places={},
        editions=tuple(_edition(row, issues[row.pk]) for row in rows),
        incidents=told,
        time=max((one.updated for one in told), default=_BEFORE_ANYTHING),
        preview=not released and not _is_whole(read, opened, frozenset(pack.languages)),
        regions=pack.regions,
        within=pack.within(),
        matters=matters,
    )
    return without(snapshot, withdrawn)


def public_case(number: int) -> PublicCase | None:
    """A case that the public sees, in a few queries; None: there is none of this number."""
    with at_one_moment():
        shown = _incidents(released=True).exclude(state__in=GONE).filter(cases__number=number)
        found = related.matters(set(shown.values_list("number", flat=True)))
        matter = next((one for one in found if one.number == number), None)
        withdrawn = tuple(withdrawn_digests())
    if matter is None:
        return None
    names = {language: masked(name, withdrawn) for language, name in matter.names.items()}
    return replace(matter, names=names)


def newest() -> tuple[Incident, ...]:
    """The incidents that a preview shows, as far as figures need them: see ``readings``."""
    read = readings(_incidents(released=False), whole=False)
    return tuple(_seen(one, released=False) for one in read)


def has_released() -> bool:
    """Whether anything is public yet, or was: what was never approved has no number of its own."""
    ever = IncidentRow.objects.exclude(state=IncidentState.UNPUBLISHED)
    return (
        EditionRow.objects.filter(state=EditionState.RELEASED).exists()
        or ever.exclude(number=F("provisional")).exists()
    )


def gone() -> Mapping[str, Incident]:
    """What is left of the incidents that were taken back, by number."""
    rows = IncidentRow.objects.filter(state__in=GONE)
    return {one.incident.number: emptied(one.incident) for one in readings(rows, noticed=True)}


def names_of_gone() -> frozenset[str]:
    """The incidents that were taken back, as the notes of a build name them."""
    rows = IncidentRow.objects.filter(state__in=GONE).values_list("number", "state")
    return frozenset(f"{number} {state}" for number, state in rows)


def _incidents(*, released: bool) -> "QuerySet[IncidentRow]":
    """Those that have a number: a provisional name goes nowhere."""
    rows = IncidentRow.objects.order_by("number").exclude(number=F("provisional"))
    return rows.exclude(state=IncidentState.UNPUBLISHED) if released else rows


def _seen(reading: IncidentReading, *, released: bool) -> Incident:
    """The incident as it may be seen."""
    incident = reading.incident
    if incident.is_taken_back:
        return emptied(incident)
    return replace(incident, updated=reading.written) if released else incident


def _is_whole(
    read: Iterable[IncidentReading],
    introductions: Iterable[IntroductionRow],
    languages: frozenset[str],
) -> bool:
    """Whether there is something, and all of it is approved."""
    found = list(read)
    return (
        bool(found)
        and all(_is_approved(reading, languages) for reading in found)
        and all(row.state == VersionState.APPROVED for row in introductions)
    )


def _held(*, released: bool) -> dict[str, tuple[str, ...]]:
    """What holds back each incident: concerns that nobody has decided, languages not confirmed.

    Checks look at the newest texts. Where these are drafts, they say nothing of what is released.
    """
    in_work = Q(versions__state__in=[VersionState.DRAFT, VersionState.IN_REVIEW])
    # A flash is the stated exception: its wording was approved before there was any proof.
    is_flash = Q(flash__isnull=False) & ~Q(versions__number__gt=1)
    rows = IncidentRow.objects.filter(in_work | is_flash)
    left_out = set(rows.values_list("number", flat=True)) if released else set()
    held: dict[str, list[str]] = defaultdict(list)
    for number, count in open_errors().items():
        held[number].append(f"{count} open concern{'s' * (count > 1)} of weight error")
    for number, languages in stale_texts(IncidentRow.objects.all()).items():
        held[number] += [
            f"the text in {language} is not confirmed since another language changed"
            for language in sorted(languages)
        ]
    for number in left_out:
        held.pop(number, None)
    for number in bare() if released else ():
        held[number].append("its codes, section, date or links have lost their approval")
    return {number: tuple(reasons) for number, reasons in sorted(held.items()) if reasons}


def _is_approved(reading: IncidentReading, languages: frozenset[str]) -> bool:
    return (
        reading.incident.approved >= languages
        and frozenset(reading.states) == reading.incident.approved
        and {reading.codes_state, reading.frame_state} <= {None, VersionState.APPROVED}
    )


def _issues(seen: frozenset[str], *, released: bool) -> dict[int, _Issue]:
    issues: dict[int, _Issue] = defaultdict(_Issue)
    entries: Iterable[tuple[int, int, str]] = EditionEntryRow.objects.order_by(
        "edition", "section", "order"
    ).values_list("edition_id", "section", "incident__number")
    for edition, section, number in entries:
        if number in seen:
            issues[edition].incidents[section].append(number)
    written = IntroductionRow.objects.exclude(state=VersionState.SUPERSEDED)
    if released:
        written = written.filter(state=VersionState.APPROVED, edition__state=EditionState.RELEASED)
    # Ordered by number, so that the newest of a language comes last and stays.
    for row in written.order_by("number"):
        issues[row.edition_id].introduction[row.language] = row
    return issues


def _edition(row: EditionRow, issue: _Issue) -> Edition:
    return Edition(
        number=row.number,
        period_start=row.period_start,
        period_end=row.period_end,
        introduction={
            language: issue.introduction[language].text for language in sorted(issue.introduction)
        },
        incidents={section: tuple(numbers) for section, numbers in issue.incidents.items()},
        state=EditionState(row.state),
        released=row.released,
    )
