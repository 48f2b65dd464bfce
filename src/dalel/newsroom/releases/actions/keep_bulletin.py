"""Keeping a past bulletin, once it was looked at, as an edition."""

from collections.abc import Sequence
from datetime import date

from dalel.domain.states import EditionState
from dalel.newsroom.accounts.act import Act
from dalel.newsroom.editions.models import EditionRow
from dalel.newsroom.incidents.actions.import_bulletin import ImportReport, import_opened
from dalel.newsroom.incidents.actions.import_edition import edition_of
from dalel.newsroom.incidents.queries.bulletin_file import OpenedBulletin
from dalel.newsroom.releases.actions.editions import check_period
from dalel.pack import Pack


def keep_bulletin(
    opened: Sequence[OpenedBulletin], pack: Pack, period: tuple[date, date] | None, act: Act
) -> ImportReport:
    """Keep it in the edition that has most of its links, else in one of this period.

    An open edition of the period that has no entries yet is taken rather than a second one opened.

    :raises PeriodError: when it goes into no edition that is there, and the period cannot be meant.
    :raises EntriesMissingError: when the edition holds entries that the files have not.
    :raises EditionClosedError: when the edition is no longer open.
    """
    start, end = period or (act.time.date(), act.time.date())
    number = home_of(opened)
    if number is None:
        check_period(start, end, act)
        empty = EditionRow.objects.filter(
            period_start=start, period_end=end, state=EditionState.OPEN, entries=None
        )
        number = empty.values_list("number", flat=True).first()
    return import_opened(
        opened, pack=pack, period=(start, end), now=act.time, edition=number, by=act
    )


def home_of(opened: Sequence[OpenedBulletin]) -> int | None:
    """The edition that holds most of the links of a bulletin already."""
    entries = [entry for one in opened for entry in one.bulletin.entries]
    return edition_of([entry.links[0].link.canonical for entry in entries if entry.links])
