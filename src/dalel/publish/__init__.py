"""One frozen snapshot of the record in, the public files out."""

from dalel.publish.build import OUTPUTS, BuildReport, build

__all__ = ["OUTPUTS", "BuildReport", "build"]
