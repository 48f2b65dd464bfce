"""Who holds each entry that is in work, and since when."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime, tzinfo
from typing import Final

from django.db.models import F, QuerySet, Value

from dalel.domain.conduct import InquiryState
from dalel.domain.dates import local
from dalel.domain.holder import Hold, Holder, VersionInWork, holds
from dalel.domain.states import IncidentState, VersionState
from dalel.newsroom.accounts.models import AuditRow
from dalel.newsroom.incidents.models import (
    CodesRow,
    CommentRow,
    HolderRow,
    IncidentRow,
    InquiryRow,
    MetadataRow,
    TextVersionRow,
)

#: That an entry came back from outside, as the audit log has it.
CAME_BACK: Final = "came back to the desk"
#: Acts that pass an entry on, and to whom.
_PASSES: Final = {
    "opened": Holder.REPORTER,
    "sent back": Holder.REPORTER,
    CAME_BACK: Holder.REPORTER,
    "sent to review": Holder.SECOND_READER,
}
#: Of so many entries in work it is told who holds them, those changed last.
MOST_IN_WORK: Final = 200
_NAMED: Final = ("author__name", "author__username")
_IN_WORK: Final = (VersionState.DRAFT, VersionState.IN_REVIEW)


def entries_in_work() -> "QuerySet[IncidentRow]":
    """Entries that are not public yet, or of which a text is in work: those changed last."""
    changing = TextVersionRow.objects.filter(state__in=_IN_WORK).values("incident")
    latest = IncidentRow.objects.order_by("-updated", "-pk").values_list("updated", "pk")
    # Asked for together, no index would help, and all entries would be looked at.
    found = {
        *latest.filter(state=IncidentState.UNPUBLISHED)[:MOST_IN_WORK],
        *latest.filter(pk__in=changing)[:MOST_IN_WORK],
    }
    keys = [key for _, key in sorted(found, reverse=True)[:MOST_IN_WORK]]
    return IncidentRow.objects.filter(pk__in=keys)


def holders(rows: "QuerySet[IncidentRow]", zone: tzinfo) -> Mapping[str, tuple[Hold, ...]]:
    """By number, who holds these entries, where anybody does; in five queries."""
    found = list(rows.order_by("number"))
    keys = [row.pk for row in found]
    newest = _newest(keys, zone)
    passed = _passed(found, zone)
    given = {
        row.incident_id: Hold(
            holder=Holder(row.holder), who="", since=_day(row.since, zone), by=row.member_id
        )
        for row in HolderRow.objects.filter(incident__in=keys)
    }
    asked = _asked(keys)
    held = {
        row.number: holds(
            newest[row.pk],
            passed=passed[row.pk],
            given=given.get(row.pk),
            asked=asked[row.pk] if _is_in_work(row, newest[row.pk]) else (),
        )
        for row in found
    }
    return {number: one for number, one in held.items() if one}


def counted(held: Mapping[str, Iterable[Hold]]) -> Mapping[Holder, int]:
    """How many of these entries each holds, in the order of ``Holder``."""
    counts = Counter(holder for one in held.values() for holder in {hold.holder for hold in one})
    return {holder: counts[holder] for holder in Holder if counts[holder]}


def asked_by(held: Mapping[str, Iterable[Hold]], member: int) -> tuple[tuple[str, Hold], ...]:
    """What a member (by key) asked of somebody outside or handed over, the longest ago first."""
    own = [(number, hold) for number, holds in held.items() for hold in holds if hold.by == member]
    return tuple(sorted(own, key=lambda one: (one[1].since, one[0])))


def newest_titles(numbers: Iterable[str]) -> Mapping[str, Mapping[str, str]]:
    """The newest titles of entries by number and language; one that nobody wrote is left out."""
    rows = TextVersionRow.objects.filter(incident__number__in=[*numbers], title__isnull=False)
    found: dict[str, dict[str, str]] = defaultdict(dict)
    columns = ("incident__number", "language", "title")
    for number, language, title in rows.order_by("number").values_list(*columns):
        found[number][language] = title
    return found


def _is_in_work(row: IncidentRow, newest: Iterable[VersionInWork]) -> bool:
    return row.state == IncidentState.UNPUBLISHED or any(one.state in _IN_WORK for one in newest)


def _newest(keys: list[int], zone: tzinfo) -> Mapping[int, list[VersionInWork]]:
    """The newest version of each text, of the codes and of the frame, by incident."""
    kinds = ((TextVersionRow, F("language")), (CodesRow, Value("codes")), (MetadataRow, Value("")))
    texts, codes, frames = (
        model.objects.filter(incident__in=keys)
        .exclude(state=VersionState.SUPERSEDED)
        .order_by()
        .annotate(part=part)
        .values_list("incident", "part", "number", "state", "time", *_NAMED)
        for model, part in kinds
    )
    last: dict[tuple[int, str], VersionInWork] = {}
    found = sorted(texts.union(codes, frames, all=True), key=lambda row: row[2])
    for incident, part, _number, state, time, name, username in found:
        last[incident, part] = VersionInWork(
            state=VersionState(state), author=name or username or "", day=_day(time, zone)
        )
    newest: dict[int, list[VersionInWork]] = defaultdict(list)
    for (incident, _part), version in last.items():
        newest[incident].append(version)
    return newest


def _passed(rows: list[IncidentRow], zone: tzinfo) -> Mapping[int, Hold]:
    """To whom each entry was passed last, else to its reporter when it changed last."""
    keys = {name: row.pk for row in rows for name in (row.provisional, row.number) if name}
    passed = {
        row.pk: Hold(holder=Holder.REPORTER, who="", since=_day(row.updated, zone)) for row in rows
    }
    acts = AuditRow.objects.filter(subject__in=keys, action__in=_PASSES).select_related("member")
    for act in acts.order_by("time", "pk"):
        passed[keys[act.subject]] = Hold(
            holder=_PASSES[act.action], who=str(act.member), since=_day(act.time, zone)
        )
    return passed


def _asked(keys: list[int]) -> Mapping[int, list[Hold]]:
    """Who was asked, by comment or letter, and has not answered, by incident.

    Of comments the newest row about each counts; a letter waits until somebody notes what came.
    """
    comments = CommentRow.objects.filter(incident__in=keys).order_by()
    letters = InquiryRow.objects.filter(incident__in=keys, state=InquiryState.WAITING).order_by()
    named = ("incident", "whom", "member", "time")
    rows = comments.annotate(since=F("asked"), said=F("answer"))
    waiting = letters.annotate(since=F("sent"), said=Value(""))
    latest = {
        (incident, whom): (said, Hold(holder=Holder.ASKED, who=whom, since=day, by=member))
        for incident, whom, member, _time, day, said in sorted(
            rows.values_list(*named, "since", "said").union(
                waiting.values_list(*named, "since", "said"), all=True
            ),
            key=lambda row: row[3],
        )
    }
    asked: dict[int, list[Hold]] = defaultdict(list)
    for (key, _whom), (said, hold) in latest.items():
        if not said.strip():
            asked[key].append(hold)
    return asked


def _day(time: datetime, zone: tzinfo) -> date:
    return local(time, zone).date()
