"""What of an incident's codes holds its approval back because nobody decided it."""

from dalel.domain.incident import Provenance
from dalel.domain.states import SHOWN, VersionState
from dalel.newsroom.incidents.models import CodesRow, IncidentRow
from dalel.newsroom.incidents.queries.records import undecided_fields


def undecided_codes(number: str) -> tuple[str, ...]:
    """The open fields of the newest codes, in one query.

    A new draft beside codes in force holds nothing back before it is sent to review: what is in
    force was decided.
    """
    rows = CodesRow.objects.filter(incident__number=number)
    found = list(rows.exclude(state=VersionState.SUPERSEDED).order_by("number"))
    if not found:
        return ()
    newest = found[-1]
    if newest.state == VersionState.DRAFT and any(
        row.state == VersionState.APPROVED for row in found
    ):
        return ()
    return undecided_fields(newest)


def is_uncoded(incident: IncidentRow) -> bool:
    """Whether an entry lacks the codes without which its edition is not released.

    What is public already, or came with an import, was released without them.
    """
    return (
        incident.provenance == Provenance.WRITTEN
        and incident.state not in SHOWN
        and not CodesRow.objects.filter(incident=incident).exists()
    )
