"""The measures of the record, as it stands for the desk and as released for the public."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from dalel.domain.attention import Attention, ThreatMap
from dalel.domain.change import Changes
from dalel.domain.collection import NetworkCount
from dalel.domain.conduct import Person
from dalel.domain.count_board import Cell, Counted, PeriodLength, Subject
from dalel.domain.edition import Edition
from dalel.domain.health import Alarm
from dalel.domain.incident import Incident
from dalel.domain.measures import Measures, Reliability, RightLevels
from dalel.domain.snapshot import Snapshot
from dalel.newsroom.evidence.queries import source_health
from dalel.newsroom.figures.queries import measure_material, standing_overrides
from dalel.newsroom.figures.queries.figure_proofs import told
from dalel.newsroom.frame.typed_input import is_likely
from dalel.newsroom.incidents.queries import second_codings
from dalel.newsroom.sources.queries import network_events
from dalel.pack import Pack
from dalel.pack.naming_rules import NameForm, PersonStanding
from dalel.steps.measure.agreement import agreement
from dalel.steps.measure.attention import Silence, attention, chosen
from dalel.steps.measure.board import BoardTally, board
from dalel.steps.measure.change import changes
from dalel.steps.measure.counted_entries import KnownOfEntry, counted
from dalel.steps.measure.threats import threat_map

#: What covers more days is measured as a year is.
_QUARTER: Final = 100
#: So far back OONI's counts are handed out; older ones stand at OONI.
_COUNTED_DAYS: Final = 92


def measured(pack: Pack, snapshot: Snapshot) -> Snapshot:
    """The snapshot with its figures: the same snapshot, the same figures.

    They are as of the last day that the record knows of, in no case later than the snapshot: what
    came after the last edition is not written yet, and of that nothing is said.
    """
    day = pack.day_of(snapshot.time)
    ends = [edition.period_end for edition in snapshot.editions]
    dated = [one.date.first_day for one in snapshot.incidents if one.date]
    as_of = max((one for one in (*ends, *dated) if one <= day and is_likely(one)), default=day)
    made = replace(
        measures(pack, snapshot.incidents, snapshot.editions, as_of),
        reliability=tuple(
            Reliability(variable=one.variable, pairs=one.pairs, alpha=one.alpha)
            for one in agreement(second_codings.pairs())
        ),
        suggested=measure_material.suggested(snapshot.incidents, ZoneInfo(pack.zone)),
        scores=pack.scores,
        network=_counts_of_sites(pack, day),
    )
    return replace(snapshot, measures=told(pack, replace(snapshot, measures=made)))


def _counts_of_sites(pack: Pack, day: date) -> tuple[NetworkCount, ...]:
    """What OONI counted for the watched sites in the last quarter of a year before a day."""
    watched = frozenset(pack.watched_sites)
    return tuple(
        count
        for count in network_events.counts(day - timedelta(days=_COUNTED_DAYS))
        if count.day < day and (count.subject or "").removeprefix("www.") in watched
    )


def measures(
    pack: Pack,
    incidents: Sequence[Incident],
    editions: Iterable[Edition],
    as_of: date,
) -> Measures:
    """What some incidents come to, as of a day."""
    zone = ZoneInfo(pack.zone)
    hit = _hit(pack)
    entries = counted(incidents, _with_hit(measure_material.known(incidents, zone), hit))
    rules = pack.measures
    issues = tuple(editions)
    trends, lines = _needing(pack, entries, [one.period_end for one in issues], as_of)
    return Measures(
        board=board(entries, rules, as_of),
        changes=trends,
        attention=lines,
        threats=threat_map(entries, measure_material.cases(), rules, as_of),
        rules=rules,
        editions={
            edition.number: _printed(edition, entries, BoardTally(rules, as_of))
            for edition in issues
        },
        overruled=standing_overrides.overruled(),
        sentences=standing_overrides.sentences(),
        names=_names(hit),
    )


def threats(
    pack: Pack, incidents: Sequence[Incident], as_of: date
) -> tuple[ThreatMap, Mapping[str, Mapping[str, str]]]:
    """Their map of threats alone, and the names of those who are hit, as of a day."""
    hit = _hit(pack)
    entries = counted(
        incidents, _with_hit(measure_material.known(incidents, ZoneInfo(pack.zone)), hit)
    )
    return threat_map(entries, measure_material.cases(), pack.measures, as_of), _names(hit)


def levels(pack: Pack, incidents: Sequence[Incident], as_of: date) -> RightLevels:
    """Their board alone, as of a day: it asks nothing of names, cases or sources."""
    entries = counted(incidents, measure_material.known(incidents, ZoneInfo(pack.zone)))
    return RightLevels(
        board=board(entries, pack.measures, as_of),
        overruled=standing_overrides.overruled(),
        sentences=standing_overrides.sentences(),
    )


def needing_attention(
    pack: Pack, incidents: Sequence[Incident], ends: Iterable[date], now: datetime
) -> tuple[Changes, tuple[Attention, ...]]:
    """How they change and what needs attention now; ``ends`` are those of the editions' periods."""
    zone = ZoneInfo(pack.zone)
    entries = counted(incidents, measure_material.known(incidents, zone))
    return _needing(pack, entries, ends, now.astimezone(zone).date(), silences(now, zone))


