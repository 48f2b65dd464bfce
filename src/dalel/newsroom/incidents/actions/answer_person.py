"""Answering who a person of an incident is: the person is kept, linked, and the naming proposed."""

from collections.abc import Mapping

from dalel.domain.public_change import NamePerson
from dalel.newsroom.accounts.act import Act
from dalel.newsroom.frame.transactions import writing
from dalel.newsroom.incidents.actions import parties, proposals
from dalel.newsroom.incidents.models import PersonRow
from dalel.newsroom.incidents.queries.incident_rows import incident_row
from dalel.newsroom.incidents.queries.naming_questions import NamingAnswer, stage_of_matter
from dalel.pack.naming_rules import Naming


def answer_person(
    number: str,
    names: Mapping[str, str],
    answer: NamingAnswer,
    *,
    reason: str,
    naming: Naming,
    act: Act,
    same_as: str = "",
) -> int:
    """Propose how a person of these names is named in an incident; gives the proposal's key.

    A person of exactly these names whom the incident speaks of already is that one; whoever else
    bears them is somebody else, so that namesakes are never made one. ``same_as`` is the number of
    an incident that speaks of the same person, by the word of who answers.

    :raises NotFoundError: when there is no such incident.
    :raises NothingChangesError: when it is decided so already, or the same waits.
    """
    with writing():
        row = incident_row(number)
        linked = PersonRow.objects.filter(incidents=row)
        person = next((one.pk for one in linked if one.names == dict(names)), None)
        if person is None and same_as:
            known = PersonRow.objects.filter(incidents=incident_row(same_as))
            person = next((one.pk for one in known if one.names == dict(names)), None)
            if person is not None:
                parties.mention(row.number, act, person=person)
        if person is None:
            # No usual role: who is an official everywhere would be named without a second person.
            person = parties.keep_person(names, role="", note="", act=act)
            parties.mention(row.number, act, person=person)
        stage = stage_of_matter(row.number, naming)
        change = NamePerson(
            incident=row.number,
            person=person,
            names=dict(names),
            role=answer.role,
            stage=stage,
            public=answer.public,
            consent=answer.consent,
            reason=reason,
            matter=stage,
        )
        return proposals.propose(change, act)


def answer_in_entries(
    answers: Mapping[str, NamingAnswer],
    names: Mapping[str, str],
    *,
    reason: str,
    naming: Naming,
    act: Act,
) -> None:
    """Propose how one person is named in several incidents, by their numbers; all or nothing.

    :raises NotFoundError: when there is no such incident.
    :raises NothingChangesError: when it is decided so already, or waits, in all of them.
    """
    with writing():
        first, proposed = next(iter(answers)), 0
        for number, answer in answers.items():
            try:
                answer_person(
                    number, names, answer, reason=reason, naming=naming, act=act, same_as=first
                )
            except proposals.NothingChangesError:
                continue
            proposed += 1
        if not proposed:
            raise proposals.NothingChangesError
