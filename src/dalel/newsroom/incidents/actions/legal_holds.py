"""Holding back entries about which a lawyer was asked, until the answer lets them go."""

from collections.abc import Iterable
from datetime import tzinfo
from typing import Final

from dalel.domain.concern import Concern, Weight
from dalel.domain.dates import local
from dalel.domain.holder import Holder
from dalel.domain.legal_advice import LegalStanding
from dalel.newsroom.accounts.models import Member
from dalel.newsroom.incidents.actions.concerns import write_checked
from dalel.newsroom.incidents.models import HolderRow, IncidentRow
from dalel.newsroom.incidents.queries.legal_advice import ASKED, lawyers, standings

_RULES: Final = frozenset({ASKED})


def keep_holds(rows: Iterable[IncidentRow], zone: tzinfo) -> bool:
    """Let the concerns and holders of incidents say how each stands with the lawyer.

    It is done in the transaction in which something changed. Tells whether a concern changed.
    """
    incidents = {row.pk: row for row in rows}
    found = standings(incidents)
    names = ", ".join(lawyers()) if found else ""
    for key, standing in found.items():
        if standing.state.is_asked:
            _hand_to_lawyer(incidents[key], standing)
    return write_checked(
        {row: _concerns(found.get(key), names, zone) for key, row in incidents.items()}, {}, _RULES
    )


def _concerns(standing: LegalStanding | None, names: str, zone: tzinfo) -> tuple[Concern, ...]:
    if standing is None or not standing.state.holds_back:
        return ()
    day = local(standing.since, zone).date().isoformat()
    values = {"of": str(standing.state), "day": day, "who": names}
    # A concern of another value of "now" is told anew, whatever was decided about it.
    values["now"] = " ".join(values.values())
    return (Concern(rule=ASKED, weight=Weight.ERROR, excerpt="", values=values),)


def _hand_to_lawyer(incident: IncidentRow, standing: LegalStanding) -> None:
    """The lawyer holds the entry, unless a translator has it."""
    asker = standing.questions[-1] if standing.questions else standing.advice
    if asker is None or HolderRow.objects.filter(incident=incident).exists():
        return
    HolderRow.objects.create(
        incident=incident,
        holder=Holder.LAWYER,
        member=Member.objects.get(username=asker.username),
        since=standing.since,
    )
