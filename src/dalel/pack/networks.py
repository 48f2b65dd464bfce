"""Checks the list of a country's networks."""

from collections import Counter
from collections.abc import Iterator

from dalel.domain.network import Networks

_LARGEST = 2**32 - 1


def problems(networks: Networks) -> Iterator[tuple[str, str]]:
    """What is wrong with the list, as (key, problem)."""
    if networks.networks and not (len(networks.country) == 2 and networks.country.isupper()):
        yield "country", f"wanted a code of two letters (ISO 3166), found {networks.country!r}"
    times = Counter(one.asn for one in networks.networks)
    for index, one in enumerate(networks.networks):
        key = f"networks[{index}]"
        if not 0 < one.asn <= _LARGEST:
            yield f"{key}.asn", f"{one.asn} is no number of a network"
        if times[one.asn] > 1:
            yield f"{key}.asn", f"{one.asn} stands here twice"
        if not one.name.strip():
            yield f"{key}.name", "a network has a name"
        if not one.evidence:
            yield f"{key}.evidence", "nothing says that it is so"
    if networks.networks and not networks.of_readers:
        yield "networks", "none of them has readers"
