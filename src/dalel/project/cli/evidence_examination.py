"""Can evidence be kept, shipped, confirmed, copied and saved as the newsroom set it up?"""

import os
from collections.abc import Iterator

from dalel.domain.errors import DalelError
from dalel.project.cli.care import care_of, vault
from dalel.project.cli.finding import Finding
from dalel.project.configuration import Configuration


def evidence_findings(settings: Configuration) -> Iterator[Finding]:
    """Look at everything that has to do with evidence."""
    yield _folder(settings)
    yield _shipping(settings)
    yield from _outside(settings)
    yield _keys(settings)


def _folder(settings: Configuration) -> Finding:
    folder = settings.evidence_folder
    # Before the first capture there is none; then the home counts.
    place = folder if folder.exists() else settings.home
    can_write = not place.exists() or os.access(place, os.W_OK | os.X_OK)
    return Finding(
        subject="evidence",
        state=f"kept in {folder}",
        problem="" if can_write else f"nothing can be written into {place}",
    )


def _shipping(settings: Configuration) -> Finding:
    url = settings.archive_url
    if not url:
        return Finding(subject="evidence", state="it all stays on this machine")
    try:
        is_place = vault(settings).is_place()
        count = len(vault(settings).shipped_files())
    except DalelError as error:
        hint = " (pip install dalel[s3] brings what it needs)" if "s3fs" in str(error) else ""
        return Finding(subject="evidence", state=url, problem=f"archive_url: {error}{hint}")
    advice = f"archive_url: there is nothing at {url} yet; the first file that is shipped makes it"
    return Finding(
        subject="evidence", state=f"{count} files at {url}", advice="" if is_place else advice
    )


def _outside(settings: Configuration) -> Iterator[Finding]:
    try:
        care = care_of(settings)
    except DalelError as error:
        yield Finding(subject="evidence", state="", problem=str(error))
        return
    if care.authority is not None:
        roots = len(care.authority.roots)
        state = f"confirmed daily by {care.authority.url}, {roots} root certificates"
        yield Finding(subject="timestamps", state=state)
    else:
        advice = "nobody outside confirms the evidence: timestamp_url is not set"
        yield Finding(subject="timestamps", state="", advice=advice)
    if care.account is not None:
        yield Finding(subject="copies", state=f"asked for at {care.account.service}")


def _keys(settings: Configuration) -> Finding:
    from dalel.steps.archive.packing import is_key

    wrong = [key for key in settings.backup_keys if not is_key(key)]
    if wrong:
        problem = f"backup_keys: {wrong[0]} is no age key; dalel backup-key makes one"
        return Finding(subject="backup", state="", problem=problem)
    if not settings.backup_keys:
        advice = "backups need a key: dalel backup-key FILE makes one"
        return Finding(subject="backup", state="", advice=advice)
    return Finding(subject="backup", state=f"encrypted to {len(settings.backup_keys)} keys")
