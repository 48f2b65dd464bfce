"""Are mistakes in the reading of rows and in names of channels told when a pack is loaded?"""

from dataclasses import replace

import pytest

from dalel.domain.register import RowFormat, RowReading
from dalel.domain.source import Address, AddressKind, Grade
from dalel.pack import Pack
from dalel.pack.row_readings import findings

READING = RowReading(
    format=RowFormat.JSON,
    key="{id}",
    link="https://lake.test/{id}",
    title="{name}",
    time="day",
    fields={"id": "id", "name": "name", "day": "day"},
    says={"name": "Name"},
    body='{"page": {page}}',
)


def told(
    pack: Pack, reading: RowReading | None, kind: AddressKind = AddressKind.TABLE
) -> list[str]:
    address = Address(url="https://lake.test/x", kind=kind, grade=Grade.PROBED_OK, reading=reading)
    source = replace(pack.sources[0], id="bank", telegram=None, addresses=(address,))
    return [f"{key}: {said}" for key, said in findings(replace(pack, sources=(source,)))]


def test_a_right_reading_is_no_finding(tiny_pack: Pack) -> None:
    assert told(tiny_pack, READING) == []
    assert told(tiny_pack, None, AddressKind.FEED) == []


@pytest.mark.parametrize(
    ("changed", "where"),
    [
        ({"title": "{naem}"}, "title: there is no field 'naem'"),
        ({"key": "{number}"}, "key: there is no field 'number'"),
        ({"link": "/{x}"}, "link: there is no field 'x'"),
        ({"time": "when"}, "time: there is no field 'when'"),
        ({"says": {"stat": "Status"}}, "says: there is no field 'stat'"),
        ({"only": {"land": ("kz",)}}, "only: there is no field 'land'"),
        ({"steps": {"count": (1,)}}, "steps: there is no field 'count'"),
        ({"body": "{page"}, "body: no JSON"),
    ],
)
def test_each_mistake_is_named(tiny_pack: Pack, changed: dict[str, object], where: str) -> None:
    wrong = replace(READING, **changed)  # type: ignore[arg-type]
    (said,) = told(tiny_pack, wrong)
    assert said.startswith(f"bank.addresses[0].reading.{where}")


@pytest.mark.parametrize("kind", [AddressKind.TABLE, AddressKind.API])
def test_rows_need_a_reading(tiny_pack: Pack, kind: AddressKind) -> None:
    (said,) = told(tiny_pack, None, kind)
    assert "has to say how its rows are read" in said


@pytest.mark.parametrize("name", ["@lake_news", "https://t.me/lake_news", "ab"])
def test_a_channel_is_called_by_its_name_alone(tiny_pack: Pack, name: str) -> None:
    source = replace(tiny_pack.sources[0], telegram=name, addresses=())
    ((key, said),) = findings(replace(tiny_pack, sources=(source,)))
    assert key.endswith(".telegram")
    assert "name alone" in said
