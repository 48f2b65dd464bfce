"""The examination of reminders: how many members want them, and to whom none gets."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from dalel.cli.doctor.doctor_finding import Diagnosis

if TYPE_CHECKING:
    from dalel.cli.configuration import Configuration


def reminder_findings(settings: "Configuration") -> Iterator[Diagnosis]:
    """A line once anybody wants to be told, and what keeps it from them. No address is told."""
    from dalel.domain.reminder import ReminderWay
    from dalel.newsroom.accounts.models import ReminderRow

    rows = list(ReminderRow.objects.filter(is_on=True).select_related("member"))
    if not rows:
        return
    needed = {
        ReminderWay.MAIL: ("mail_url", "mail_from", "desk_address"),
        ReminderWay.TELEGRAM: ("members_bot", "desk_address"),
    }
    wanted = dict.fromkeys(key for row in rows for key in needed[row.way])
    lacking = [key for key in wanted if not getattr(settings, key)]
    waiting = sum(1 for row in rows if not row.can_go)
    yield Diagnosis(
        subject="reminders",
        state=f"{len(rows)} members want to be told, {waiting} of them at an address that is not "
        "confirmed yet, or by a Telegram account that is not connected",
        advice=f"not all are told: {', '.join(lacking)} not set in dalel.toml" if lacking else "",
    )
    for row in rows:
        if row.failures:
            yield Diagnosis(
                subject="reminders",
                state=row.member.username,
                advice=f"not told, {row.failures} times in a row: {row.error}",
            )
