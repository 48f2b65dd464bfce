"""Builds the public site from the record, and releases an edition on it."""

from collections.abc import Collection
from datetime import datetime
from typing import Final

from dalel.domain.errors import DalelError
from dalel.domain.message import SILENT, Voices
from dalel.domain.snapshot import Snapshot
from dalel.newsroom.accounts.act import Act
from dalel.newsroom.figures.queries.measures import measured
from dalel.newsroom.frame.pending_builds import owed, settle
from dalel.newsroom.frame.transactions import writing
from dalel.newsroom.incidents.actions.check import check_record
from dalel.newsroom.incidents.actions.write import recheck
from dalel.newsroom.incidents.queries import incidents
from dalel.newsroom.incidents.queries.snapshot import has_released, take
from dalel.newsroom.releases.actions import build_queue
from dalel.newsroom.releases.actions import release_record as publishing
from dalel.newsroom.releases.actions.announce import announce_edition, keep_true
from dalel.newsroom.releases.actions.build_site import Later, Now, Out, press
from dalel.newsroom.releases.models import BuildKind
from dalel.newsroom.releases.queries.release_times import note_release
from dalel.pack import Pack
from dalel.publish.build import BuildReport
from dalel.publish.progress import Told, unheard
from dalel.publish.release_gate import check

#: What a build does before its first output; they stand beside the names of the outputs.
READING: Final = "reading"
CHECKING: Final = "checking"
MEASURING: Final = "measuring"


class SiteFollowsError(DalelError):
    """What was done stands, but the site could not be built: it follows by itself."""

    permanent = False

    def __init__(self, why: DalelError | OSError) -> None:
        super().__init__(f"done, but the site is not built yet and follows by itself: {why}")
        self.why = why


def publish(
    pack: Pack,
    out: Now,
    *,
    now: datetime,
    base: str = "/",
    preview: bool = False,
    elsewhere: bool = False,
    told: Told = unheard,
) -> BuildReport:
    """Build the public side into ``out``, the site's path ``base``.

    Once anything is released, it is what was released, as it was approved; until then, and with
    ``preview``, what the record holds now, of which nothing is said in any channel. Before a
    release everything is checked anew: what was approved may no longer be so. With ``elsewhere``
    readers look at another folder, and what they are owed stays owed. ``told`` hears how far it is.

    :raises DalelError: when something that a release needs is missing or is held back, or ``out``
        is not ours.
    """
    released = has_released() and not preview
    debts = owed()
    told(READING, 0)
    snapshot = take(pack, released=released)
    if not snapshot.preview:
        told(CHECKING, 0)
        check_record(pack, now=now)
        snapshot = take(pack, released=released)
    if released:
        keep_true(pack, now)
    told(MEASURING, 0)
    report = press(measured(pack, snapshot), out, base, told=told)
    if released:
        note_release(now, () if elsewhere else debts)
    return report


def renew(pack: Pack, out: Out, *, now: datetime, is_urgent: bool = False) -> BuildReport | None:
    """Build anew what is public; None: the builder is asked for it.

    It is ``is_urgent`` where something was taken back: the builder does it before all else.
    Messages come first: they must go also when nothing can be built.

    :raises SiteFollowsError: when it cannot be built now.
    """
    if isinstance(out, Later):
        keep_true(pack, now)
        build_queue.want(out.place, BuildKind.READERS, now, is_urgent=is_urgent)
        return None
    return rebuild(pack, out, now=now)


def rebuild(
    pack: Pack, out: Now, *, now: datetime, whole_set: bool = True, told: Told = unheard
) -> BuildReport:
    """Build anew what is public, or the first preview, whatever has become open about it since.

    It is for what was taken back, corrected or answered: a question about one entry must not keep
    another one from disappearing. ``whole_set`` is as of ``dalel.publish.build``; ``told`` hears
    how far it is.

    :raises SiteFollowsError: when it cannot be built now.
    """
    keep_true(pack, now)
    debts = owed()
    told(READING, 0)
    snapshot = take(pack, released=has_released(), held=False)
    return _shown(snapshot, debts, pack, out, now, whole_set=whole_set, told=told)


def release(
    edition: int,
    pack: Pack,
    out: Out,
    *,
    act: Act,
    base: str = "/",
    voices: Voices = SILENT,
) -> BuildReport | None:
    """Make an issue public: check it once more, then build ``out`` from what was approved.

    None: the builder is asked for it.

    What is to be said of it in ``voices`` waits from the same moment on.

    :raises EmbargoError: when the embargo has not ended.
    :raises ReleaseRefusedError: when something of the issue is lacking.
    :raises IncompleteReleaseError: when the site lacks something; then nothing is released.
    :raises SiteFollowsError: when it is released, and the site cannot be built now.
    """
    page = incidents.edition(edition)
    for lines in page.sections.values():
        for line in lines:
            recheck(line.reading.incident.number, pack, now=act.time)
    with writing(of_a_moment=True):
        publishing.release(edition, pack.languages, act)
        debts = owed()
        snapshot = take(pack, released=True)
        check(snapshot)
        announce_edition(snapshot, edition, voices, act.time)
        if isinstance(out, Later):
            build_queue.want(out.place, BuildKind.READERS, act.time, act=act, edition=edition)
            return None
    return _shown(snapshot, debts, pack, out, act.time, base)


def _shown(
    snapshot: Snapshot,
    debts: Collection[int],
    pack: Pack,
    out: Now,
    now: datetime,
    base: str = "/",
    *,
    whole_set: bool = True,
    told: Told = unheard,
) -> BuildReport:
    """Build what is owed to readers: it is in the record already, whatever becomes of the build."""
    try:
        told(MEASURING, 0)
        report = press(measured(pack, snapshot), out, base, whole_set=whole_set, told=told)
    except (DalelError, OSError) as error:
        raise SiteFollowsError(error) from error
    if snapshot.preview:
        settle(debts)
    else:
        note_release(now, debts)
    return report
