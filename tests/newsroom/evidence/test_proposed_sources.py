"""Can a newsroom add sources, and does nothing happen to them before a person says so?"""

import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from dalel.domain.errors import NotFoundError
from dalel.domain.health import Alarm
from dalel.domain.source import Address, AddressKind, Grade, Source
from dalel.domain.states import SourceState
from dalel.newsroom.evidence.actions.choose_sources import SourceRefusedError, add_source, decide
from dalel.newsroom.evidence.models import ArticleRow
from dalel.newsroom.evidence.queries import source_health
from dalel.newsroom.sources.models import SourceRow
from dalel.pack import Pack, load
from small_press import HILL, START, SmallPress, feed, page, small_press

pytestmark = pytest.mark.django_db
TINY = Path(__file__).parents[2] / "packs" / "tiny"
WELL = "well.test"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the invented country's pack: no test may write into the real one."""
    shutil.copytree(TINY, tmp_path / "pack")
    return tmp_path / "pack"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "home" / "sources.json"


@pytest.fixture
def press(tiny_pack: Pack, tmp_path: Path) -> Iterator[SmallPress]:
    with small_press(tiny_pack, tmp_path) as opened:
        opened.pages[f"{WELL}/rss"] = feed(f"http://{WELL}/one")
        opened.pages[f"{WELL}/one"] = page("Новость колодца")
        yield opened


def proposal(tiny_pack: Pack, **changes: object) -> Source:
    address = Address(url=f"http://{WELL}/rss", kind=AddressKind.FEED, grade=Grade.PROBED_OK)
    fields: dict[str, object] = {
        "id": "well-test",
        "host": WELL,
        "aliases": (),
        "names": {"ru": "Колодец"},
        "addresses": (address,),
        "telegram": None,
        "canonical_rule": None,
        "article_pattern": None,
    }
    return replace(tiny_pack.sources[0], **fields | changes)  # type: ignore[arg-type]


def test_a_source_is_written_as_proposed_and_reads_as_it_was(
    tiny_pack: Pack, folder: Path, file: Path
) -> None:
    wanted = proposal(tiny_pack)
    assert add_source(wanted, tiny_pack, folder, file, START) == wanted
    whole = load(folder, file)
    assert whole.added_sources == {"well-test"}
    assert whole.sources == (*tiny_pack.sources, wanted)
    assert SourceRow.objects.get(key="well-test").state == SourceState.PROPOSED
    assert [one.name for one in file.parent.iterdir()] == ["sources.json"]


def test_a_second_source_comes_behind_the_first(tiny_pack: Pack, folder: Path, file: Path) -> None:
    add_source(proposal(tiny_pack), tiny_pack, folder, file, START)
    other = proposal(tiny_pack, host="pond.test", id="Well_Test!")
    now = load(folder, file)
    assert add_source(other, now, folder, file, START).id == "well-test-2"
    assert [entry["id"] for entry in json.loads(file.read_text())] == ["well-test", "well-test-2"]


@pytest.mark.parametrize("changes", [{"host": "www.HOST"}, {"host": None, "telegram": "NAME"}])
def test_what_is_watched_already_is_named(
    tiny_pack: Pack, folder: Path, file: Path, changes: dict[str, str | None]
) -> None:
    known = next(one for one in tiny_pack.sources if one.host and one.telegram)
    fields = {
        key: value
        and value.replace("www.HOST", known.host or "").replace(
            "NAME", (known.telegram or "").upper()
        )
        for key, value in changes.items()
    }
    with pytest.raises(SourceRefusedError, match=f"the source '{known.id}' already"):
        add_source(proposal(tiny_pack, **fields), tiny_pack, folder, file, START)
    assert not file.exists()


def test_what_does_not_agree_with_the_pack_is_not_written(
    tiny_pack: Pack, folder: Path, file: Path
) -> None:
    add_source(proposal(tiny_pack), tiny_pack, folder, file, START)
    before = file.read_bytes()
    strange = proposal(tiny_pack, host="pond.test", kind="dream")
    with pytest.raises(SourceRefusedError, match="kind: 'dream' is not known"):
        add_source(strange, load(folder, file), folder, file, START)
    assert file.read_bytes() == before
    assert [one.name for one in file.parent.iterdir()] == ["sources.json"]


def test_a_proposed_source_is_watched_when_a_person_activates_it(
    press: SmallPress, tiny_pack: Pack
) -> None:
    added = proposal(tiny_pack)
    press.pack = replace(
        press.pack, sources=(*press.pack.sources, added), added_sources=frozenset({added.id})
    )
    press.run()
    assert not any(place.startswith(WELL) for place in press.asked)
    decide(added.id, SourceState.ACTIVE, press.pack, press.now)
    press.run()
    assert ArticleRow.objects.filter(source__key=added.id).count() == 1


def test_a_paused_source_is_left_alone_until_it_is_activated(press: SmallPress) -> None:
    press.run()
    decide("hill", SourceState.PAUSED, press.pack, press.now)
    asked = len(press.asked)
    press.down = {HILL}
    press.run()
    [hill] = [one for one in source_health.sources(press.now) if one.key == "hill"]
    assert (hill.state, hill.alarm) == (SourceState.PAUSED, Alarm.NONE)
    press.down = set()
    assert not any(place.startswith(HILL) for place in press.asked[asked:])
    decide("hill", SourceState.ACTIVE, press.pack, press.now)
    press.run()
    assert f"{HILL}/rss" in press.asked[asked:]


def test_a_step_that_the_table_does_not_know_is_refused(press: SmallPress) -> None:
    with pytest.raises(SourceRefusedError, match="hill is active now, and cannot become proposed"):
        decide("hill", SourceState.PROPOSED, press.pack, START)
    with pytest.raises(SourceRefusedError, match="hill is active already"):
        decide("hill", SourceState.ACTIVE, press.pack, START)
    with pytest.raises(NotFoundError, match="nobody"):
        decide("nobody", SourceState.ACTIVE, press.pack, START)
