"""Bulk queries for the material of the figures: names, outlets, cases, watches, demands.

Each function costs a fixed number of queries, however many entries there are.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date, datetime, timedelta, tzinfo
from typing import Any, Final

from django.db.models.functions import Coalesce

from dalel.domain.change import WatchedSpan
from dalel.domain.conduct import Attribution, Basis, Person
from dalel.domain.count_board import Effect, Period, PeriodLength
from dalel.domain.incident import Incident
from dalel.domain.measures import SuggestionUse
from dalel.domain.states import SourceState, VersionState
from dalel.domain.story_decision import DecisionKind
from dalel.newsroom.evidence.models import ArticleRow
from dalel.newsroom.figures.models import EffectRow
from dalel.newsroom.incidents.models import (
    AttributionRow,
    CaseRow,
    CodesRow,
    DemandRow,
    EditionEntryRow,
    NamingDecision,
    OutletRow,
    StatusReview,
)
from dalel.newsroom.incidents.queries.cited import at_cited, cited_by
from dalel.newsroom.sources.models import OutageRow, SourceRow
from dalel.newsroom.stories.models import DecisionRow
from dalel.steps.measure.counted_entries import KnownOfEntry

#: Who is silent for longer was not watched meanwhile.
_GAP: Final = timedelta(days=7)


def known(incidents: Sequence[Incident], zone: tzinfo) -> dict[str, KnownOfEntry]:
    """What is recorded beside these incidents' texts, by number; of reports, what they cite."""
    attributions = defaultdict(list)
    for row in AttributionRow.objects.select_related("incident").order_by("time", "pk"):
        attributions[row.incident.number].append(
            Attribution(actor=row.actor, basis=Basis(row.basis), by=row.by, on=row.on)
        )
    effects = {
        row.incident.number: Effect(people=row.people, remedied=row.remedied)
        for row in EffectRow.objects.select_related("incident").order_by("time", "pk")
    }
    steps = defaultdict(list)
    looks = StatusReview.objects.exclude(stage="").order_by("time", "pk")
    for number, time, stage in looks.values_list("incident__number", "time", "stage"):
        steps[number].append((time.astimezone(zone).date(), stage))
    reports = _reports(incidents, zone)
    printed = _printed()
    return {
        number: KnownOfEntry(
            attributions=tuple(attributions.get(number, ())),
            effect=effects.get(number, Effect()),
            steps=tuple(steps.get(number, ())),
            reports=reports.get(number, {}),
            printed=printed.get(number),
        )
        for number in {*attributions, *effects, *steps, *reports, *printed}
    }


def _printed() -> dict[str, date]:
    """By incident: the last day of the edition that told it first."""
    rows = EditionEntryRow.objects.order_by("-edition__period_end", "-edition__number")
    return dict(rows.values_list("incident__number", "edition__period_end"))


def _reports(incidents: Sequence[Incident], zone: tzinfo) -> dict[str, dict[str, date]]:
    """By incident: on which day each source first told of it.

    Told has what the incident cites in this very version, or what repeats that word for word. What
    stories hold does not count: which articles are in one is decided by one person alone.
    """
    told = _sourced(cited_by(incidents))
    found: dict[str, dict[str, date]] = {one.number: {} for one in incidents}
    for one in incidents:
        for canonical in {link.canonical for link in one.links}:
            for source, published, kept in told.get(canonical, ()):
                _note(found[one.number], source, published, kept, zone)
    return {number: days for number, days in found.items() if days}


def _sourced(cited: AbstractSet[str]) -> Mapping[str, Sequence[tuple[str, Any, Any]]]:
    """By cited address: source and times of the article there and of those that repeat it."""
    found: dict[str, list[tuple[str, Any, Any]]] = defaultdict(list)
    rows = ArticleRow.objects.exclude(source=None).filter(
        at_cited(cited, "canonical", "reprint_of__original__canonical")
    )
    for canonical, original, source, published, kept in rows.values_list(
        "canonical",
        "reprint_of__original__canonical",
        "source__key",
        "published",
        Coalesce("archived", "first_kept"),
    ):
        for place in {canonical, original} & cited:
            found[place].append((source or "", published, kept))
    return found


def _note(days: dict[str, date], source: str, published: Any, kept: Any, zone: tzinfo) -> None:
    """A page says when it was published, at times wrongly: never after we had it."""
    day = min(published or kept, kept).astimezone(zone).date()
    days[source] = min(day, days.get(source, day))


def cast() -> dict[str, tuple[Person, ...]]:
    """The newest naming decision about each person, by the incident's number."""
    found: dict[str, dict[tuple[tuple[str, str], ...], Person]] = defaultdict(dict)
    for row in NamingDecision.objects.select_related("incident").order_by("time", "pk"):
        found[row.incident.number][tuple(sorted(row.names.items()))] = Person(
            names=row.names,
            role=row.role,
            stage=row.stage,
            public=row.public,
            consent=row.consent,
        )
    return {number: tuple(persons.values()) for number, persons in found.items()}


