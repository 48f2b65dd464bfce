"""Seals what an older Dalel kept in clear: columns, second factors, saved files and the index.

Each step is a transaction and finds again what an earlier one, cut off, has not sealed. When all is
sealed the database is written anew, so that nothing of it is left in pages that are free.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.apps import apps
from django.conf import settings
from django.db import connection, models

from dalel.domain.errors import ArchiveError
from dalel.newsroom.accounts.actions.sessions import end_open_keys
from dalel.newsroom.accounts.models import AuditRow
from dalel.newsroom.frame import sealed_columns as columns
from dalel.newsroom.frame.append_only import free_table, set_guards
from dalel.newsroom.frame.models import NewsroomKeyRow, SearchRow
from dalel.newsroom.frame.models.search import Searched
from dalel.newsroom.frame.newsroom_key import key_row, make_key, newsroom_key
from dalel.newsroom.frame.sealing import is_sealed, seal
from dalel.newsroom.frame.transactions import BATCH, writing
from dalel.newsroom.incidents.actions.search_rules import index_published
from dalel.newsroom.incidents.models import (
    ConversationRow,
    IncidentRow,
    SavedPageRow,
    SightRow,
)
from dalel.newsroom.incidents.queries.saved_files import store
from dalel.newsroom.incidents.queries.withdrawn_words import (
    older_word_digest,
    withdrawn_words,
    word_digest,
)
from dalel.steps.archive.sealed_files import SealedFiles

#: The rules by which all is sealed now; what was sealed by older ones is looked through again.
RULES: Final = 2
#: The key with which an older Dalel sealed the names of sources, in the home.
OLDER_KEY: Final = "source-key"
#: How its tokens begin (https://github.com/fernet/spec).
_FERNET: Final = "gAAAA"


def seal_all(home: Path) -> bool:
    """Make the newsroom's key where there is none and seal what is not; whether anything was done.

    :raises LostKeyError: when there should be a key and is none, or another one.
    :raises LockedError: when nobody unlocked this newsroom since the start.
    """
    row = key_row()
    if row is None:
        make_key(has_sealed=any(_sealed_rows()))
        row = NewsroomKeyRow.objects.get(pk=1)
    # A wrong key is told of now, not by the first page that needs it.
    newsroom_key()
    if row.rules >= RULES and row.swept:
        return False
    if row.rules < RULES:
        for kind in _sealed_kinds():
            _seal_columns(kind)
        _seal_sources(home)
        _seal_factors()
        _seal_files()
        _index_anew()
        _key_digests()
        with writing():
            end_open_keys()
        with writing():
            NewsroomKeyRow.objects.filter(pk=1).update(rules=RULES, swept=False)
    if _sweep():
        (home / OLDER_KEY).unlink(missing_ok=True)
        NewsroomKeyRow.objects.filter(pk=1).update(swept=True)
    return True


def _sealed_kinds() -> Iterator[type[models.Model]]:
    return (kind for kind in apps.get_models() if columns.sealed_columns(kind))


def _sealed_rows() -> Iterator[int]:
    """The keys of rows with something sealed."""
    for kind in _sealed_kinds():
        for key, values in _raw(kind):
            if any(is_sealed(value.strip('"')) for value in values if value):
                yield key


def _raw(kind: type[models.Model]) -> Iterator[tuple[int, list[str | None]]]:
    """Keys of rows, and the values of sealed columns as the database has them."""
    about = kind._meta  # noqa: SLF001 - documented by Django.
    names = [one.column for one in columns.sealed_columns(kind)]
    chosen = ", ".join(f'CAST("{name}" AS TEXT)' for name in names)
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT id, {chosen} FROM "{about.db_table}" ORDER BY id')  # noqa: S608 - ours.
        while rows := cursor.fetchmany(BATCH):
            for key, *values in rows:
                yield key, values


def _seal_columns(kind: type[models.Model]) -> None:
    fields = columns.sealed_columns(kind)
    with writing():
        plain = [
            (key, changed)
            for key, values in _raw(kind)
            if (changed := dict(_in_clear(fields, values)))
        ]
        if not plain:
            return
        free_table(kind)
        for key, changed in plain:
            kind._base_manager.filter(pk=key).update(**changed)  # noqa: SLF001 - documented.
        set_guards(using=connection.alias)


def _in_clear(
    fields: list[columns.SealedText | columns.SealedJSON], values: list[str | None]
) -> Iterator[tuple[str, Any]]:
    for field, value in zip(fields, values, strict=True):
        if value is None or is_sealed(value.removeprefix('"')):
            continue
        told = json.loads(value) if isinstance(field, columns.SealedJSON) else value
        if told:
            yield field.name, told


def _seal_sources(home: Path) -> None:
    """Names of sources, which were sealed with a key in the home; what it does not open stays."""
    file = home / OLDER_KEY
    if not file.exists():
        return
    older = Fernet(file.read_bytes())
    with writing():
        free_table(ConversationRow)
        for row in ConversationRow.objects.filter(sealed__startswith=_FERNET):
            try:
                name = older.decrypt(row.sealed.encode("ascii")).decode()
            except (InvalidToken, ValueError):
                continue
            ConversationRow.objects.filter(pk=row.pk).update(sealed=seal(name))
        set_guards(using=connection.alias)


def _seal_factors() -> None:
    """The secrets of apps and the seeds of recovery codes."""
    with writing():
        for row in Authenticator.objects.exclude(type=Authenticator.Type.WEBAUTHN):
            told = {name: _factor(value) for name, value in row.data.items()}
            if told != row.data:
                Authenticator.objects.filter(pk=row.pk).update(data=told)


def _factor(value: Any) -> Any:
    if isinstance(value, list):
        return [_factor(one) for one in value]
    return seal(value) if isinstance(value, str) and value and not is_sealed(value) else value


def _seal_files() -> None:
    """Pictures and words of saved files, sealed until now with the secret of sessions, or not."""
    files = store()
    derive = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"dalel.saved-files")
    older = SealedFiles(files.folder, derive.derive(settings.SECRET_KEY.encode()))
    gone: set[str] = set()
    for page in SavedPageRow.objects.all():
        changed: dict[str, Any] = {"words": _again(files, older, bytes(page.words))}
        for name in ("working", "shown"):
            before = getattr(page, name)
            changed[name] = _file_again(files, older, before, gone)
        SavedPageRow.objects.filter(pk=page.pk).update(**changed)
    for sight in SightRow.objects.exclude(names=b""):
        names = _again(files, older, bytes(sight.names))
        SightRow.objects.filter(pk=sight.pk).update(names=names)
    files.drop(gone)


def _file_again(files: SealedFiles, older: SealedFiles, name: str, gone: set[str]) -> str:
    """The name of a file, once it is sealed with the newsroom's key."""
    if not name:
        return name
    try:
        kept = files.get(name)
    except ArchiveError:
        return name
    again = _again(files, older, kept)
    if again == kept:
        return name
    gone.add(name)
    return files.put(again)


