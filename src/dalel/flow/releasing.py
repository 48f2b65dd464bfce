"""How does the record become the public folder, and an issue public?"""

from datetime import datetime

from django.db import transaction

from dalel.flow.checking import check_record
from dalel.flow.measuring import measured
from dalel.flow.pressing import Out, press
from dalel.flow.writing import recheck
from dalel.pack import Pack
from dalel.publish import BuildReport
from dalel.publish.gate import check
from dalel.store import publishing, reading
from dalel.store.editing import Act
from dalel.store.releases import note_release
from dalel.store.snapshots import has_released, take


def publish(
    pack: Pack, out: Out, *, now: datetime, base: str = "/", preview: bool = False
) -> BuildReport:
    """Build the public side into ``out``, the site's path ``base``.

    Once anything is released, it is what was released, as it was approved; until then, and with
    ``preview``, what the record holds now. Before a release everything is checked anew: what was
    approved may no longer be so.

    :raises DalelError: when something that a release needs is missing or is held back, or ``out``
        is not ours.
    """
    released = has_released() and not preview
    snapshot = take(pack, released=released)
    if not snapshot.preview:
        check_record(pack, now=now)
        snapshot = take(pack, released=released)
    report = press(measured(pack, snapshot), out, base)
    if released:
        note_release(now)
    return report


def release(edition: int, pack: Pack, out: Out, *, act: Act, base: str = "/") -> BuildReport:
    """Make an issue public: check it once more, then build ``out`` from what was approved.

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
    report = press(measured(pack, snapshot), out, base)
    note_release(act.time)
    return report
