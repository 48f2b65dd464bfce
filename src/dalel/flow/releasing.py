"""How does the record become the public folder?"""

from datetime import datetime
from pathlib import Path

from dalel.flow.checking import check_record
from dalel.pack import Pack
from dalel.publish import BuildReport, build
from dalel.store.snapshots import take


def publish(pack: Pack, out: Path, *, now: datetime, base: str = "/") -> BuildReport:
    """Build the public side of what the record holds now into ``out``, the site's path ``base``.

    Before a release everything is checked anew: what was approved may no longer be so.

    :raises DalelError: when something that a release needs is missing or is held back, or ``out``
        is not ours.
    """
    snapshot = take(pack)
    if not snapshot.preview:
        check_record(pack, now=now)
        snapshot = take(pack)
    return build(snapshot, out, base)
