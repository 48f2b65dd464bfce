"""Developments, related incidents and cases: adding, approving, tying and parting."""

from collections.abc import Iterable, Mapping

from django.db.models import Max

from dalel.domain.approval import Candidate, refusals
from dalel.domain.dates import PartialDate
from dalel.domain.errors import DalelError, NotFoundError
from dalel.domain.incident import Link
from dalel.domain.states import VersionState
from dalel.newsroom.accounts.act import Act
from dalel.newsroom.accounts.queries.persons import same_person
from dalel.newsroom.frame.transactions import writing
from dalel.newsroom.incidents.actions.texts import ApprovalRefusedError
from dalel.newsroom.incidents.models import CaseRow, DevelopmentLinkRow, DevelopmentRow, IncidentRow
from dalel.newsroom.incidents.queries.incident_rows import incident_row
from dalel.newsroom.incidents.queries.records import link_columns


class SameIncidentError(DalelError):
    """An incident is not related to itself."""


def add_development(
    number: str, date: PartialDate, texts: Mapping[str, str], links: Iterable[Link], act: Act
) -> None:
    """A later step of an incident, in every language that ``texts`` has.

    :raises NotFoundError: when there is no incident of this number.
    """
    with writing():
        incident = incident_row(number)
        if _is_there(incident, date, texts):
            return
        last = incident.developments.aggregate(last=Max("order"))["last"] or 0
        row = DevelopmentRow(
            incident=incident, order=last + 1, texts=dict(texts), author=act.member
        )
        row.date = date
        row.save()
        for order, link in enumerate(links, start=1):
            DevelopmentLinkRow.objects.create(
                development=row,
                order=order,
                **link_columns(link),
            )
        _touch(incident, act, "added a development", date.iso)


def approve_development(number: str, order: int, act: Act, *, alone: bool = False) -> None:
    """Let a development go out.

    :raises ApprovalRefusedError: when the member wrote it or does not read one of its languages.
    """
    with writing():
        incident = incident_row(number)
        for row in incident.developments.filter(order=order, approved_by=None):
            author = row.author.username if row.author else ""
            why = tuple(
                dict.fromkeys(
                    refusal
                    for language in row.texts
                    for refusal in refusals(
                        Candidate(
                            language=language,
                            state=VersionState.IN_REVIEW,
                            authors=same_person([author]),
                        ),
                        member=act.member.username,
                        reads=frozenset(act.member.reads),
                        alone=alone,
                    )
                )
            )
            if why:
                raise ApprovalRefusedError(why)
            row.approved_by = act.member
            row.save(update_fields=["approved_by"])
            _touch(incident, act, "approved a development", row.date_iso)


def drop_development(number: str, order: int, act: Act) -> None:
    """Take a development away that should not have been added; the act stays written down."""
    with writing():
        incident = incident_row(number)
        for row in incident.developments.filter(order=order):
            _touch(incident, act, "dropped a development", f"{row.date_iso} {row.texts}")
            row.links.all().delete()
            row.delete()


def developments(number: str) -> tuple[DevelopmentRow, ...]:
    """The developments of an incident by date."""
    rows = DevelopmentRow.objects.filter(incident__number=number).prefetch_related("links")
    return tuple(rows.order_by("date_iso", "order"))


def relate(number: str, other: str, act: Act, *, is_related: bool = True) -> None:
    """Tie two incidents to each other, or part them.

    :raises NotFoundError: when there is none of one of the numbers.
    :raises SameIncidentError: when both are one.
    """
    with writing():
        one, two = incident_row(number), incident_row(other)
        if one.pk == two.pk:
            raise SameIncidentError
        for start, end in ((one, two), (two, one)):
            if is_related:
                start.related.add(end)
            else:
                start.related.remove(end)
        _touch(one, act, "related" if is_related else "parted", two.number)


def put_in_case(
    number: str, case: int | None, act: Act, names: Mapping[str, str] | None = None
) -> int:
    """Put an incident in a case, or in a new one of these names; gives the case's key.

    :raises NotFoundError: when there is no such incident or case.
    """
    with writing():
        incident = incident_row(number)
        row = CaseRow.objects.create(names=dict(names or {})) if case is None else case_row(case)
        row.incidents.add(incident)
        _touch(incident, act, "put in a case", str(row))
    return row.pk


def case_row(key: int) -> CaseRow:
    """A case.

    :raises NotFoundError: when there is none of this key.
    """
    row = CaseRow.objects.filter(pk=key).first()
    if row is None:
        raise NotFoundError(f"There is no case {key}.")
    return row


def rename_case(key: int, names: Mapping[str, str], act: Act) -> None:
    """Call a case otherwise.

    :raises NotFoundError: when there is no such case.
    """
    with writing():
        row = case_row(key)
        before, row.names = str(row), dict(names)
        row.save()
        act.note("renamed a case", str(row)[:200], before)


def take_out_of_case(number: str, case: int, act: Act) -> None:
    """Take an incident out of a case."""
    with writing():
        incident = incident_row(number)
        for row in incident.cases.filter(pk=case):
            row.incidents.remove(incident)
            _touch(incident, act, "taken out of a case", str(row))


def cases(number: str | None = None) -> tuple[CaseRow, ...]:
    """All cases, or those of an incident; each has all its incidents with it."""
    rows = CaseRow.objects.order_by("pk").prefetch_related("incidents")
    return tuple(rows if number is None else rows.filter(incidents__number=number))


def _is_there(incident: IncidentRow, date: PartialDate, texts: Mapping[str, str]) -> bool:
    """Whether a form that was sent twice brings the same development again."""
    rows = incident.developments.filter(date_iso=date.iso)
    return any(row.texts == dict(texts) for row in rows)


def _touch(incident: IncidentRow, act: Act, action: str, detail: str) -> None:
    incident.updated = act.time
    incident.save(update_fields=["updated"])
    act.note(action, incident.number, detail)
