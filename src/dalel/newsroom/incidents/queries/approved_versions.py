"""Queries for the approved versions of incident texts and their times."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Final

from dalel.domain.incident import Passed
from dalel.newsroom.accounts.models import AuditRow

#: How it is written down that an approval stands no more.
TOOK_BACK: Final = "took an approval back"

_APPROVED = "approved"


def passed() -> Mapping[str, tuple[Passed, ...]]:
    """The approved versions of every incident's texts in order of time, by its number.

    They are read from what members did, so what came with an import has none.
    """
    found: dict[str, dict[tuple[str, int], Passed]] = defaultdict(dict)
    acts = AuditRow.objects.filter(action__in=[_APPROVED, TOOK_BACK]).order_by("time", "pk")
    for action, number, detail, time in acts.values_list("action", "subject", "detail", "time"):
        language, _, version = detail.partition(" ")
        if not version.isdigit():
            continue
        if action == TOOK_BACK:
            found[number].pop((language, int(version)), None)
        else:
            one = Passed(language=language, number=int(version), time=time)
            found[number][language, one.number] = one
    return {number: tuple(versions.values()) for number, versions in found.items()}
