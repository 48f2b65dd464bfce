"""Doctor checks of evidence: storage, shipping, time stamps, copies and backups."""

import os
from collections.abc import Iterator

from dalel.cli.configuration import Configuration
from dalel.cli.doctor.doctor_finding import Diagnosis
from dalel.cli.doctor.witness_examination import witness_findings
from dalel.cli.evidence_services import care_of, vault
from dalel.domain.errors import DalelError


def evidence_findings(settings: Configuration) -> Iterator[Diagnosis]:
    """Look at everything that has to do with evidence."""
    yield _folder(settings)
    yield _shipping(settings)
    yield from _outside(settings)
    yield _keys(settings)


def _folder(settings: Configuration) -> Diagnosis:
    folder = settings.evidence_folder
    # Before the first capture there is none; then the home counts.
    place = folder if folder.exists() else settings.home
    can_write = not place.exists() or os.access(place, os.W_OK | os.X_OK)
    return Diagnosis(
        subject="evidence",
        state=f"kept in {folder}",
        problem="" if can_write else f"nothing can be written into {place}",
    )


def _shipping(settings: Configuration) -> Diagnosis:
    url = settings.archive_url
    if not url:
        return Diagnosis(subject="evidence", state="it all stays on this machine")
    try:
        is_place = vault(settings).is_place()
        count = len(vault(settings).shipped_files())
    except DalelError as error:
        return Diagnosis(subject="evidence", state=url, problem=f"archive_url: {error}")
    advice = f"archive_url: there is nothing at {url} yet; the first file that is shipped makes it"
    return Diagnosis(
        subject="evidence", state=f"{count} files at {url}", advice="" if is_place else advice
    )


def _outside(settings: Configuration) -> Iterator[Diagnosis]:
    try:
        care = care_of(settings)
    except DalelError as error:
        yield Diagnosis(subject="evidence", state="", problem=str(error))
        return
    yield from witness_findings(settings, care)
    if care.account is not None:
        yield Diagnosis(subject="copies", state=f"asked for at {care.account.service}")


def _keys(settings: Configuration) -> Diagnosis:
    from dalel.steps.archive.encrypted_backup import is_key

    wrong = [key for key in settings.backup_keys if not is_key(key)]
    if wrong:
        problem = f"backup_keys: {wrong[0]} is no age key; dalel backup-key makes one"
        return Diagnosis(subject="backup", state="", problem=problem)
    if not settings.backup_keys:
        advice = "backups need a key: dalel backup-key FILE makes one"
        return Diagnosis(subject="backup", state="", advice=advice)
    return Diagnosis(subject="backup", state=f"encrypted to {len(settings.backup_keys)} keys")
