"""What members attached to an entry as evidence: files that they saved, notes of conversations."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import CharField, DateField, F, Value
from django.db.models.functions import Cast

from dalel.domain.conversation import ConversationWay
from dalel.domain.saved_file import MachineReading, SavedKind
from dalel.newsroom.incidents.models import SavedFileRow
from dalel.newsroom.incidents.queries.conversations import standing_rows


@dataclass(frozen=True, kw_only=True)
class AttachedEvidence:
    """A file or a note of a conversation: of what kind, since when, and by whom.

    ``held`` is the day of a conversation. Nothing here tells with whom it was, nor what was said,
    nor how a file is called: all who read the entry see this.
    """

    key: int
    time: datetime
    member: str
    file: SavedKind | None = None
    reading: MachineReading | None = None
    way: ConversationWay | None = None
    held: date | None = None


def attached_evidence(number: str) -> tuple[AttachedEvidence, ...]:
    """The files of an incident and the conversations that stand, as they came; in one query."""
    by = {"by": F("member__name"), "account": F("member__username")}
    notes = standing_rows().filter(incident__number=number)
    notes = notes.annotate(told=Value("", output_field=CharField()), day=F("held"), **by)
    files = SavedFileRow.objects.filter(incident__number=number)
    no_day = Cast(Value(None), DateField())
    told_files = files.annotate(told=F("reading"), day=no_day, **by)
    rows = (
        notes.order_by()
        .values_list("told", "way", "pk", "time", "by", "account", "day")
        .union(
            told_files.order_by().values_list("told", "kind", "pk", "time", "by", "account", "day"),
            all=True,
        )
    )
    found = [
        AttachedEvidence(
            key=key,
            time=time,
            member=name or account,
            file=SavedKind(kind) if reading else None,
            reading=MachineReading(reading) if reading else None,
            way=None if reading else ConversationWay(kind),
            held=day,
        )
        for reading, kind, key, time, name, account, day in rows
    ]
    return tuple(sorted(found, key=lambda one: (one.time, one.key)))
