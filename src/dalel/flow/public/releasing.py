"""How does the record become the public folder, and an issue public?"""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from django.db import transaction

from dalel.domain.errors import DalelError
from dalel.domain.message import SILENT, Voices
from dalel.domain.snapshot import Snapshot
from dalel.flow.incidents.checking import check_record
from dalel.flow.incidents.writing import recheck
from dalel.flow.public.announcing import announce_edition, keep_true
from dalel.flow.public.measuring import measured
from dalel.flow.public.pressing import Out, press
from dalel.pack import Pack
from dalel.publish import BuildReport
from dalel.publish.gate import check
from dalel.store.acting import Act
from dalel.store.incidents import reading
from dalel.store.public import publishing
from dalel.store.public.snapshots import has_released, take
from dalel.store.releases import note_release, owed, settle


class SiteFollowsError(DalelError):
    """What was done stands, but the site could not be built: it follows by itself."""

    permanent = False

    def __init__(self, why: DalelError | OSError) -> None:
        super().__init__(f"done, but the site is not built yet and follows by itself: {why}")
        self.why = why


def publish(
    pack: Pack,
    out: Out,
    *,
    now: datetime,
    base: str = "/",
    preview: bool = False,
    elsewhere: bool = False,
) -> BuildReport:
    """Build the public side into ``out``, the site's path ``base``.

    Once anything is released, it is what was released, as it was approved; until then, and with
    ``preview``, what the record holds now, of which nothing is said in any channel. Before a
    release everything is checked anew: what was approved may no longer be so. With ``elsewhere``
    readers look at another folder, and what they are owed stays owed.

    :raises DalelError: when something that a release needs is missing or is held back, or ``out``
        is not ours.
    """
    released = has_released() and not preview
    debts = owed()
    snapshot = take(pack, released=released)
    if not snapshot.preview:
        check_record(pack, now=now)
        snapshot = take(pack, released=released)
    if released:
        keep_true(pack, now)
    report = press(measured(pack, snapshot), out, base)
    if released:
        note_release(now, () if elsewhere else debts)
    return report


def renew(pack: Pack, out: Out, *, now: datetime) -> BuildReport:
    """Build anew what is public, or the first preview, whatever has become open about it since.

    It is for what was taken back, corrected or answered: a question about one entry must not keep
    another one from disappearing. Messages come first: they must go also when nothing can be built.

    :raises SiteFollowsError: when it cannot be built now.
    """
    keep_true(pack, now)
    debts = owed()
    snapshot = replace(take(pack, released=has_released()), held={})
    return _shown(snapshot, debts, pack, out, now)


def release(
    edition: int,
    pack: Pack,
    out: Out,
    *,
    act: Act,
    base: str = "/",
    voices: Voices = SILENT,
) -> BuildReport:
    """Make an issue public: check it once more, then build ``out`` from what was approved.

    What is to be said of it in ``voices`` waits from the same moment on.

    :raises EmbargoError: when the embargo has not ended.
    :raises ReleaseRefusedError: when something of the issue is lacking.
    :raises IncompleteReleaseError: when the site lacks something; then nothing is released.
    :raises SiteFollowsError: when it is released, and the site cannot be built now.
    """
    page = reading.edition(edition)
    for lines in page.sections.values():
        for line in lines:
            recheck(line.reading.incident.number, pack, now=act.time)
    with transaction.atomic():
        publishing.release(edition, pack.languages, act)
        debts = owed()
        snapshot = take(pack, released=True)
        check(snapshot)
        announce_edition(snapshot, edition, voices, act.time)
    return _shown(snapshot, debts, pack, out, act.time, base)


def _shown(
    snapshot: Snapshot,
    debts: Collection[int],
    pack: Pack,
    out: Out,
    now: datetime,
    base: str = "/",
) -> BuildReport:
    """Build what is owed to readers: it is in the record already, whatever becomes of the build."""
    try:
        report = press(measured(pack, snapshot), out, base)
    except (DalelError, OSError) as error:
        raise SiteFollowsError(error) from error
    if snapshot.preview:
        settle(debts)
    else:
        note_release(now, debts)
    return report
