"""Doctor checks of a seizure: what lies beside what, and what whoever takes the machine reads."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from dalel.cli.configuration import Configuration
from dalel.cli.doctor.doctor_finding import Diagnosis

_DOCUMENT: Final = "docs/seizure.md"


def seizure_findings(settings: Configuration) -> Iterator[Diagnosis]:
    """Say plainly who reads what once the machine, a disk or a copy of the database is taken."""
    yield Diagnosis(
        subject="seizure",
        state="whoever takes the machine while it runs, and whoever controls it, reads everything "
        f"that members read; no key helps then ({_DOCUMENT})",
    )
    yield from key_findings(settings)
    yield from _backups_while_locked(settings)
    yield from _beside(settings)


def key_findings(settings: Configuration) -> Iterator[Diagnosis]:
    """Where the newsroom's key lies. Django has to know its settings."""
    from dalel.newsroom.frame.models import KeyWay
    from dalel.newsroom.frame.newsroom_key import (
        LostKeyError,
        fitting_key,
        key_row,
        lies_in_home,
    )

    row = key_row()
    if row is None:
        return
    if row.way is KeyWay.PASSPHRASE:
        yield _started_locked(settings)
        return
    found = fitting_key(row)
    if found is None:
        from dalel.newsroom.frame.newsroom_key import newsroom_key

        try:
            newsroom_key()
        except LostKeyError as error:
            yield Diagnosis(subject="key", state="", problem=str(error))
        return
    place = found[0]
    if place.file is None or not lies_in_home(place.file):
        yield Diagnosis(
            subject="key",
            state=f"what is sealed is opened by {place.place}: a copy of the home or of the "
            "database alone does not open it; whoever takes this machine with that has both",
        )
    else:
        yield Diagnosis(
            subject="key",
            state=f"the newsroom's key lies in {place.file}",
            advice=f"the newsroom's key ({place.file}) lies beside what it opens: whoever takes "
            "this disk reads drafts, demands, second factors and the names of sources. dalel key "
            "move FILE takes it to another disk, dalel key lock asks for a passphrase at each "
            "start",
        )
    yield from _left_over()


def _started_locked(settings: Configuration) -> Diagnosis:
    from dalel.newsroom.frame.key_socket import asked

    state = "open" if asked(settings.home) else "locked"
    return Diagnosis(
        subject="key",
        state=f"a passphrase opens it after each start; now it is {state}. Switched off, the "
        "machine gives nothing of what is sealed away",
    )


def _backups_while_locked(settings: Configuration) -> Iterator[Diagnosis]:
    """That no backup is made before somebody entered the passphrase, which only its log says."""
    from dalel.newsroom.frame.key_socket import asked
    from dalel.newsroom.frame.models import KeyWay
    from dalel.newsroom.frame.newsroom_key import key_row

    row = key_row()
    if not settings.backup_keys or row is None or row.way is not KeyWay.PASSPHRASE:
        return
    now = "open" if asked(settings.home) else "locked"
    yield Diagnosis(
        subject="backup",
        state="no backup is made while the newsroom is locked",
        advice="after each start, until somebody enters the passphrase at the desk, the nightly "
        f"backup fails, and nothing announces it; now the newsroom is {now}. Enter it after each "
        "restart, look whether last night's file is there, and make one that is missing: "
        "systemctl start dalel-backup",
    )


def _left_over() -> Iterator[Diagnosis]:
    from dalel.newsroom.worker.actions.key_places import leftover_keys

    for file in leftover_keys():
        yield Diagnosis(
            subject="key",
            state="",
            advice=f"{file} opens nothing any more, but older copies of this database: destroy it, "
            "or keep it with your backups",
        )


def _beside(settings: Configuration) -> Iterator[Diagnosis]:
    if settings.signing_key.is_file():
        yield Diagnosis(
            subject="seizure",
            state=f"the key that signs releases ({settings.signing_key}) lies beside the site: who "
            "takes it signs in your name",
        )
    if not settings.database_url and settings.evidence_folder.exists():
        yield Diagnosis(
            subject="seizure",
            state="evidence, articles, published texts, the audit log, members' names and who "
            f"works on what lie in clear ({_DOCUMENT})",
        )
    preview = settings.preview_folder
    if preview.is_dir() and any(preview.iterdir()):
        yield Diagnosis(
            subject="seizure",
            state="a preview lies on the disk",
            advice=f"{preview} holds a preview with drafts in clear: delete the folder when it was "
            "looked at",
        )
    if not settings.backup_keys:
        return
    for file in _age_keys(settings.home):
        yield Diagnosis(
            subject="seizure",
            state="",
            problem=f"{file} opens backups and lies on this machine: take it away",
        )


def _age_keys(home: Path) -> Iterator[Path]:
    """Files straight in the home that hold the secret half of an age key."""
    for file in sorted(home.glob("*")):
        is_small = file.is_file() and file.stat().st_size < 10_000
        if is_small and b"AGE-SECRET-KEY-" in file.read_bytes():
            yield file
