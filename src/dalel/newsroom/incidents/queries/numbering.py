"""Assigns incident numbers and provisional names."""

import itertools
from collections.abc import Iterator

from dalel.domain.identity import incident_number, provisional_number, split_number
from dalel.newsroom.incidents.models import IncidentRow


def numbers(prefix: str, year: int) -> Iterator[str]:
    """The incidents' numbers that come next in a year."""
    begin = f"{prefix}-{year:04d}-"
    used = IncidentRow.objects.filter(number__startswith=begin).values_list("number", flat=True)
    last = max((split_number(number)[2] for number in used), default=0)
    return (incident_number(prefix, year, count) for count in itertools.count(last + 1))


def provisional(prefix: str) -> str:
    """The next name of an incident that has no number yet; none is given twice."""
    begin = provisional_number(prefix, 0).removesuffix("0")
    used = IncidentRow.objects.filter(provisional__startswith=begin)
    counts = [int(name.removeprefix(begin)) for name in used.values_list("provisional", flat=True)]
    return provisional_number(prefix, max(counts, default=0) + 1)
