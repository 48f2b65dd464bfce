"""Real servers of this machine to which a site can be sent: one of SSH, one of S3."""

import getpass
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import pytest

_SSHD = "/usr/sbin/sshd"
_ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+")


@dataclass(frozen=True, kw_only=True)
class SshServer:
    """A server that lets one key in; ``shell`` is how it is reached, with all that is right."""

    folder: Path
    port: int

    @property
    def place(self) -> str:
        return f"{getpass.getuser()}@mirror.test:{self.folder / 'www'}"

    @property
    def shell(self) -> str:
        return self.reached()

    def reached(self, **changes: object) -> str:
        """How the server is reached, with some of it wrong."""
        options = {
            "HostName": "127.0.0.1",
            "Port": self.port,
            "IdentityFile": self.folder / "ours",
            "IdentitiesOnly": "yes",
            "UserKnownHostsFile": self.folder / "known",
            "GlobalKnownHostsFile": "/dev/null",
            "HostKeyAlias": "mirror.test",
            "BatchMode": "yes",
            "ConnectTimeout": 20,
        } | changes
        return "ssh -F none " + " ".join(f"-o {name}={value}" for name, value in options.items())


@contextmanager
def ssh_server(folder: Path) -> Iterator[SshServer]:
    """A server of SSH with a host key and a port of its own."""
    for program in (_SSHD, "ssh", "rsync"):
        if shutil.which(program) is None:
            pytest.skip(f"needs Debian's openssh-server, openssh-client and rsync: no {program}")
    for name in ("host", "other", "ours", "foreign"):
        make = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(folder / name)]
        subprocess.run(make, check=True)  # noqa: S603
    shutil.copy(folder / "ours.pub", folder / "accepted")
    for name, known in (("known", "host"), ("changed", "other")):
        kind, key, _ = (folder / f"{known}.pub").read_text().split(maxsplit=2)
        (folder / name).write_text(f"mirror.test {kind} {key}\n")
    if os.geteuid() == 0:
        # Where the server's unprivileged half lives.
        Path("/run/sshd").mkdir(mode=0o755, exist_ok=True)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    settings = {
        "ListenAddress": "127.0.0.1",
        "Port": port,
        "HostKey": folder / "host",
        "AuthorizedKeysFile": folder / "accepted",
        "PidFile": "none",
        "PasswordAuthentication": "no",
        "KbdInteractiveAuthentication": "no",
        "PermitRootLogin": "prohibit-password",
        "UsePAM": "no",
        # The folders of tests may be everybody's.
        "StrictModes": "no",
    }
    (folder / "config").write_text("".join(f"{key} {value}\n" for key, value in settings.items()))
    told = folder / "told"
    server = subprocess.Popen(  # noqa: S603
        [_SSHD, "-D", "-f", str(folder / "config"), "-E", str(told)]
    )
    try:
        while "listening on" not in (told.read_text() if told.exists() else ""):
            assert server.poll() is None, told.read_text()
            time.sleep(0.02)
        yield SshServer(folder=folder, port=port)
    finally:
        server.terminate()
        server.wait()


@contextmanager
def s3_server(**settings: str) -> Iterator[str]:
    """The address of a server of S3 that holds nothing yet."""
    command = [sys.executable, "-c", "from moto.server import main; main(['-p', '0'])"]
    # A file: nobody would empty a pipe, and the server would wait for that.
    with tempfile.TemporaryFile("w+") as told:
        server = subprocess.Popen(  # noqa: S603 - our own command
            command, stderr=told, stdout=subprocess.DEVNULL, env={**os.environ, **settings}
        )
        try:
            while (found := _ADDRESS.search(_all(told))) is None:
                assert server.poll() is None, _all(told)
                time.sleep(0.05)
            yield found[0]
        finally:
            server.terminate()
            server.wait()


def _all(told: IO[str]) -> str:
    return os.pread(told.fileno(), 1 << 20, 0).decode()
