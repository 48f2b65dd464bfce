"""Is an outside archive told only what it may know, and its answers understood?"""

import asyncio
from collections.abc import Iterator

import pytest

from dalel.domain.errors import ArchiveError
from dalel.domain.evidence import EvidenceClass
from dalel.outside.services import ask_service
from dalel.steps.archive.wayback import (
    WaybackBusyError,
    WaybackError,
    WaybackKeysError,
    ask_for_copy,
    copy_of,
)
from outside_archive import OutsideArchive, outside_archive

LINK = "https://tany.test/news/1?a=1&b=2"


@pytest.fixture(scope="module")
def running() -> Iterator[OutsideArchive]:
    with outside_archive() as archive:
        yield archive


@pytest.fixture
def archive(running: OutsideArchive) -> OutsideArchive:
    running.asked.clear()
    running.jobs.clear()
    return running


def told(archive: OutsideArchive, link: str = LINK) -> str:
    return asyncio.run(
        ask_for_copy(link, EvidenceClass.PUBLIC, archive.account, ask_service, published=True)
    )


def copy(archive: OutsideArchive, job: str) -> str | None:
    return asyncio.run(copy_of(job, archive.account, ask_service))


def test_a_copy_is_asked_for_and_its_address_told(archive: OutsideArchive) -> None:
    job = told(archive)
    assert copy(archive, job) == f"{archive.account.service}/web/20260131093015/{LINK}"
    assert archive.asked == [f"/save {LINK} LOW key:word", f"/save/status/{job}"]


@pytest.mark.parametrize(
    ("kind", "published"),
    [
        (EvidenceClass.SEALED, True),
        (EvidenceClass.NEWSROOM, True),
        (EvidenceClass.PUBLIC, False),
    ],
)
def test_nothing_is_asked_about_what_may_not_leave(
    archive: OutsideArchive, kind: EvidenceClass, *, published: bool
) -> None:
    with pytest.raises(ArchiveError, match="only what is public"):
        asyncio.run(ask_for_copy(LINK, kind, archive.account, ask_service, published=published))
    assert archive.asked == []


def test_a_copy_that_is_being_made_has_no_address_yet(archive: OutsideArchive) -> None:
    assert copy(archive, "waiting") is None


@pytest.mark.parametrize(
    ("job", "problem"),
    [("failed", "not found"), ("unknown", "no reason"), ("html", "no JSON"), ("list", "200")],
)
def test_a_copy_that_fails_has_a_reason(archive: OutsideArchive, job: str, problem: str) -> None:
    with pytest.raises(WaybackError, match=problem):
        copy(archive, job)


def test_a_refusal_is_final_and_a_busy_service_is_not(archive: OutsideArchive) -> None:
    for link, problem in (("refused", "blocked"), ("broken", "400")):
        with pytest.raises(WaybackError, match=problem) as refusal:
            told(archive, f"https://tany.test/{link}")
        assert refusal.value.permanent
    with pytest.raises(WaybackBusyError) as busy:
        told(archive, "https://tany.test/busy")
    assert not busy.value.permanent
    with pytest.raises(WaybackBusyError, match="503"):
        copy(archive, "down")


def test_keys_that_nobody_knows_are_no_fault_of_the_page(archive: OutsideArchive) -> None:
    with pytest.raises(WaybackKeysError, match="does not know our keys"):
        told(archive, "https://tany.test/forbidden")
