"""Under which codes, in which section and on which date does an incident stand?"""

from django.db import transaction

from dalel.domain.dates import PartialDate
from dalel.store.editing import Act, incident_row
from dalel.store.models import CodesRow


def newest_codes_number(number: str) -> int:
    """The number of the newest version of an incident's codes, 0 where there is none."""
    found = CodesRow.objects.filter(incident__number=number).order_by("-number").first()
    return found.number if found else 0


def place(number: str, section: int, date: PartialDate | None, *, act: Act) -> None:
    """Say in which section an incident belongs, and when it happened; what is known stays."""
    with transaction.atomic():
        incident = incident_row(number)
        before = (incident.section, incident.date)
        incident.section = section
        if date is not None:
            incident.date = date
        if (incident.section, incident.date) != before:
            incident.updated = act.time
            incident.save()
            act.note("placed", incident.number, f"{section} {date.iso if date else ''}")
