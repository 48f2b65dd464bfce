"""Does a release get to real servers of SSH and S3, whole, and does what is gone leave them?"""

import re
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import boto3
import pytest

from dalel.domain.snapshot import Snapshot
from dalel.domain.states import IncidentState
from dalel.flow.delivering import deliver
from dalel.outside import mirrors
from dalel.outside.mirrors import NOTES, DeliveryError
from dalel.publish import build
from dalel.publish.bench import invented
from dalel.publish.signing import signer
from mirror_servers import SshServer, s3_server, ssh_server
from publish.probing import contents, with_incident, with_text

pytestmark = pytest.mark.slow
NAME = "Айдын Ойдан"
SECRET = "a-secret-of-the-bucket"  # noqa: S105 - of the local server
#: Where rsync keeps what is on its way.
HALF = ".~tmp~"
_LINK = re.compile(r'(?:src|href)="([^"#:?]+\.(?:css|js|svg|woff2))"')


@pytest.fixture(scope="module")
def snapshot() -> Snapshot:
    """Some entries, one of which names somebody who will have to be forgotten."""
    return with_text(invented(12), 1, "kk", title=f"{NAME} туралы")


@pytest.fixture
def site(snapshot: Snapshot, tmp_path: Path) -> Path:
    build(snapshot, tmp_path / "site", signer=signer(tmp_path / "release.key"))
    return tmp_path / "site"


def withdraw(snapshot: Snapshot, site: Path) -> None:
    """Release it again without that entry and without the edition."""
    gone = with_incident(snapshot, 1, state=IncidentState.WITHDRAWN)
    build(replace(gone, editions=()), site, signer=signer(site.parent / "release.key"))


def seen(there: Path) -> int:
    """How many files lie there, whole or half."""
    return sum(1 for path in there.rglob("*") if path.is_file()) if there.exists() else 0


def holding(files: dict[str, bytes], words: str) -> list[str]:
    return [path for path, content in files.items() if words.encode() in content]


def broken(files: dict[str, bytes]) -> list[str]:
    """Pages that refer to what is not there."""
    lost = []
    for path, content in files.items():
        if path.endswith(".html") and path != "404.html":
            for link in _LINK.findall(content.decode()):
                target = Path("/", path).parent.joinpath(link).as_posix()
                parts: list[str] = []
                for part in target.split("/")[1:]:
                    parts = parts[:-1] if part == ".." else [*parts, part]
                if "/".join(parts) not in files:
                    lost.append(f"{path} -> {link}")
    return lost


# -- rsync over SSH


@pytest.fixture(scope="module")
def ssh(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SshServer]:
    with ssh_server(tmp_path_factory.mktemp("ssh")) as server:
        yield server


