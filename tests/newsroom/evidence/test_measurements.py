"""Do OONI's counts and measurements come in with their evidence, and nothing more?"""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from dalel.domain.source import Address, AddressKind, Grade
from dalel.domain.states import FindingState
from dalel.newsroom.evidence.models import ArticleRow, CaptureRow, FindingRow
from dalel.newsroom.sources.models import NetworkCountRow
from dalel.pack import Pack
from small_press import SmallPress, outlet, small_press

pytestmark = pytest.mark.django_db
API = "api.test/api/v1"
COUNTED = {"measurement_start_day": "2031-06-01", "measurement_count": 50, "anomaly_count": 4}
MEASURED = {"anomaly": True, "measurement_uid": "m1", "input": "http://lake.test/"}


def watching(pack: Pack) -> Pack:
    places = (f"http://{API}/aggregation?probe_cc=XT", f"http://{API}/measurements?probe_cc=XT")
    addresses = tuple(
        Address(url=place, kind=AddressKind.OONI, grade=Grade.PROBED_OK) for place in places
    )
    return replace(pack, sources=(replace(outlet("api.test"), addresses=addresses),))


def run(press: SmallPress, anomalies: int) -> None:
    counted = COUNTED | {"anomaly_count": anomalies}
    press.pages[f"{API}/aggregation"] = json.dumps({"result": [counted]})
    press.pages[f"{API}/measurements"] = json.dumps({"results": [MEASURED]})
    press.run()


def test_counts_and_measurements_stand_on_the_answers_that_gave_them(
    tiny_pack: Pack, tmp_path: Path
) -> None:
    with small_press(tiny_pack, tmp_path) as press:
        press.pack = watching(press.pack)
        run(press, 4)
        run(press, 7)
        count = NetworkCountRow.objects.get()
        assert (count.country, count.measured, count.anomalies) == ("XT", 50, 7)
        finding = FindingRow.objects.get()
        assert finding.url == "https://explorer.ooni.org/m/m1"
        assert (finding.state, finding.next_at) == (FindingState.FETCHED, None)
        assert not ArticleRow.objects.exists()
        assert {row.url.partition("?")[0] for row in CaptureRow.objects.all()} == {
            f"http://{API}/aggregation",
            f"http://{API}/measurements",
        }
