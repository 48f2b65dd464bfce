"""Runs the checks on incidents and editions, and keeps their concerns.

What a check needs is read first, judged without a transaction, then written in one.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from dalel.domain.concern import Concern
from dalel.domain.errors import NotFoundError
from dalel.newsroom.frame import long_works
from dalel.newsroom.frame.transactions import BATCH, writing
from dalel.newsroom.incidents.actions.concerns import newest_of, said_by, write_checked
from dalel.newsroom.incidents.actions.legal_holds import keep_holds
from dalel.newsroom.incidents.actions.quote import clear_again
from dalel.newsroom.incidents.models import IncidentRow
from dalel.newsroom.incidents.queries import incidents as reading
from dalel.newsroom.incidents.queries.check_material import Checkable, checkable
from dalel.newsroom.incidents.queries.inspection import inspector_of
from dalel.pack import Pack
from dalel.steps.check import as_printed
from dalel.steps.check.wording import WORDING

#: The rules that are looked for here: what one of them no longer finds is resolved.
RULES: Final = frozenset(name.partition(".")[0] for name in WORDING)
#: What the lint of a bulletin has found already is not said twice.
_LINTED: Final = {"term_wrong": "term", "letters_mixed": "mixed_script"}

#: The key of an incident's row, a rule, a language, a text in small letters.
_Said = tuple[int, str, str | None, str]


@dataclass(frozen=True, kw_only=True)
class Checked:
    """An incident with its concerns, open and decided."""

    number: str
    concerns: tuple[Concern, ...]

    @property
    def holds_back(self) -> bool:
        """Whether anything keeps it from being released."""
        return any(concern.holds_back for concern in self.concerns)


def check_edition(number: int, pack: Pack, *, now: datetime) -> bool:
    """Check every incident of an edition; tells whether any concern changed."""
    return _check(IncidentRow.objects.filter(entries__edition__number=number), pack, now)


def check_incident(number: str, pack: Pack, *, now: datetime) -> bool:
    """Check one incident, as after every edit.

    :raises NotFoundError: when there is none of this number.
    """
    rows = IncidentRow.objects.filter(number=number)
    if not rows.exists():
        raise NotFoundError(f"There is no incident {number}.")
    return _check(rows, pack, now)


def check_record(pack: Pack, *, now: datetime) -> bool:
    """Check every incident, as before a release: what was true yesterday may be stale today."""
    return _check(IncidentRow.objects.all(), pack, now)


def checked(numbers: Collection[str] | None = None) -> tuple[Checked, ...]:
    """The kept concerns of these incidents, or of all, by number."""
    rows = IncidentRow.objects.order_by("number")
    if numbers is not None:
        rows = rows.filter(number__in=numbers)
    return tuple(
        Checked(number=number, concerns=reading.incident(number).concerns)
        for number in rows.values_list("number", flat=True)
    )


def _check(rows: "QuerySet[IncidentRow]", pack: Pack, now: datetime) -> bool:
    inspector = inspector_of(pack)
    zone = ZoneInfo(pack.zone)
    keys = list(rows.order_by("number").values_list("pk", flat=True))
    changed = False
    for start in range(0, len(keys), BATCH):
        batch = IncidentRow.objects.filter(pk__in=keys[start : start + BATCH]).order_by("number")
        before = newest_of(batch)
        incidents = checkable(batch, zone)
        said = said_by(batch, frozenset(_LINTED.values()))
        found: dict[IncidentRow, tuple[Concern, ...]] = {}
        for count, one in enumerate(incidents):
            # What is checked is kept already; of one alone there is nothing to count.
            if len(incidents) > 1:
                long_works.go_on("checking", count, len(incidents), may_cancel=False)
            today = one.written if one.as_printed else now.astimezone(zone).date()
            inspected = inspector.inspect(one.incident, one.known, written=one.written, today=today)
            if one.as_printed:
                inspected = as_printed(inspected)
            found[one.row] = tuple(
                concern for concern in inspected if not _is_said(one, concern, said)
            )
        editions = {one.row: one.edition for one in incidents if one.edition is not None}
        with writing():
            now_newest = newest_of(batch)
            still = {
                row: concerns
                for row, concerns in found.items()
                if now_newest[row.pk] == before[row.pk]
            }
            changed |= write_checked(still, editions, RULES)
            if asked := [row for row in still if now_newest[row.pk][-1] is not None]:
                changed |= keep_holds(asked, zone)
            clear_again(incidents, inspector)
    return changed


def _is_said(one: Checkable, concern: Concern, said: Collection[_Said]) -> bool:
    """Whether the lint of a bulletin has found it already."""
    rule = _LINTED.get(concern.rule, "")
    return (one.row.pk, rule, concern.language, concern.excerpt.casefold()) in said
