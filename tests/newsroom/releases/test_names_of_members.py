"""Does a member's name reach anything that the public gets?"""

import io
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from zipfile import BadZipFile, ZipFile

import pytest
from pytest_django import Settings

from dalel.newsroom.accounts.models import AuditRow, Member
from dalel.newsroom.frame.context import pack
from dalel.newsroom.incidents.models import IncidentRow
from dalel.newsroom.releases.actions.output_places import press
from dalel.newsroom.releases.actions.release import publish
from dalel.newsroom.worker.actions.export_record import export_record
from newsroom.edition_steps import approved, issue
from newsroom.work_room import Room

pytestmark = pytest.mark.django_db


def contents(name: str, content: bytes) -> Iterator[tuple[str, bytes]]:
    """A file, and whatever files lie in it."""
    yield name, content
    try:
        with ZipFile(io.BytesIO(content)) as packed:
            for inner in packed.namelist():
                yield from contents(f"{name}/{inner}", packed.read(inner))
    except BadZipFile:
        pass


def test_no_file_of_the_site_names_a_member(at_work: Room, settings: Settings) -> None:
    approved(at_work)
    path = issue(at_work)
    Member.objects.filter(is_guest=False).update(name="Қарлығашбелгі")
    for count, member in enumerate(Member.objects.all()):
        Member.objects.filter(pk=member.pk).update(username=f"zhasyrynbelgi{count}")
    number = IncidentRow.objects.get(pk=at_work.row.pk).number
    at_work.publisher.post(f"{path}/release/")
    site = settings.DALEL.site_folder
    publish(pack(), press(), now=datetime.now(UTC))
    marks = [mark.encode() for mark in ("Қарлығашбелгі", "zhasyrynbelgi")]
    files = [file for file in site.rglob("*") if file.is_file()]
    assert (site / "manifest.json.minisig") in files
    assert (site / f"ru/i/{number}/index.html") in files
    told = [
        name
        for file in files
        for name, content in contents(str(file.relative_to(site)), file.read_bytes())
        if any(mark in content for mark in marks)
    ]
    assert told == []
    # What is kept for the newsroom alone does tell who did what.
    assert AuditRow.objects.exists()


def test_the_record_that_is_taken_elsewhere_tells_roles_and_no_names(
    at_work: Room, tmp_path: Path
) -> None:
    approved(at_work)
    Member.objects.update(name="Қарлығашбелгі")
    export_record(tmp_path / "record.jsonl", pack(), now=datetime.now(UTC), software="test")
    told = (tmp_path / "record.jsonl").read_text("utf-8")
    assert "Қарлығашбелгі" not in told
    assert '"author": "reporter"' in told
