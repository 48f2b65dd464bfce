"""Does a dossier travel with everything that a lawyer can check for himself?"""

import io
import json
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from zipfile import ZipFile

import pytest

from cited import cite
from dalel.newsroom.accounts.act import Act
from dalel.newsroom.accounts.models import AuditRow, Member
from dalel.newsroom.frame.roles import Role
from dalel.newsroom.releases.actions import dossiers
from dalel.newsroom.releases.actions.dossiers import DossierGround
from dalel.pack import Pack
from small_press import LAKE, SmallPress, small_press

pytestmark = pytest.mark.django_db


@pytest.fixture
def press(tiny_pack: Pack, tmp_path: Path) -> Iterator[SmallPress]:
    with small_press(tiny_pack, tmp_path) as opened:
        yield opened


def test_the_bundle_holds_document_record_evidence_and_the_digests_of_all_three(
    press: SmallPress, tmp_path: Path
) -> None:
    number = cite(f"http://{LAKE}/one", "http://gone.test/x")
    press.run()
    member = Member.objects.create_user("saule", role=Role.EDITOR)
    shelf = DossierGround(
        vault=press.vault,
        rules=press.pack.addresses,
        software="test",
        say=str,
        tell=lambda _action, told: told,
    )
    made = dossiers.bundle(number, "kk", press.pack.zone, shelf, Act(member=member, time=press.now))
    with ZipFile(io.BytesIO(made)) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    sums = [line.split("  ") for line in parts.pop("SHA256SUMS").decode().splitlines()]
    digests = {name: digest for digest, name in sums}
    assert set(parts) == {f"{number}.pdf", f"{number}.json", f"{number}.wacz"}
    assert digests == {name: sha256(body).hexdigest() for name, body in parts.items()}
    told = json.loads(parts[f"{number}.json"])
    captures = [exhibit["capture"] for exhibit in told["exhibits"]]
    assert f"http://{LAKE}/one" in {capture["url"] for capture in captures}
    assert all(len(capture["sha256"]) == 64 for capture in captures)
    with ZipFile(io.BytesIO(parts[f"{number}.wacz"])) as evidence:
        assert "archive/data.warc.gz" in evidence.namelist()
    written = AuditRow.objects.get(action="handed out a dossier")
    assert written.detail == f"zip {sha256(made).hexdigest()}"
