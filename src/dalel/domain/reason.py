"""The reason for a machine's suggestion: a wording code with its values."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True)
class Reason:
    """One reason: ``code`` names its wording, which is filled with ``values``.

    ``weight`` tells how much it counted, for or against; reasons stand with the heaviest first.
    """

    code: str
    values: Mapping[str, str] = field(default_factory=dict)
    weight: float = 0.0
