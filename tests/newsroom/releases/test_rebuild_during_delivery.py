"""Does a site that is built anew while it is sent stand nowhere half old and half new?"""

import shutil
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import fsspec
import pytest
from fsspec.implementations.memory import MemoryFileSystem

from dalel.newsroom.releases.actions import deliver as delivering
from dalel.newsroom.releases.actions.deliver import deliver
from dalel.outside.mirrors import Delivered, SiteChangedError
from dalel.publish.bench import invented
from dalel.publish.build import build
from publish.probing import contents, with_text

WORDS = "blocked by order"


@pytest.fixture
def rebuilt(tmp_path: Path) -> tuple[Path, Callable[[], object]]:
    """A site in which a name stands, and what builds it anew without it."""
    snapshot = with_text(invented(4), 1, "kk", title=WORDS)
    build(snapshot, tmp_path / "site")
    return tmp_path / "site", lambda: build(invented(4), tmp_path / "site")


def test_a_bucket_never_keeps_a_page_of_a_build_that_was_replaced_while_it_was_sent(
    rebuilt: tuple[Path, Callable[[], object]], monkeypatch: pytest.MonkeyPatch
) -> None:
    site, build_anew = rebuilt
    sent = 0
    pipe = MemoryFileSystem.pipe_file

    def watched(self: MemoryFileSystem, path: str, value: bytes, **told: object) -> None:
        nonlocal sent
        pipe(self, path, value, **told)
        sent += WORDS.encode() in value
        if sent == 1:
            sent += 1
            build_anew()

    monkeypatch.setattr(MemoryFileSystem, "pipe_file", watched)
    with pytest.raises(SiteChangedError):
        deliver(site, "memory://mixed/site")
    deliver(site, "memory://mixed/site")
    system = fsspec.filesystem("memory")
    there = {
        path.removeprefix("/mixed/site/"): system.cat_file(path)
        for path in system.find("/mixed/site")
    }
    assert there == contents(site)


def test_a_folder_stays_as_it_was_when_the_site_is_built_anew_while_it_is_copied(
    rebuilt: tuple[Path, Callable[[], object]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site, build_anew = rebuilt

    def slow(here: Path, there: Path) -> None:
        shutil.copytree(here, there)
        build_anew()

    tools = SimpleNamespace(copytree=slow, rmtree=shutil.rmtree)
    monkeypatch.setattr(delivering, "shutil", tools)
    with pytest.raises(SiteChangedError):
        deliver(site, str(tmp_path / "www"))
    assert not (tmp_path / "www").exists()
    assert not (tmp_path / ".www.next").exists()


def test_a_server_that_was_sent_two_builds_is_sent_to_again(
    rebuilt: tuple[Path, Callable[[], object]], monkeypatch: pytest.MonkeyPatch
) -> None:
    site, build_anew = rebuilt

    def slow(*_: object) -> Delivered:
        build_anew()
        return Delivered(sent=1, deleted=0)

    monkeypatch.setattr(delivering, "by_rsync", slow)
    with pytest.raises(SiteChangedError):
        deliver(site, "we@there.test:www")