def outlets() -> dict[str, tuple[Mapping[str, str], ...]]:
    """The names of the outlets that each incident speaks of, by its number."""
    through = OutletRow.incidents.through.objects.order_by("outletrow_id")
    found: dict[str, list[Mapping[str, str]]] = defaultdict(list)
    for number, names in through.values_list("incidentrow__number", "outletrow__names"):
        found[number].append(names)
    return {number: tuple(names) for number, names in found.items()}


def cases() -> tuple[tuple[str, ...], ...]:
    """The numbers of the incidents of each case."""
    chains: dict[int, list[str]] = defaultdict(list)
    through = CaseRow.incidents.through.objects.order_by("caserow_id", "incidentrow__number")
    for case, number in through.values_list("caserow_id", "incidentrow__number"):
        chains[case].append(number)
    return tuple(tuple(chain) for chain in chains.values())


def watches(zone: tzinfo) -> tuple[WatchedSpan, ...]:
    """When each source was watched; a long outage ends one time and begins another."""
    outages: dict[int, list[OutageRow]] = defaultdict(list)
    for outage in OutageRow.objects.order_by("started"):
        if outage.ended is None or outage.ended - outage.started > _GAP:
            outages[outage.source_id].append(outage)
    found: list[WatchedSpan] = []
    for row in SourceRow.objects.exclude(first_look=None).order_by("key"):
        found += _watched(row, outages[row.pk], zone)
    return tuple(found)


def _watched(row: SourceRow, outages: Sequence[OutageRow], zone: tzinfo) -> Iterable[WatchedSpan]:
    since = row.first_look.astimezone(zone).date() if row.first_look else None
    for outage in outages:
        if since is not None:
            until = outage.started.astimezone(zone).date()
            yield WatchedSpan(source=row.key, since=since, until=max(since, until))
        since = outage.ended.astimezone(zone).date() if outage.ended else None
    if since is not None:
        is_left = row.state != SourceState.ACTIVE and row.last_look is not None
        last = row.last_look.astimezone(zone).date() if is_left and row.last_look else None
        yield WatchedSpan(source=row.key, since=since, until=last)


def suggested(incidents: Sequence[Incident], zone: tzinfo) -> tuple[SuggestionUse, ...]:
    """How often people kept the section and event type that a machine had suggested, by month.

    What became of the stories after these incidents were taken from them does not matter.
    """
    sections = {one.number: one.section for one in incidents}
    approved = CodesRow.objects.filter(state=VersionState.APPROVED)
    codes = dict(approved.values_list("incident__number", "event_type"))
    taken = DecisionRow.objects.filter(kind=DecisionKind.TAKE).exclude(story__section=None)
    kept: dict[tuple[Period, str], list[bool]] = defaultdict(list)
    for number, opened, section, event_type in taken.values_list(
        "incident__number", "story__opened", "story__section", "story__event_type"
    ):
        if number not in sections or number not in codes:
            continue
        month = Period.of(opened.astimezone(zone).date(), PeriodLength.MONTH)
        kept[month, "section"].append(section == sections[number])
        kept[month, "event_type"].append(event_type == codes[number])
    return tuple(
        SuggestionUse(month=month, variable=variable, kept=sum(answers), of=len(answers))
        for (month, variable), answers in sorted(kept.items())
    )


def demands(first: date, last: date) -> dict[str, int]:
    """How many demands came in between two days, by verdict; empty: not decided. Of whom, never."""
    rows = DemandRow.objects.filter(received__gte=first, received__lte=last).order_by("number")
    counts: dict[str, int] = defaultdict(int)
    for verdict in rows.values_list("verdict", flat=True):
        counts[verdict] += 1
    return dict(counts)


def printed() -> dict[str, date]:
    """The last day of the period of the edition that prints an incident, by its number."""
    rows = EditionEntryRow.objects.order_by("edition__number")
    return dict(rows.values_list("incident__number", "edition__period_end"))


def first_kept(incidents: Sequence[Incident]) -> dict[str, datetime]:
    """When the first article that each of these incidents cites was kept, by its number.

    When we loaded one out of an archive says nothing of how soon we knew.
    """
    rows = ArticleRow.objects.filter(at_cited(cited_by(incidents), "canonical"), archive="")
    kept = dict(rows.values_list("canonical", "first_kept"))
    found = {
        one.number: [kept[link.canonical] for link in one.links if link.canonical in kept]
        for one in incidents
    }
    return {number: min(times) for number, times in found.items() if times}
