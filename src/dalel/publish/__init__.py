"""One frozen snapshot of the record in, the public files out."""

from dalel.publish.build import OUTPUTS, BuildReport, build
from dalel.publish.progress import ARCHIVE, SWITCH, Told, unheard

__all__ = ["ARCHIVE", "OUTPUTS", "SWITCH", "BuildReport", "Told", "build", "unheard"]
