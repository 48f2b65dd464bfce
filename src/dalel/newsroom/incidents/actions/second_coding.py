"""Blind second coding of entries: drawing, coding and comparing."""

from collections.abc import Mapping
from typing import Final

from dalel.domain.states import VersionState
from dalel.newsroom.accounts.act import Act
from dalel.newsroom.frame.transactions import writing
from dalel.newsroom.incidents.models import CodesRow, SecondCodingRow
from dalel.newsroom.incidents.queries.second_codings import row_to_code
from dalel.steps.measure.agreement import Answer, draw

A_MONTH: Final = 10


def draw_month(month: str, act: Act) -> int:
    """Draw a month's entries, once; tells how many were drawn now.

    Drawn are entries whose codes are approved and were never drawn; the month is the seed.
    """
    with writing():
        if SecondCodingRow.objects.filter(month=month).exists():
            return 0
        fresh = CodesRow.objects.filter(state=VersionState.APPROVED, second_codings=None)
        by_number = {row.incident.number: row for row in fresh.select_related("incident")}
        chosen = draw(by_number, month, A_MONTH)
        SecondCodingRow.objects.bulk_create(
            SecondCodingRow(month=month, first=by_number[number], drawn=act.time)
            for number in chosen
        )
        act.note("drew a sample", month, str(len(chosen)))
    return len(chosen)


def code(key: int, answers: Mapping[str, Answer], act: Act) -> None:
    """Keep the second coder's answers; raises as ``row_to_code``."""
    with writing():
        row = row_to_code(key, act.member)
        row.answers = {
            name: sorted(value) if isinstance(value, frozenset) else value
            for name, value in answers.items()
        }
        row.coder, row.coded = act.member, act.time
        row.save()
        act.note("coded blind", row.first.incident.number, row.month)
