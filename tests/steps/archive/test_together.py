"""Do many tasks share an fsync, and fail alone?"""

import asyncio
import os
from pathlib import Path

import pytest

from dalel.domain.errors import ArchiveError
from dalel.domain.evidence import Capture
from dalel.steps.archive import together
from dalel.steps.archive.together import Together
from dalel.steps.archive.vault import Vault
from dalel.steps.archive.verifying import verify
from evidence_room import exchange, writer


def kept(tmp_path: Path, *urls: str) -> list[Capture | BaseException]:
    async def work() -> list[Capture | BaseException]:
        with writer(Vault(folder=tmp_path)) as room:
            async with Together(room) as group:
                tasks = (group.keep(exchange(n, url=url)) for n, url in enumerate(urls))
                return await asyncio.gather(*tasks, return_exceptions=True)

    return asyncio.run(work())


def test_all_are_kept_with_far_fewer_fsyncs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[int] = []
    real = os.fsync

    def counted(handle: int) -> None:
        calls.append(handle)
        real(handle)

    monkeypatch.setattr(os, "fsync", counted)
    captures = kept(tmp_path, *(f"https://a.test/{n}" for n in range(40)))
    assert [one.url for one in captures if isinstance(one, Capture)] == [
        f"https://a.test/{n}" for n in range(40)
    ]
    assert len(calls) < 20
    assert verify(Vault(folder=tmp_path)).captures == 40


def test_a_batch_is_no_larger_than_memory_allows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(together, "LARGEST_BATCH", 0)
    assert len(kept(tmp_path, "https://a.test/1", "https://a.test/2")) == 2


def test_one_that_cannot_be_written_does_not_take_the_others_with_it(tmp_path: Path) -> None:
    good, bad, alone = kept(tmp_path, "https://a.test/1", "https://a.test/ 2", "https://a.test/3")
    assert isinstance(good, Capture)
    assert isinstance(bad, ArchiveError)
    assert isinstance(alone, Capture)


def test_a_broken_disk_is_told_to_everyone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise OSError(5, "Input/output error")

    with monkeypatch.context() as patched:
        patched.setattr("dalel.steps.archive.writing.write_all", broken)
        outcomes = kept(tmp_path, "https://a.test/1", "https://a.test/2")
    assert [type(one) for one in outcomes] == [OSError, OSError]


@pytest.mark.parametrize("url", ["https://a.test/1", "https://a.test/ 1"])
def test_a_task_that_was_cancelled_does_not_stop_the_batch(tmp_path: Path, url: str) -> None:
    async def work() -> Capture:
        with writer(Vault(folder=tmp_path)) as room:
            async with Together(room) as group:
                impatient = asyncio.create_task(group.keep(exchange(url=url)))
                await asyncio.sleep(0)
                impatient.cancel()
                return await group.keep(exchange(2))

    assert asyncio.run(work()).url == "https://tany.test/news/2"


def test_nothing_to_keep_is_nothing_to_wait_for(tmp_path: Path) -> None:
    assert kept(tmp_path) == []
