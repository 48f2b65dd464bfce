"""What waits for each member: the source of reminders, which tell how much it is and no more."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import Final
from zoneinfo import ZoneInfo

from dalel.domain.conduct import InquiryState
from dalel.domain.dates import local
from dalel.domain.demand import Pressure
from dalel.domain.holder import Hold, Holder
from dalel.domain.reminder import ReminderKind
from dalel.domain.states import VersionState
from dalel.newsroom.accounts.models import AuditRow, Member
from dalel.newsroom.frame.permissions import Action, may
from dalel.newsroom.incidents.models import CodesRow, InquiryRow, MetadataRow, TextVersionRow
from dalel.newsroom.incidents.queries import demand_register
from dalel.newsroom.incidents.queries.holders import CAME_BACK, entries_in_work, holders
from dalel.pack import Pack

#: By member and kind, the marks of what waits: digests, the same as long as the same thing waits.
Waits = Mapping[int, Mapping[ReminderKind, frozenset[str]]]

#: The act that passed an entry on last, and of what kind it makes the wait of its writers.
_CAME: Final = {
    "sent back": ReminderKind.RETURNED,
    CAME_BACK: ReminderKind.ADVICE,
    "legal advice recorded": ReminderKind.ADVICE,
}
#: Acts after which an entry waits no longer because of an earlier one of these.
_PASSES: Final = ("opened", *_CAME, "sent to review")
_LETTERS: Final = 16


@dataclass(frozen=True, kw_only=True)
class _Part:
    """The newest version of a text, the codes or the frame; ``language``: of a text."""

    key: str
    author: int | None
    language: str
    is_in_review: bool


def waits_of(members: Iterable[Member], pack: Pack, now: datetime) -> Waits:
    """What waits for each of these members, by kind; in a dozen queries, however many they are."""
    people = list(members)
    zone = ZoneInfo(pack.zone)
    day = local(now, zone).date()
    held = holders(entries_in_work(), zone)
    reading = _held_by(held, Holder.SECOND_READER)
    writing = _held_by(held, Holder.REPORTER)
    parts = _parts([*reading, *writing])
    came = _came([*writing, *reading])
    pressing, letters = _pressing(day), _letters_of(people, day)
    return {
        member.pk: {
            ReminderKind.READING: frozenset(_to_read(member, reading, parts))
            | _asked(member, held),
            ReminderKind.DEADLINE: letters[member.pk]
            | (pressing if may(member, Action.KEEP_DEMANDS) else frozenset()),
            **{
                kind: frozenset(
                    _mark("came", str(act.pk))
                    for number, act in came.items()
                    if _CAME[act.action] is kind and _wrote(member, parts[number])
                )
                for kind in set(_CAME.values())
            },
        }
        for member in people
    }


def _held_by(held: Mapping[str, Iterable[Hold]], holder: Holder) -> list[str]:
    return [number for number, all_ in held.items() if any(one.holder is holder for one in all_)]


def _to_read(
    member: Member, numbers: Iterable[str], parts: Mapping[str, Collection[_Part]]
) -> Iterator[str]:
    """Marks of the entries that a member may approve something of; another version is news."""
    if not may(member, Action.APPROVE):
        return
    for number in numbers:
        if any(_may_read(one, member) for one in parts[number]):
            yield _mark("reading", number, *sorted(one.key for one in parts[number]))


def _asked(member: Member, held: Mapping[str, Iterable[Hold]]) -> frozenset[str]:
    """Marks of the entries about which a lawyer was asked; asked on another day is news."""
    if not member.may_advise:
        return frozenset()
    return frozenset(
        _mark("asked", number, str(one.since))
        for number, all_ in held.items()
        for one in all_
        if one.holder is Holder.LAWYER
    )


def _wrote(member: Member, parts: Iterable[_Part]) -> bool:
    return any(one.author == member.pk for one in parts)


def _pressing(day: date) -> frozenset[str]:
    """Marks of the demands that press; that one is overdue is news."""
    demands = [(one.number, one.pressure(day)) for one in demand_register.demands(day)]
    return frozenset(
        _mark("demand", str(number), pressure)
        for number, pressure in demands
        if pressure is not Pressure.NONE
    )


def _letters_of(members: Collection[Member], day: date) -> Mapping[int, frozenset[str]]:
    """Marks of the letters of each member that nobody answered by their day."""
    rows = InquiryRow.objects.filter(state=InquiryState.WAITING, due__lte=day, member__in=members)
    found: dict[int, frozenset[str]] = defaultdict(frozenset)
    for key, member in rows.values_list("pk", "member"):
        found[member] |= {_mark("letter", str(key))}
    return found


def _may_read(part: _Part, member: Member) -> bool:
    """Whether this is for a member to read: in review, of another, in a language they read."""
    is_legible = not part.language or part.language in member.reads
    return part.is_in_review and part.author != member.pk and is_legible


def _parts(numbers: Collection[str]) -> Mapping[str, list[_Part]]:
    """The newest version of each text, of codes and frame, by number of the entry."""
    newest: dict[tuple[str, str, str], _Part] = {}
    for model in (TextVersionRow, CodesRow, MetadataRow):
        rows = model.objects.filter(incident__number__in=numbers)
        rows = rows.exclude(state=VersionState.SUPERSEDED).order_by("number", "pk")
        columns = ["incident__number", "pk", "author", "state"]
        if model is TextVersionRow:
            columns.append("language")
        name = model.__name__
        for number, pk, author, state, *language in rows.values_list(*columns):
            newest[number, name, "".join(language)] = _Part(
                key=f"{name}{pk}",
                author=author,
                language="".join(language),
                is_in_review=state == VersionState.IN_REVIEW,
            )
    found: dict[str, list[_Part]] = defaultdict(list)
    for (number, *_), part in newest.items():
        found[number].append(part)
    return found


def _came(numbers: Collection[str]) -> Mapping[str, AuditRow]:
    """The act by which each of these entries came back to its writers, where it was one."""
    latest: dict[str, AuditRow] = {}
    acts = AuditRow.objects.filter(subject__in=numbers, action__in=_PASSES)
    for act in acts.order_by("time", "pk"):
        latest[act.subject] = act
    return {number: act for number, act in latest.items() if act.action in _CAME}


def _mark(*parts: str) -> str:
    return sha256("\n".join(parts).encode()).hexdigest()[:_LETTERS]
