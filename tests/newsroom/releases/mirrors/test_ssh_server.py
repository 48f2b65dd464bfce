"""Does a release get to a real server of SSH, whole, and does what is gone leave it?"""

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from dalel.domain.snapshot import Snapshot
from dalel.newsroom.releases.actions.deliver import deliver
from dalel.outside.mirrors import DeliveryError
from dalel.publish.bench import invented
from dalel.publish.build import build
from dalel.publish.tree.signing import signer
from mirror_servers import SshServer, ssh_server
from newsroom.mirrored import NAME, broken, holding, seen, settle, withdraw
from publish.probing import contents

pytestmark = pytest.mark.slow
#: Where rsync keeps what is on its way.
HALF = ".~tmp~"


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
        "import sys; from pathlib import Path; "
        "from dalel.newsroom.releases.actions.deliver import deliver; "
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
        settle(there)
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
