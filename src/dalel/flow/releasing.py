"""How does the record become the public folder?"""

from pathlib import Path

from dalel.pack import Pack
from dalel.publish import BuildReport, build
from dalel.store.snapshots import take


def publish(pack: Pack, out: Path, *, base: str = "/") -> BuildReport:
    """Build the public side of what the record holds now into ``out``, the site's path ``base``.

    :raises DalelError: when something that a release needs is missing, or ``out`` is not ours.
    """
    return build(take(pack), out, base)