@pytest.fixture
def there(ssh: SshServer, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder on the server, empty."""
    monkeypatch.setenv("RSYNC_RSH", ssh.shell)
    folder = ssh.folder / "www"
    subprocess.run(["rm", "-rf", str(folder)], check=True)  # noqa: S603, S607
    return folder


def test_a_server_gets_the_site_once_and_loses_what_is_gone(
    ssh: SshServer, there: Path, snapshot: Snapshot, site: Path
) -> None:
    first = deliver(site, ssh.place)
    assert contents(there) == contents(site)
    assert (first.sent, first.deleted) == (len(contents(site)), 0)
    again = deliver(site, ssh.place)
    assert (again.sent, again.deleted) == (0, 0)
    withdraw(snapshot, site)
    deliver(site, ssh.place)
    assert contents(there) == contents(site)
    assert holding(contents(there), NAME) == []
    assert not (there / "kk/e/1").exists()


def test_a_file_that_somebody_changed_there_is_ours_again(
    ssh: SshServer, there: Path, site: Path
) -> None:
    deliver(site, ssh.place)
    page = there / "kk/index.html"
    stamp = page.stat().st_mtime
    page.write_bytes(page.read_bytes().replace(b"a", b"b"))
    subprocess.run(["touch", "-d", f"@{stamp}", str(page)], check=True)  # noqa: S603, S607
    assert deliver(site, ssh.place).sent == 1
    assert contents(there) == contents(site)


def test_killed_at_any_moment_no_page_lacks_what_it_refers_to_and_the_next_run_ends_it(
    ssh: SshServer, there: Path, snapshot: Snapshot, site: Path, tmp_path: Path
) -> None:
    run = (
        "import sys; from pathlib import Path; from dalel.flow.delivering import deliver; "
        "deliver(Path(sys.argv[1]), sys.argv[2])"
    )
    other = tmp_path / "other"
    build(invented(20), other, signer=signer(tmp_path / "release.key"))
    halves = 0
    for turn, source in enumerate((site, other) * 3):
        before = seen(there)
        sending = subprocess.Popen(  # noqa: S603
            [sys.executable, "-c", run, str(source), ssh.place], start_new_session=True
        )
        while seen(there) == before and sending.poll() is None:
            time.sleep(0.005)
        time.sleep(turn * 0.12)
        subprocess.run(["kill", "-9", "--", f"-{sending.pid}"], check=False)  # noqa: S603, S607
        sending.wait()
        files = {path: content for path, content in contents(there).items() if HALF not in path}
        halves += files not in (contents(site), contents(other))
        assert broken(files) == [], turn
    assert halves > 1
    withdraw(snapshot, site)
    deliver(site, ssh.place)
    assert contents(there) == contents(site)
    assert holding(contents(there), NAME) == []


def test_what_was_half_sent_and_is_gone_from_the_site_leaves_the_server_too(
    ssh: SshServer, there: Path, site: Path
) -> None:
    deliver(site, ssh.place)
    for folder in (there / ".~tmp~", there / "kk/.~tmp~"):
        folder.mkdir()
        (folder / "index.html").write_text(NAME)
    deliver(site, ssh.place)
    assert contents(there) == contents(site)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"IdentityFile": "foreign"}, "does not accept our key"),
        ({"UserKnownHostsFile": "nobody"}, "not known here yet"),
        ({"UserKnownHostsFile": "changed"}, "another key than before"),
        ({"Port": "1"}, "nothing answers"),
        ({"HostName": "nowhere.invalid"}, "no server of this name"),
    ],
)
def test_who_cannot_get_in_is_told_what_to_do(
    ssh: SshServer,
    there: Path,
    site: Path,
    changes: dict[str, str],
    words: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    files = {
        name: value if name in {"Port", "HostName"} else ssh.folder / value
        for name, value in changes.items()
    }
    monkeypatch.setenv("RSYNC_RSH", ssh.reached(**files))
    with pytest.raises(DeliveryError, match=words) as failed:
        deliver(site, ssh.place)
    assert "PRIVATE KEY" not in str(failed.value)
    assert not there.exists()


def test_a_folder_above_that_is_missing_is_named(ssh: SshServer, there: Path, site: Path) -> None:
    with pytest.raises(DeliveryError, match="the folder above"):
        deliver(site, f"{ssh.place}/none/site")
    assert not there.exists()


# -- S3


@pytest.fixture
def bucket() -> Iterator[tuple[Any, dict[str, str]]]:
    """A client of the server, and what is set in ``mirror_options``."""
    with s3_server() as address:
        options = {"endpoint_url": address, "key": "a-key-of-ours", "secret": SECRET}
        client = boto3.client(
            "s3",
            endpoint_url=address,
            region_name="us-east-1",
            aws_access_key_id=options["key"],
            aws_secret_access_key=SECRET,
        )
        client.create_bucket(Bucket="mirror")
        yield client, options
        client.close()


def objects(client: Any) -> dict[str, bytes]:
    pages = client.get_paginator("list_objects_v2").paginate(Bucket="mirror", Prefix="site/")
    names = [one["Key"] for page in pages for one in page.get("Contents", ())]
    return {
        name.removeprefix("site/"): client.get_object(Bucket="mirror", Key=name)["Body"].read()
        for name in names
    }


def test_a_bucket_gets_the_site_once_and_loses_what_is_gone(
    bucket: tuple[Any, dict[str, str]], snapshot: Snapshot, site: Path
) -> None:
    client, options = bucket
    first = deliver(site, "s3://mirror/site", options)
    assert objects(client) == contents(site)
    assert (first.sent, first.deleted) == (len(contents(site)) - 2, 0)
    head = client.head_object(Bucket="mirror", Key="site/kk/index.html")
    assert head["ContentType"] == "text/html; charset=utf-8"
    again = deliver(site, "s3://mirror/site", options)
    assert (again.sent, again.deleted) == (0, 0)
    withdraw(snapshot, site)
    deliver(site, "s3://mirror/site", options)
    assert objects(client) == contents(site)
    assert holding(objects(client), NAME) == []


def test_a_bucket_that_a_run_left_half_full_is_made_whole_and_holds_nothing_of_before(
    bucket: tuple[Any, dict[str, str]],
    snapshot: Snapshot,
    site: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Cut off in its first run with the name already there; then the name is withdrawn."""
    client, options = bucket
    left = 4

    put = mirrors._Place._put  # noqa: SLF001

    def cut(place: Any, files: Any, kind: str) -> None:
        nonlocal left
        left -= kind == ".html"
        if left < 0:
            raise KeyboardInterrupt
        put(place, files, kind)

    monkeypatch.setattr(mirrors, "_BATCH", 7)
    with monkeypatch.context() as patched:
        patched.setattr(mirrors._Place, "_put", cut)  # noqa: SLF001
        with pytest.raises(KeyboardInterrupt):
            deliver(site, "s3://mirror/site", options)
    half = objects(client)
    assert "manifest.json" not in half
    assert any(path.startswith(NOTES) for path in half)
    assert broken(half) == []
    resumed = deliver(site, "s3://mirror/site", options)
    assert resumed.sent is not None
    assert resumed.sent < len(contents(site)) - 20
    assert objects(client) == contents(site)
    withdraw(snapshot, site)
    with monkeypatch.context() as patched:
        left = 2
        patched.setattr(mirrors._Place, "_put", cut)  # noqa: SLF001
        with pytest.raises(KeyboardInterrupt):
            deliver(site, "s3://mirror/site", options)
    assert broken(objects(client)) == []
    deliver(site, "s3://mirror/site", options)
    assert objects(client) == contents(site)
    assert holding(objects(client), NAME) == []


def test_a_bucket_that_is_not_there_is_named_and_not_made(
    bucket: tuple[Any, dict[str, str]], site: Path
) -> None:
    client, options = bucket
    with pytest.raises(DeliveryError, match="no such bucket"):
        deliver(site, "s3://miror/site", options)
    assert [one["Name"] for one in client.list_buckets()["Buckets"]] == ["mirror"]


def test_wrong_keys_are_told_without_the_secret(site: Path) -> None:
    with s3_server(INITIAL_NO_AUTH_ACTION_COUNT="0") as address:
        options = {"endpoint_url": address, "key": "a-key-of-ours", "secret": SECRET}
        with pytest.raises(DeliveryError, match="does not accept our key and secret") as failed:
            deliver(site, "s3://mirror/site", options)
    assert SECRET not in str(failed.value)
    assert "a-key-of-ours" not in str(failed.value)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"endpoint_url": "http://127.0.0.1:1", "key": "k", "secret": SECRET}, "does not answer"),
        ({"endpont": "http://127.0.0.1:1"}, "a word that this store does not know"),
    ],
)
def test_a_wrong_setting_is_told_in_words(site: Path, options: dict[str, str], words: str) -> None:
    with pytest.raises(DeliveryError, match=words) as failed:
        deliver(site, "s3://mirror/site", options)
    assert SECRET not in str(failed.value)