def _again(files: SealedFiles, older: SealedFiles, kept: bytes) -> bytes:
    """Bytes sealed with the newsroom's key, whatever they were sealed with before."""
    if not kept:
        return kept
    try:
        files.open(kept)
    except ArchiveError:
        try:
            return files.seal(older.open(kept))
        except ArchiveError:
            return files.seal(kept)
    return kept


def _index_anew() -> None:
    """Only what readers have stands in the index."""
    with writing():
        rows = SearchRow.objects.filter(kind=Searched.INCIDENT)
        owners = set(rows.values_list("owner", flat=True))
        rows.delete()
        for incident in IncidentRow.objects.filter(pk__in=owners):
            index_published(incident)


def _key_digests() -> None:
    """Digests of withdrawn words in the audit log, made with the secret of sessions until now."""
    known = {older_word_digest(one)[:12]: word_digest(one)[:12] for one in withdrawn_words()}
    if not known:
        return
    with writing():
        free_table(AuditRow)
        for row in AuditRow.objects.filter(subject__in=known):
            AuditRow.objects.filter(pk=row.pk).update(subject=known[row.subject])
        set_guards(using=connection.alias)


def _sweep() -> bool:
    """Write the database anew, without what was deleted; False while others still read the old."""
    if connection.in_atomic_block:
        # Only tests stand in a transaction here: nothing can be swept in it.
        return True
    with connection.cursor() as cursor:
        if connection.vendor != "sqlite":
            cursor.execute("VACUUM (FULL)")
            return True
        cursor.execute("INSERT INTO frame_search_index(frame_search_index) VALUES ('rebuild')")
        cursor.execute("VACUUM")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return bool(cursor.fetchone()[0] == 0)