def _needing(
    pack: Pack,
    entries: tuple[Counted, ...],
    ends: Iterable[date],
    as_of: date,
    quiet: Iterable[Silence] = (),
) -> tuple[Changes, tuple[Attention, ...]]:
    """Months after the last edition's period are not compared: they are not written yet."""
    rules = pack.measures
    written = max((end for end in ends if end <= as_of and is_likely(end)), default=as_of)
    watches = measure_material.watches(ZoneInfo(pack.zone))
    trends = changes(entries, watches, rules.change, as_of, written)
    lines = attention(entries, trends, quiet, rules, as_of)
    return trends, chosen(lines, standing_overrides.choices())


def silences(now: datetime, zone: ZoneInfo) -> tuple[Silence, ...]:
    """The sources from which less came than usual."""
    return tuple(
        Silence(
            source=one.key,
            since=one.last_finding.astimezone(zone).date(),
            expected=one.expected,
        )
        for one in source_health.alarms(now)
        if one.alarm is Alarm.QUIET and one.last_finding and one.expected
    )


def _printed(
    edition: Edition, entries: Iterable[Counted], tally: BoardTally
) -> Mapping[Subject, Cell]:
    numbers = frozenset(edition.numbers)
    days = (edition.period_end - edition.period_start).days
    span = PeriodLength.QUARTER if days <= _QUARTER else PeriodLength.YEAR
    return tally.printed([entry for entry in entries if entry.number in numbers], span)


#: By entry, then by name: the names in each language.
Hit = Mapping[str, Mapping[str, Mapping[str, str]]]


def _hit(pack: Pack) -> Hit:
    """By entry: who was hit, as far as the naming rule lets names stand in lists.

    Each is known by the name in the first language of publication.
    """
    language = pack.languages[0]
    found: dict[str, dict[str, Mapping[str, str]]] = defaultdict(dict)
    for number, persons in measure_material.cast().items():
        for person in persons:
            if _may_be_listed(person, pack) and (name := person.names.get(language)):
                found[number][name] = person.names
    for number, outlets in measure_material.outlets().items():
        for names in outlets:
            if name := names.get(language):
                found[number][name] = names
    return found


def _names(hit: Hit) -> dict[str, Mapping[str, str]]:
    return {name: names for one in hit.values() for name, names in one.items()}


def _with_hit(known: Mapping[str, KnownOfEntry], hit: Hit) -> dict[str, KnownOfEntry]:
    nothing = KnownOfEntry()
    return {
        number: replace(known.get(number, nothing), hit=tuple(hit.get(number, ())))
        for number in {*known, *hit}
    }


def _may_be_listed(person: Person, pack: Pack) -> bool:
    standing = PersonStanding(
        role=person.role, stage=person.stage, public=person.public, consent=person.consent
    )
    try:
        rule = pack.naming.decide(standing)
    except LookupError:
        return False
    return (
        rule.indexed
        and rule.form is NameForm.FULL
        and person.role not in pack.measures.threats.not_hit
    )
