"""Reasons as the columns of rows keep them."""

from collections.abc import Sequence
from typing import Any

import cattrs

from dalel.domain.reason import Reason


def reasons_out(reasons: Sequence[Reason]) -> list[dict[str, Any]]:
    """Reasons as a row keeps them."""
    kept: list[dict[str, Any]] = cattrs.unstructure(list(reasons))
    return kept


def reasons_in(kept: list[dict[str, Any]]) -> tuple[Reason, ...]:
    """Reasons as a row kept them."""
    return tuple(cattrs.structure(kept, list[Reason]))
