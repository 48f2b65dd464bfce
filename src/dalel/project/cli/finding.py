"""What does a look at one thing tell?"""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One thing that was looked at.

    ``problem`` is empty when nothing is wrong with it; ``advice`` tells what is missing and need
    not be there.
    """

    subject: str
    state: str
    problem: str = ""
    advice: str = ""
