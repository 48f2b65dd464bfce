"""Uploads the built site to a server with rsync over SSH, keeping all links intact.

Three runs of rsync: first what pages refer to, then the pages, then the manifest, and with it goes
what is gone. In each run changed files come to their names together at its end, and a run that was
cut off goes on where it stopped. The program never asks anybody: it has a key, or it fails.
"""

import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Final

from dalel.outside.mirrors import MANIFEST, PAGES, SIGNATURE, Delivered, DeliveryError, shown

_PLACE: Final = re.compile(r"rsync://|[^/\s]+@[^/:\s]+:|[^/:\s]+\.[^/:\s]+:")
#: A line that is dead for so many seconds must not keep the next delivery waiting for ever.
_ALWAYS: Final = (
    *("--recursive", "--times", "--compress", "--stats", "--no-human-readable"),
    "--timeout=300",
)
#: Bytes count, not times; and what was taken in a run that was cut off is used by the next.
_SAFE: Final = ("--checksum", "--delay-updates")
_PROOFS: Final = tuple(f"--exclude=/{name}" for name in (MANIFEST, SIGNATURE))
_RUNS: Final = (
    (*_SAFE, *_PROOFS, *(f"--exclude=*{end}" for end in PAGES)),
    (
        *(*_SAFE, "--prune-empty-dirs", "--include=*/"),
        *(*(f"--include=*{end}" for end in PAGES), "--exclude=*"),
    ),
    # Also what an earlier run left half sent goes here: this one hides nothing from the deletion.
    ("--delete-delay",),
)
#: A key or nothing: a password that is asked for at night is waited for till morning.
_SHELL: Final = "ssh -o BatchMode=yes -o ConnectTimeout=30"
#: What a server says as it ends may be lost on the way, for one in ten; then it is asked again.
#: (``--stderr=client`` would lose none, but servers before rsync 3.2.3 refuse it.)
_AGAIN: Final = 4
_SENT: Final = re.compile(r"Number of regular files transferred: (\d+)")
_DELETED: Final = re.compile(r"Number of deleted files: (\d+)")
#: What ssh and rsync say, and what that means for whoever reads it; the first that fits.
_MEANINGS: Final = (
    (
        "REMOTE HOST IDENTIFICATION HAS CHANGED",
        "the server shows another key than before. Send nothing until its administrator has "
        "confirmed the new one; then: ssh-keygen -R SERVER",
    ),
    (
        "Host key verification failed",
        "this server is not known here yet. Connect once by hand (ssh USER@SERVER) and compare "
        "the fingerprint with the one its administrator names",
    ),
    ("Permission denied (13)", "our user may not write in this folder of the server"),
    (
        "Permission denied (",
        "the server does not accept our key. Put the public key there: ssh-copy-id USER@SERVER",
    ),
    ("Could not resolve hostname", "there is no server of this name: is it spelled right?"),
    ("Connection refused", "nothing answers at this server's door: is sshd running, on this port?"),
    ("timed out", "the server does not answer: is it running, and is a firewall in between?"),
    ("No space left on device", "the disk there is full. Make room and send again"),
    ("rsync: not found", "rsync is missing on the server: apt install rsync"),
    ("rsync: command not found", "rsync is missing on the server: apt install rsync"),
    ("rsync: No such file", "rsync is missing on the server: apt install rsync"),
    ("mkdir", "the folder above this one is not there: make it on the server"),
    ("unexpectedly closed", "the connection broke off. Send again: it goes on where it stopped"),
)


def is_rsync(target: str) -> bool:
    """Whether a place is one for rsync."""
    return _PLACE.match(target) is not None


def by_rsync(site: Path, target: str) -> Delivered:
    """Send what changed, then delete what is gone.

    Who needs another port, key or way sets it in ``~/.ssh/config``, or the whole shell in
    ``RSYNC_RSH``.

    :raises DeliveryError: when rsync is missing or fails.
    """
    program = shutil.which("rsync")
    if program is None:
        raise DeliveryError("rsync is not installed: apt install rsync")
    done = [_run(program, options, site, target) for options in _RUNS]
    return Delivered(sent=_sum(_SENT, done), deleted=_sum(_DELETED, done))


def _run(program: str, options: tuple[str, ...], site: Path, target: str) -> str:
    command = [program, *_ALWAYS, *options, "--", f"{site}/", target]
    done = _ended(command)
    for _ in range(_AGAIN):
        if done.returncode <= 0 or done.stderr.strip():
            break
        done = _ended(command)
    if done.returncode:
        said = done.stderr or f"rsync ended with {done.returncode} and said nothing"
        raise DeliveryError(f"{shown(target)}: {_meaning(said)}")
    return done.stdout


def _ended(command: list[str]) -> subprocess.CompletedProcess[str]:
    # Settings, keys among them, are nothing for a program that talks with another machine.
    passed = {name: told for name, told in os.environ.items() if not name.startswith("DALEL_")}
    return subprocess.run(  # noqa: S603 - no shell, and the target comes after "--"
        command,
        capture_output=True,
        stdin=subprocess.DEVNULL,
        text=True,
        check=False,
        env={"RSYNC_RSH": _SHELL, **passed, "LC_ALL": "C"},
    )


def _meaning(said: str) -> str:
    """What went wrong in an editor's words, and what the programs said themselves."""
    said = said.strip()
    meant = next((words for mark, words in _MEANINGS if mark.lower() in said.lower()), "")
    return f"{meant}.\n{said}" if meant else said


def _sum(pattern: re.Pattern[str], told: list[str]) -> int:
    found = (pattern.search(one) for one in told)
    return sum(int(one[1]) for one in found if one)
