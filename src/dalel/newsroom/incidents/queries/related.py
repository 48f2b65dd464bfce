"""Public data related to incidents: cases, outlets, people, diary dates and named actors."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from dalel.domain.conduct import Basis
from dalel.domain.diary import DiaryKind
from dalel.domain.incident import Incident
from dalel.domain.public_record import (
    ComingDay,
    PublicCase,
    PublicMention,
    PublicOutlet,
    PublicPerson,
)
from dalel.newsroom.incidents.models import (
    AttributionRow,
    CaseRow,
    DiaryRow,
    NamingDecision,
    OutletRow,
    PersonRow,
)
from dalel.pack.naming_rules import NameForm, Naming, PersonStanding

_BY_NAMES = tuple[tuple[str, str], ...]


def matters(seen: Collection[str]) -> tuple[PublicCase, ...]:
    """The cases of incidents that the public sees, each with these by date."""
    found = _linked(CaseRow.incidents.through, "caserow_id", seen, "incidentrow__date_iso")
    return tuple(
        PublicCase(number=row.number, names=row.names, incidents=tuple(found[row.pk]))
        for row in CaseRow.objects.order_by("number")
        if row.pk in found
    )


def outlets(seen: Collection[str]) -> tuple[PublicOutlet, ...]:
    """The outlets of which incidents that the public sees speak."""
    found = _linked(OutletRow.incidents.through, "outletrow_id", seen)
    return tuple(
        PublicOutlet(
            number=row.number,
            names=row.names,
            host=row.host,
            source=row.source,
            incidents=tuple(found[row.pk]),
        )
        for row in OutletRow.objects.order_by("number")
        if row.pk in found
    )


def persons(incidents: Iterable[Incident], naming: Naming) -> tuple[PublicPerson, ...]:
    """Those whom the naming rule lets stand in lists, with the incidents of which that holds.

    Whoever has no naming decision in an incident is not listed for it. The stage is both the one
    of the decision and the one at which the matter stands now: the name leaves the lists when
    either says so.
    """
    statuses = {one.number: one.codes.case_status if one.codes else "" for one in incidents}
    found = _linked(PersonRow.incidents.through, "personrow_id", statuses)
    decided = _decided(statuses)
    listed = []
    for row in PersonRow.objects.order_by("number"):
        named = tuple(
            one
            for number in found.get(row.pk, ())
            for one in _named(number, decided[number].get(_key(row.names)), statuses, naming)
        )
        if named:
            listed.append(PublicPerson(number=row.number, names=row.names, named=named))
    return tuple(listed)


def _decided(seen: Collection[str]) -> Mapping[str, Mapping[_BY_NAMES, NamingDecision]]:
    """The newest naming decision about each person, by incident and the person's names."""
    found: dict[str, dict[_BY_NAMES, NamingDecision]] = defaultdict(dict)
    for row in NamingDecision.objects.select_related("incident").order_by("time", "pk"):
        if row.incident.number in seen:
            found[row.incident.number][_key(row.names)] = row
    return found


def _named(
    number: str, row: NamingDecision | None, statuses: Mapping[str, str], naming: Naming
) -> Iterator[PublicMention]:
    if row is None:
        return
    stages = {row.stage, naming.stage_of.get(statuses[number], row.stage)}
    rules = [
        naming.decide(
            PersonStanding(role=row.role, stage=stage, public=row.public, consent=row.consent)
        )
        for stage in stages
    ]
    if all(rule.indexed and rule.form is NameForm.FULL for rule in rules):
        stage = naming.stage_of.get(statuses[number], row.stage)
        yield PublicMention(
            incident=number, role=naming.roles[row.role], stage=naming.stages[stage]
        )


def diary(seen: Collection[str]) -> tuple[ComingDay, ...]:
    """The days on which two persons agreed, of incidents that the public sees."""
    rows = DiaryRow.objects.exclude(public_day=None).exclude(incident=None)
    told = rows.values_list("public_day", "public_kind", "incident__number")
    found = {
        (day, kind, number)
        for day, kind, number in told
        if day is not None and number is not None and number in seen
    }
    return tuple(
        ComingDay(day=day, kind=DiaryKind(kind), incident=number)
        for day, kind, number in sorted(found)
    )


def attributed() -> Mapping[str, tuple[frozenset[str], frozenset[str]]]:
    """By the incident's number, the actors who count as established, and those only alleged."""
    found: dict[str, tuple[set[str], set[str]]] = defaultdict(lambda: (set(), set()))
    for number, actor, basis in AttributionRow.objects.values_list(
        "incident__number", "actor", "basis"
    ):
        found[number][basis == Basis.ALLEGED].add(actor)
    return {
        number: (frozenset(known), frozenset(said - known))
        for number, (known, said) in found.items()
    }


def _linked(
    through: Any, column: str, seen: Collection[str], *order: str
) -> Mapping[int, list[str]]:
    """The numbers of the incidents that the public sees, by the key of what they are linked to."""
    found: dict[int, list[str]] = defaultdict(list)
    pairs = through.objects.order_by(*order, "incidentrow__number").values_list(
        column, "incidentrow__number"
    )
    for key, number in pairs:
        if number in seen:
            found[key].append(number)
    return found


def _key(names: Mapping[str, str]) -> _BY_NAMES:
    return tuple(sorted(names.items()))
