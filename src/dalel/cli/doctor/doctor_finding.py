"""The record of a single finding of ``dalel doctor``."""

from dataclasses import dataclass


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
