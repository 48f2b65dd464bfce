"""The sample press's invented measurer: an answer after the published schema of IODA, version 2.

Nobody ever measured this; the networks bear numbers that RFC 5398 keeps for examples.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from dalel.domain.network import Network, NetworkRole, Networks
from dalel.domain.source import Address, AddressKind, Grade, Source

HOST: Final = "measurer.test"
PATH: Final = "/v2/outages/events"
_ADDRESS: Final = (
    f"http://{HOST}{PATH}?entityType=asn&entityCode={{network}}&from={{since}}&until={{until}}"
)
_MARK: Final = "Invented for the sample press of Dalel after the schema of IODA v2; not measured."
_HIT: Final = 64500

NETWORKS: Final = Networks(
    country="XT",
    networks=tuple(
        Network(asn=asn, name=name, role=role, evidence=("invented",))
        for asn, name, role in (
            (_HIT, "Ойдан шығарылған желі", NetworkRole.EYEBALL),
            (64501, "Вымышленная сеть", NetworkRole.EYEBALL),
            (64502, "Invented Servers", NetworkRole.HOSTING),
        )
    ),
)


def source() -> Source:
    """The measurer as an entry of a pack."""
    return Source(
        id="measurer",
        host=HOST,
        aliases=(),
        kind="measurement_api",
        languages=("en",),
        country="XT",
        names={
            "kk": "Өлшеуші (ойдан)",
            "ru": "Измеритель (вымышленный)",
            "en": "Measurer (invented)",
        },
        addresses=(Address(url=_ADDRESS, kind=AddressKind.IODA, grade=Grade.PROBED_OK),),
        article_pattern=None,
        canonical_rule=None,
        telegram=None,
        priority=1,
    )


def events(asked: Mapping[str, str], started: datetime) -> dict[str, Any]:
    """The answer for a network: two instruments agree that one of them was hit the evening before.

    ``started``: the time from which the press is open.
    """
    evening = started.replace(hour=0, minute=0, second=0, microsecond=0) - timedelta(hours=5)
    is_hit = asked.get("entityCode") == str(_HIT)
    return {
        "type": "outages.events",
        "metadata": {},
        "requestParameters": dict(asked),
        "error": None,
        "perf": None,
        "data": [
            _event("bgp", evening, 5400, 810.0),
            _event("ping-slash24", evening + timedelta(minutes=10), 6000, 753.2),
        ]
        if is_hit
        else [],
        "copyright": _MARK,
    }


def _event(datasource: str, start: datetime, seconds: int, score: float) -> dict[str, Any]:
    return {
        "location": f"asn/{_HIT}",
        "location_name": f"AS{_HIT} (SAMPLE)",
        "start": int(start.timestamp()),
        "duration": seconds,
        "uncertainty": None,
        "method": "median",
        "datasource": datasource,
        "status": 0,
        "fraction": None,
        "score": score,
        "overlaps_window": False,
    }
