"""The queue of entries that a member could review, the one that waits longest first."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from dalel.domain.approval import hands
from dalel.domain.states import VersionState
from dalel.newsroom.accounts.models import Member
from dalel.newsroom.accounts.queries.persons import same_persons
from dalel.newsroom.incidents.models import IncidentRow, TextVersionRow


@dataclass(frozen=True, kw_only=True)
class QueuedEntry:
    """An entry with texts in review, ``since`` the last of them was written."""

    number: str
    titles: Mapping[str, str]
    authors: tuple[str, ...]
    since: datetime


def review_queue(member: Member, *, alone: bool = False) -> tuple[QueuedEntry, ...]:
    """Entries of which the member could approve a text: one that is read and not the member's own.

    In three queries.
    """
    waiting = IncidentRow.objects.filter(versions__state=VersionState.IN_REVIEW).distinct()
    rows = (
        TextVersionRow.objects.filter(incident__in=waiting)
        .select_related("incident", "author")
        .defer("paragraphs")
        .order_by("number")
    )
    texts: dict[tuple[str, str], list[TextVersionRow]] = defaultdict(list)
    for row in rows:
        texts[row.incident.number, row.language].append(row)
    made_by = same_persons({_key(key): _hands(found) for key, found in texts.items()})
    entries: dict[str, list[TextVersionRow]] = defaultdict(list)
    for key, found in texts.items():
        own = not alone and member.username in made_by[_key(key)]
        if found[-1].state == VersionState.IN_REVIEW and key[1] in member.reads and not own:
            entries[key[0]].append(found[-1])
    queued = (_queued(number, found) for number, found in entries.items())
    return tuple(sorted(queued, key=lambda one: (one.since, one.number)))


def following(queue: Sequence[QueuedEntry], number: str) -> QueuedEntry | None:
    """The entry after this one in a queue, from its end on from the start; None: no other one."""
    numbers = [one.number for one in queue]
    place = numbers.index(number) + 1 if number in numbers else 0
    others = [one for one in (*queue[place:], *queue[:place]) if one.number != number]
    return others[0] if others else None


def _key(key: tuple[str, str]) -> str:
    return " ".join(key)


def _hands(rows: Sequence[TextVersionRow]) -> frozenset[str]:
    return hands(
        (VersionState(row.state), row.author.username if row.author else "") for row in rows
    )


def _queued(number: str, rows: Sequence[TextVersionRow]) -> QueuedEntry:
    return QueuedEntry(
        number=number,
        titles={row.language: row.title or "" for row in rows},
        authors=tuple(dict.fromkeys(str(row.author) for row in rows if row.author)),
        since=max(row.time for row in rows),
    )
