"""What do the rows know about entries that figures need, beside texts and codes?

Each function costs a fixed number of queries, however many entries there are.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta, tzinfo
from typing import Any, Final

from django.db.models import QuerySet

from dalel.domain.change import Watch
from dalel.domain.conduct import Attribution, Basis, Person
from dalel.domain.measures import Suggested
from dalel.domain.measuring import Effect, Period, Span
from dalel.domain.states import SourceState, StoryState, VersionState
from dalel.steps.measure.counting import Known
from dalel.store.models import (
    ArticleRow,
    AttributionRow,
    CaseRow,
    CastRow,
    CodesRow,
    DemandRow,
    EditionEntryRow,
    EffectRow,
    LinkRow,
    LookRow,
    MembershipRow,
    OutageRow,
    OutletRow,
    SourceRow,
    StoryRow,
)

#: Who is silent for longer was not watched meanwhile.
_GAP: Final = timedelta(days=7)


def known(zone: tzinfo) -> dict[str, Known]:
    """What is recorded about each incident that anything is recorded about, by its number."""
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
    looks = LookRow.objects.exclude(stage="").order_by("time", "pk")
    for number, time, stage in looks.values_list("incident__number", "time", "stage"):
        steps[number].append((time.astimezone(zone).date(), stage))
    reports = _reports(zone)
    return {
        number: Known(
            attributions=tuple(attributions.get(number, ())),
            effect=effects.get(number, Effect()),
            steps=tuple(steps.get(number, ())),
            reports=reports.get(number, {}),
        )
        for number in {*attributions, *effects, *steps, *reports}
    }


def _reports(zone: tzinfo) -> dict[str, dict[str, date]]:
    """By incident: on which day each source first told of it."""
    found: dict[str, dict[str, date]] = defaultdict(dict)
    members = MembershipRow.objects.exclude(story__incident=None).exclude(article__source=None)
    for number, source, published, kept in members.values_list(
        "story__incident__number",
        "article__source__key",
        "article__published",
        "article__first_kept",
    ):
        _note(found[number], source, published, kept, zone)
    about = _sourced()
    for number, canonical in LinkRow.objects.values_list("incident__number", "canonical"):
        if canonical in about:
            _note(found[number], *about[canonical], zone)
    return found


def _sourced() -> dict[str, tuple[str, Any, Any]]:
    rows = ArticleRow.objects.filter(canonical__in=LinkRow.objects.values("canonical")).exclude(
        source=None
    )
    return {
        canonical: (source, published, first_kept)
        for canonical, source, published, first_kept in rows.values_list(
            "canonical", "source__key", "published", "first_kept"
        )
    }


def _note(days: dict[str, date], source: str, published: Any, kept: Any, zone: tzinfo) -> None:
    """A page says when it was published, at times wrongly: never after we had it."""
    day = min(published or kept, kept).astimezone(zone).date()
    days[source] = min(day, days.get(source, day))


def cast() -> dict[str, tuple[Person, ...]]:
    """The newest naming decision about each person, by the incident's number."""
    found: dict[str, dict[tuple[tuple[str, str], ...], Person]] = defaultdict(dict)
    for row in CastRow.objects.select_related("incident").order_by("time", "pk"):
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


def watches(zone: tzinfo) -> tuple[Watch, ...]:
    """When each source was watched; a long outage ends one time and begins another."""
    outages: dict[int, list[OutageRow]] = defaultdict(list)
    for outage in OutageRow.objects.order_by("started"):
        if outage.ended is None or outage.ended - outage.started > _GAP:
            outages[outage.source_id].append(outage)
    found: list[Watch] = []
    for row in SourceRow.objects.exclude(first_look=None).order_by("key"):
        found += _watched(row, outages[row.pk], zone)
    return tuple(found)


def _watched(row: SourceRow, outages: Sequence[OutageRow], zone: tzinfo) -> Iterable[Watch]:
    since = row.first_look.astimezone(zone).date() if row.first_look else None
    for outage in outages:
        if since is not None:
            until = outage.started.astimezone(zone).date()
            yield Watch(source=row.key, since=since, until=max(since, until))
        since = outage.ended.astimezone(zone).date() if outage.ended else None
    if since is not None:
        is_left = row.state != SourceState.ACTIVE and row.last_look is not None
        last = row.last_look.astimezone(zone).date() if is_left and row.last_look else None
        yield Watch(source=row.key, since=since, until=last)


def suggested(zone: tzinfo) -> tuple[Suggested, ...]:
    """How often people kept the section and event type that a machine had suggested, by month."""
    taken: QuerySet[StoryRow] = StoryRow.objects.filter(state=StoryState.TAKEN)
    codes = dict(
        CodesRow.objects.filter(state=VersionState.APPROVED).values_list("incident", "event_type")
    )
    kept: dict[tuple[Period, str], list[bool]] = defaultdict(list)
    for story in taken.exclude(section=None).select_related("incident"):
        if story.incident is None or story.incident_id not in codes:
            continue
        month = Period.of(story.opened.astimezone(zone).date(), Span.MONTH)
        kept[month, "section"].append(story.section == story.incident.section)
        kept[month, "event_type"].append(story.event_type == codes[story.incident_id])
    return tuple(
        Suggested(month=month, variable=variable, kept=sum(answers), of=len(answers))
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


def first_kept() -> dict[str, datetime]:
    """When the first article behind each incident was kept, by its number."""
    rows = StoryRow.objects.exclude(incident=None).order_by("-opened")
    return dict(rows.values_list("incident__number", "opened"))
