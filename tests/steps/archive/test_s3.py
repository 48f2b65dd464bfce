"""Does evidence lie as safely in an S3 store? Against a real server on this machine."""

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from dalel.steps.archive.capture_reader import read_response
from dalel.steps.archive.decisions import learn
from dalel.steps.archive.remote_copies import ship_closed, ship_decisions, take_back
from dalel.steps.archive.vault import Vault
from dalel.steps.archive.verification import verify
from dalel.steps.archive.withheld_bodies import finish, withhold
from evidence_room import PAGE, START, exchange, writer
from mirror_servers import s3_server

pytestmark = pytest.mark.slow


@pytest.fixture
def endpoint() -> Iterator[str]:
    with s3_server() as address:
        yield address


def test_evidence_is_shipped_read_withheld_and_verified_in_s3(
    endpoint: str, tmp_path: Path
) -> None:
    options = {"endpoint_url": endpoint, "key": "k", "secret": "s"}
    vault = Vault(folder=tmp_path, url="s3://evidence/warc", options=options)
    with writer(vault) as room:
        page, secret = room.keep([(exchange(1), None), (exchange(2, os.urandom(9000)), None)])
        assert verify(vault).sound
        assert vault.is_place() is False
        room.rotate()
        assert list(ship_closed(vault)) == [page.warc_file]
        assert vault.is_place() is True
    assert list(vault.warcs.iterdir()) == []
    assert read_response(vault, page).body == PAGE
    withhold(vault, secret, reason="court order", by="publisher", time=START)
    report = verify(vault)
    assert report.findings == ()
    assert len(report.withheld) == 1
    ship_decisions(vault)
    bare = Vault(folder=tmp_path / "bare", url=vault.url, options=options)
    lines, decided = take_back(bare)
    assert (lines, len(learn(bare, decided)), finish(bare)) == (4, 1, ())
    assert verify(bare) == replace(report, chains=2)
    vault.overwrite(page.warc_file, page.warc_offset + 300, b"x")
    assert [one.capture for one in verify(vault).findings] == [page.link]
