"""What became of an act on several, and the marks that the desk set."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from django.db.models import Q

from dalel.domain.several import ItemRemark, Several, SeveralDeed, WhyNot
from dalel.newsroom.accounts.models import Member
from dalel.newsroom.incidents.models import DeskMarkRow, IncidentRow, MarkKind, SeveralRow
from dalel.newsroom.incidents.queries.holders import newest_titles
from dalel.newsroom.stories.models import StoryRow
from dalel.newsroom.stories.queries.cards import cards

#: So many of what was left are named for each reason; the rest is counted.
NAMED: Final = 10


@dataclass(frozen=True, kw_only=True)
class LeftOver:
    """Those that were left for one reason; ``titles`` of the first of them, by subject.

    ``there``: the subjects that there are; the others have no page.
    """

    why: WhyNot
    who: str
    count: int
    titles: Mapping[str, Mapping[str, str]]
    there: frozenset[str]


@dataclass(frozen=True, kw_only=True)
class SeveralTold:
    """What became of an act on several: how many it was done with, and why not with the others.

    ``undone`` of them were taken back, ``stuck`` could not be.
    """

    key: int
    of: Several
    deed: SeveralDeed
    value: str
    done: int
    left: tuple[LeftOver, ...]
    remarks: Mapping[ItemRemark, int]
    undone: int
    stuck: tuple[LeftOver, ...]

    @property
    def can_undo(self) -> bool:
        """Whether anything of it stands."""
        return self.done > self.undone


def told_several(key: int, member: Member) -> SeveralTold | None:
    """An act of this member; None when there is none, or it is another's."""
    row = SeveralRow.objects.filter(pk=key, member=member).first()
    if row is None:
        return None
    of, items = Several(row.of), list(row.items.all())
    done = [one for one in items if not one.why]
    left = _left_over(of, [(one.subject, one.why, one.who) for one in items if one.why])
    stuck = [one for one in done if one.stuck and not one.undone]
    return SeveralTold(
        key=row.pk,
        of=of,
        deed=SeveralDeed(row.deed),
        value=row.value,
        done=len(done),
        left=left,
        remarks=Counter(ItemRemark(one.remark) for one in done if one.remark and not one.undone),
        undone=sum(one.undone is not None for one in done),
        stuck=_left_over(of, [(one.subject, one.stuck, "") for one in stuck]),
    )


def assignees(keys: Iterable[str]) -> Mapping[str, str]:
    """By key of a story, for whom it is."""
    rows = DeskMarkRow.objects.filter(kind=MarkKind.ASSIGNED, story__key__in=[*keys])
    return {row.story.key: str(row.member) for row in rows.select_related("story", "member")}  # type: ignore[union-attr]


@dataclass(frozen=True, kw_only=True)
class EntryMarks:
    """For whom an entry is, and whether it is put off."""

    whom: str = ""
    is_later: bool = False


def entry_marks(numbers: Iterable[str]) -> Mapping[str, EntryMarks]:
    """By number, the marks of those entries that have any; in one query."""
    rows = DeskMarkRow.objects.filter(incident__number__in=[*numbers])
    found: dict[str, dict[str, object]] = {}
    columns = ("incident__number", "kind", "member__name", "member__username")
    for number, kind, name, username in rows.values_list(*columns):
        told = found.setdefault(number or "", {})
        if kind == MarkKind.ASSIGNED:
            told["whom"] = name or username
        else:
            told["is_later"] = True
    return {number: EntryMarks(**told) for number, told in found.items()}  # type: ignore[arg-type]


def _left_over(of: Several, left: Iterable[tuple[str, str, str]]) -> tuple[LeftOver, ...]:
    by_reason: dict[tuple[str, str], list[str]] = {}
    for subject, why, who in left:
        by_reason.setdefault((why, who), []).append(subject)
    named = [one for subjects in by_reason.values() for one in subjects[:NAMED]]
    titles = _titles(of, named)
    there = frozenset(titles) if of is Several.STORIES else _entries_there(named)
    return tuple(
        LeftOver(
            why=WhyNot(why),
            who=who,
            count=len(subjects),
            titles={one: titles.get(one, {}) for one in subjects[:NAMED]},
            there=there.intersection(subjects),
        )
        for (why, who), subjects in by_reason.items()
    )


def _entries_there(subjects: list[str]) -> frozenset[str]:
    """The subjects that are a number of an entry, or were its first name."""
    if not subjects:
        return frozenset()
    rows = IncidentRow.objects.filter(Q(number__in=subjects) | Q(provisional__in=subjects))
    pairs = rows.values_list("number", "provisional")
    # What came with an import had no other name before.
    return frozenset(name for pair in pairs for name in pair if name)


def _titles(of: Several, subjects: list[str]) -> Mapping[str, Mapping[str, str]]:
    if not subjects:
        return {}
    if of is Several.ENTRIES:
        return newest_titles(subjects)
    return {one.key: one.headlines for one in cards(StoryRow.objects.filter(key__in=subjects))}
