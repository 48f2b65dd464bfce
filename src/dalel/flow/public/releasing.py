"""How does the record become the public folder, and an issue public?"""

from dataclasses import replace
from datetime import datetime

from django.db import transaction

from dalel.domain.message import SILENT, Voices
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
from dalel.store.releases import note_release


def publish(
    pack: Pack, out: Out, *, now: datetime, base: str = "/", preview: bool = False
) -> BuildReport:
    """Build the public side into ``out``, the site's path ``base``.

    Once anything is released, it is what was released, as it was approved; until then, and with
    ``preview``, what the record holds now, of which nothing is said in any channel. Before a
    release everything is checked anew: what was approved may no longer be so.

    :raises DalelError: when something that a release needs is missing or is held back, or ``out``
        is not ours.
    """
    released = has_released() and not preview
    snapshot = take(pack, released=released)
    if not snapshot.preview:
        check_record(pack, now=now)
        snapshot = take(pack, released=released)
    if released:
        keep_true(pack, now)
    report = press(measured(pack, snapshot), out, base)
    if released:
        note_release(now)
    return report


def renew(pack: Pack, out: Out, *, now: datetime) -> BuildReport:
    """Build anew what is public, whatever has become open about it since.

    It is for what was taken back, corrected or answered: a question about one entry must not keep
    another one from disappearing. Messages come first: they must go also when nothing can be built.

    :raises DalelError: when something is missing that a release cannot do without.
    """
    keep_true(pack, now)
    snapshot = replace(take(pack, released=True), held={})
    report = press(measured(pack, snapshot), out, "/")
    note_release(now)
    return report


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
    """
    page = reading.edition(edition)
    for lines in page.sections.values():
        for line in lines:
            recheck(line.reading.incident.number, pack, now=act.time)
    with transaction.atomic():
        publishing.release(edition, pack.languages, act)
        snapshot = take(pack, released=True)
        check(snapshot)
        announce_edition(snapshot, edition, voices, act.time)
    report = press(measured(pack, snapshot), out, base)
    note_release(act.time)
    return report
