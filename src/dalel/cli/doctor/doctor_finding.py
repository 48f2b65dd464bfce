"""The record of a single finding of ``dalel doctor``."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass


@dataclass(frozen=True, kw_only=True)
class Diagnosis:
    """One thing that was looked at.

    ``problem`` is empty when nothing is wrong with it; ``advice`` tells what is missing and need
    not be there.
    """

    subject: str
    state: str
    problem: str = ""
    advice: str = ""

    def told(self) -> Mapping[str, str]:
        """The finding for programs: what is wrong stands beside no state that is told as right."""
        return asdict(self) | ({"state": ""} if self.problem else {})
