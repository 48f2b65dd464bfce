"""How proposed changes of incidents, people, cases and days are made once approved."""

from dataclasses import replace
from typing import Any

from dalel.domain.conduct import Attribution, Basis, Person
from dalel.domain.diary import DiaryKind
from dalel.domain.errors import NotFoundError
from dalel.domain.public_change import (
    Attribute,
    DropDevelopment,
    KeepOutlet,
    LinkOutlet,
    LinkPerson,
    NamePerson,
    PlaceInCase,
    Relate,
    RenameCase,
    RenamePerson,
    ShowDay,
    StateStage,
)
from dalel.newsroom.accounts.act import Act
from dalel.newsroom.incidents.actions import cases, diary, naming_decisions, parties
from dalel.newsroom.incidents.actions.proposal_effects import ProposalEffect, add_effects
from dalel.newsroom.incidents.models import (
    AttributionRow,
    CaseRow,
    DiaryRow,
    NamingDecision,
    OutletRow,
    PersonRow,
    StatusReview,
)
from dalel.newsroom.incidents.queries.incident_rows import incident_row


def _naming(change: NamePerson) -> NamePerson | None:
    rows = NamingDecision.objects.filter(incident=incident_row(change.incident)).order_by(
        "time", "pk"
    )
    for row in [row for row in rows if row.names == change.names][-1:]:
        return replace(
            change,
            role=row.role,
            stage=row.stage,
            public=row.public,
            consent=row.consent,
            reason=row.reason,
            matter=row.matter,
        )
    return None


def _name(change: NamePerson, act: Act) -> None:
    incident = incident_row(change.incident)
    decided = Person(
        names=change.names,
        role=change.role,
        stage=change.stage,
        public=change.public,
        consent=change.consent,
        matter=change.matter,
    )
    naming_decisions.record_person(
        incident, decided, member=act.member, now=act.time, reason=change.reason
    )
    act.note("decided a name", incident.number, f"{change.role} {change.stage}")


def _called(change: RenamePerson) -> RenamePerson:
    return replace(change, names=parties.person(change.person).names)


def _rename_person(change: RenamePerson, act: Act) -> None:
    known = parties.person(change.person)
    parties.keep_person(change.names, role=known.role, note=known.note, act=act, key=change.person)


def _person_link(change: LinkPerson) -> LinkPerson:
    incident = incident_row(change.incident)
    row = _row(PersonRow, change.person)
    is_linked = row.incidents.filter(pk=incident.pk).exists()
    return replace(change, is_linked=is_linked, names=row.names)


def _link_person(change: LinkPerson, act: Act) -> None:
    parties.mention(change.incident, act, person=change.person, is_named=change.is_linked)


def _outlet(change: KeepOutlet) -> KeepOutlet | None:
    if change.outlet is None:
        return None
    known = parties.outlet(change.outlet)
    return replace(change, names=known.names, host=known.host, source=known.source)


def _keep_outlet(change: KeepOutlet, act: Act) -> None:
    key = parties.keep_outlet(
        change.names, host=change.host, source=change.source, act=act, key=change.outlet
    )
    if change.incident:
        parties.mention(change.incident, act, outlet=key)


def _outlet_link(change: LinkOutlet) -> LinkOutlet:
    incident = incident_row(change.incident)
    row = _row(OutletRow, change.outlet)
    is_linked = row.incidents.filter(pk=incident.pk).exists()
    return replace(change, is_linked=is_linked, names=row.names)


def _link_outlet(change: LinkOutlet, act: Act) -> None:
    parties.mention(change.incident, act, outlet=change.outlet, is_named=change.is_linked)


def _attribution(change: Attribute) -> Attribute | None:
    rows = AttributionRow.objects.filter(incident=incident_row(change.incident))
    row = rows.filter(actor=change.actor).order_by("time", "pk").last()
    return replace(change, basis=Basis(row.basis), by=row.by, on=row.on) if row else None


def _attribute(change: Attribute, act: Act) -> None:
    incident = incident_row(change.incident)
    told = Attribution(actor=change.actor, basis=change.basis, by=change.by, on=change.on)
    naming_decisions.record_attribution(incident, told, member=act.member, now=act.time)
    act.note("recorded an attribution", incident.number, f"{change.actor} {change.basis}")


def _development(change: DropDevelopment) -> DropDevelopment | None:
    incident = incident_row(change.incident)
    row = incident.developments.filter(order=change.order).first()
    return replace(change, date=row.date_iso, texts=row.texts) if row else None


def _drop_development(change: DropDevelopment, act: Act) -> None:
    cases.drop_development(change.incident, change.order, act)


def _relation(change: Relate) -> Relate:
    one, two = incident_row(change.incident), incident_row(change.other)
    if one.pk == two.pk:
        raise cases.SameIncidentError
    return replace(change, is_related=one.related.filter(pk=two.pk).exists())


def _relate(change: Relate, act: Act) -> None:
    cases.relate(change.incident, change.other, act, is_related=change.is_related)


def _case_link(change: PlaceInCase) -> PlaceInCase | None:
    incident = incident_row(change.incident)
    if change.case is None:
        return None
    row = _row(CaseRow, change.case)
    is_in = row.incidents.filter(pk=incident.pk).exists()
    return replace(change, is_in=is_in, names=row.names)


def _place_in_case(change: PlaceInCase, act: Act) -> None:
    if change.is_in:
        cases.put_in_case(change.incident, change.case, act, change.names)
    elif change.case is not None:
        cases.take_out_of_case(change.incident, change.case, act)


def _case_name(change: RenameCase) -> RenameCase:
    return replace(change, names=_row(CaseRow, change.case).names)


def _rename_case(change: RenameCase, act: Act) -> None:
    cases.rename_case(change.case, change.names, act)


def _stage(change: StateStage) -> StateStage | None:
    rows = StatusReview.objects.filter(incident=incident_row(change.incident)).exclude(stage="")
    row = rows.order_by("time", "pk").last()
    return replace(change, stage=row.stage, note=row.note) if row else None


def _state_stage(change: StateStage, act: Act) -> None:
    incident = incident_row(change.incident)
    naming_decisions.record_look(
        incident, member=act.member, now=act.time, stage=change.stage, note=change.note
    )
    act.note("looked how it stands", incident.number, change.stage)


def _day(change: ShowDay) -> ShowDay | None:
    row = _row(DiaryRow, change.entry)
    if row.public_day is None:
        return None
    return replace(change, day=row.public_day, day_kind=DiaryKind(row.public_kind))


def _show_day(change: ShowDay, act: Act) -> None:
    diary.show(change.entry, change.incident, change.day, change.day_kind, act)


def _row(model: Any, key: int) -> Any:
    row = model.objects.filter(pk=key).first()
    if row is None:
        raise NotFoundError(f"There is no {model.__name__} {key}.")
    return row


add_effects(
    {
        NamePerson: ProposalEffect(_naming, _name),
        RenamePerson: ProposalEffect(_called, _rename_person),
        LinkPerson: ProposalEffect(_person_link, _link_person),
        KeepOutlet: ProposalEffect(_outlet, _keep_outlet),
        LinkOutlet: ProposalEffect(_outlet_link, _link_outlet),
        Attribute: ProposalEffect(_attribution, _attribute),
        DropDevelopment: ProposalEffect(_development, _drop_development),
        Relate: ProposalEffect(_relation, _relate),
        PlaceInCase: ProposalEffect(_case_link, _place_in_case),
        RenameCase: ProposalEffect(_case_name, _rename_case),
        StateStage: ProposalEffect(_stage, _state_stage),
        ShowDay: ProposalEffect(_day, _show_day),
    }
)
