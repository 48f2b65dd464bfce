"""Checks of a draft for anything that may not go out as it is.

Whom it exposes, whom it names, what it says of guilt, where a leak is to be had, what is no longer
true, and what is not in the house's words. What its evidence does not bear out is ``facts``; what
its language versions do not both say is ``parity``.
"""

from dalel.steps.check.attribution import check_actors, check_attribution
from dalel.steps.check.freshness import check_freshness, check_since
from dalel.steps.check.leaks import check_leak, check_links
from dalel.steps.check.name_check import check_naming
from dalel.steps.check.office_names import NamedForAll, labels_of
from dalel.steps.check.origins import check_origin
from dalel.steps.check.printed_before import as_printed
from dalel.steps.check.privacy import check_privacy
from dalel.steps.check.style import House, check_sources, check_style

__all__ = [
    "House",
    "NamedForAll",
    "as_printed",
    "check_actors",
    "check_attribution",
    "check_freshness",
    "check_leak",
    "check_links",
    "check_naming",
    "check_origin",
    "check_privacy",
    "check_since",
    "check_sources",
    "check_style",
    "labels_of",
]
