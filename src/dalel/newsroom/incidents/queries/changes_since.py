"""Whether what an edition prints changed after a moment."""

from datetime import datetime
from typing import Final

from django.db.models import Q

from dalel.newsroom.accounts.models import AuditRow
from dalel.newsroom.incidents.models import EditionEntryRow

#: Acts that change what stands in an issue, or how its entries read.
_CHANGES: Final = (
    *("added", "dropped", "gathered", "moved", "wrote an introduction", "approved an introduction"),
    *("wrote", "approved", "coded", "approved codes", "placed", "approved section and links"),
    *("cited", "no longer cited", "restored section and links", "decided a name"),
    *("approved a change", "retracted", "withdrawn", "withdrew words"),
)


def changed_since(moment: datetime, edition: int | None) -> bool:
    """Whether an issue or an entry of it changed after a moment; of any issue where none is named.

    In one query.
    """
    acts = AuditRow.objects.filter(time__gt=moment, action__in=_CHANGES)
    # A round that found nothing to bring in changed nothing.
    acts = acts.exclude(action="gathered", detail="0")
    if edition is not None:
        entries = EditionEntryRow.objects.filter(edition__number=edition)
        acts = acts.filter(
            Q(subject=f"edition {edition}")
            | Q(subject__in=entries.values("incident__number"))
            | Q(subject__in=entries.values("incident__provisional"))
        )
    return acts.exists()
