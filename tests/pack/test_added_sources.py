"""Does a newsroom's own file of sources stand beside that of its pack, checked as strictly?"""

import json
from pathlib import Path
from typing import Any

import pytest

from dalel.domain.errors import PackError
from dalel.pack import Pack, load

TINY = Path(__file__).parents[1] / "packs" / "tiny"
_SOURCES = json.loads((TINY / "sources.json").read_text("utf-8"))
OWN = _SOURCES[0] | {"id": "own", "host": "own.test", "aliases": [], "telegram": None}


def written(folder: Path, *entries: dict[str, Any]) -> Path:
    file = folder / "sources.json"
    file.write_text(json.dumps(entries, ensure_ascii=False), "utf-8")
    return file


def test_without_a_file_the_pack_is_as_it_was(tiny_pack: Pack, tmp_path: Path) -> None:
    pack = load(TINY, tmp_path / "sources.json")
    assert (pack.sources, pack.added_sources) == (tiny_pack.sources, frozenset())


def test_own_sources_come_behind_those_of_the_pack(tiny_pack: Pack, tmp_path: Path) -> None:
    pack = load(TINY, written(tmp_path, OWN))
    assert pack.sources[:-1] == tiny_pack.sources
    assert pack.sources[-1].id == "own"
    assert pack.added_sources == {"own"}


def test_an_entry_with_the_id_of_another_takes_its_place(tiny_pack: Pack, tmp_path: Path) -> None:
    changed = _SOURCES[0] | {"priority": 3, "note": "seldom"}
    pack = load(TINY, written(tmp_path, changed))
    assert len(pack.sources) == len(tiny_pack.sources)
    assert {one.id: one.note for one in pack.sources}[changed["id"]] == "seldom"
    assert pack.added_sources == frozenset()


@pytest.mark.parametrize(
    ("entry", "name", "key", "problem"),
    [
        (OWN | {"kind": "dream"}, "own", "kind", "'dream' is not known"),
        (OWN | {"priority": 9}, "own", "priority", "wanted 1, 2 or 3"),
        (OWN | {"host": _SOURCES[0]["host"]}, "own", "host", "also belongs to"),
        (OWN | {"colour": "blue"}, "own", "-", "unknown keys: colour"),
        (OWN | {"id": "first"}, "first", "id", "it stands there twice"),
        (OWN | {"id": 7}, "entry 2", "id", "wanted str"),
        ("own.test", "entry 2", "-", ""),
    ],
)
def test_one_wrong_entry_is_named_and_left_out_and_the_others_are_taken(
    tiny_pack: Pack, tmp_path: Path, entry: Any, name: str, key: str, problem: str
) -> None:
    others = [OWN | {"id": one, "host": f"{one}.test"} for one in ("first", "last")]
    pack = load(TINY, written(tmp_path, others[0], entry, others[1]))
    assert [one.id for one in pack.sources] == [
        *(one.id for one in tiny_pack.sources),
        *("first", "last"),
    ]
    [refused] = pack.refused_sources
    assert (refused.id, refused.key) == (name, key)
    assert problem in refused.problem
    assert refused.told.startswith(f"{name}: {key}: ")


def test_a_file_whose_fault_no_entry_can_be_blamed_for_is_refused_whole(tmp_path: Path) -> None:
    file = written(tmp_path, OWN)
    file.write_text(json.dumps({"sources": [OWN]}))
    with pytest.raises(PackError, match="wanted a list, found dict"):
        load(TINY, file)


def test_a_file_that_is_no_json_is_named(tmp_path: Path) -> None:
    file = tmp_path / "sources.json"
    file.write_text("[")
    with pytest.raises(PackError) as caught:
        load(TINY, file)
    assert (caught.value.file, caught.value.key) == (str(file), "line 1")


def test_a_pack_that_is_wrong_itself_is_not_blamed_on_the_newsroom(tmp_path: Path) -> None:
    with pytest.raises(PackError) as caught:
        load(tmp_path, written(tmp_path, OWN))
    assert caught.value.file == "pack.toml"
