"""The links that an incident cites, and the sources behind it."""

from django.db.models import Max

from dalel.domain.incident import Link
from dalel.newsroom.accounts.act import Act
from dalel.newsroom.frame.transactions import writing
from dalel.newsroom.incidents.actions.metadata import changing, link_row
from dalel.newsroom.incidents.queries.incident_rows import incident_row


def cite(number: str, link: Link, act: Act) -> bool:
    """Cite an address; tells whether it was not cited before.

    :raises NotFoundError: when there is no incident of this number.
    """
    with writing():
        incident = incident_row(number)
        if incident.links.filter(canonical=link.canonical).exists():
            return False
        last = incident.links.aggregate(last=Max("order"))["last"] or 0
        with changing(incident, act):
            link_row(incident, last + 1, link).save()
        act.note("cited", incident.number, link.url)
    return True


def uncite(number: str, canonical: str, act: Act) -> None:
    """Cite an address no longer; what was kept of it stays."""
    with writing():
        incident = incident_row(number)
        for row in incident.links.filter(canonical=canonical):
            with changing(incident, act):
                row.delete()
            act.note("no longer cited", incident.number, row.url)
