"""Export of an incident's evidence as a package that opens in ReplayWeb.page.

WACZ 1.1.1 (specs.webrecorder.net/wacz/1.1.1). The records go in byte for byte, with their lines of
the chains under ``evidence/``; the same selection gives the same bytes.
"""

import hashlib
import json
import tempfile
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, Final
from uuid import NAMESPACE_URL, uuid5

from dalel.domain.errors import ArchiveError, WithheldError
from dalel.domain.evidence import Capture
from dalel.domain.evidence_disclosure import may_be_exported
from dalel.steps.archive.capture_reader import read_raw, read_record
from dalel.steps.archive.cdxj import cdxj_line, zipnum
from dalel.steps.archive.durable_files import atomic, digest_of
from dalel.steps.archive.ledger import (
    ExchangeKept,
    Extent,
    LedgerLine,
    ResourceKept,
    canonical,
    line_bytes,
    raw_lines,
    read_line,
)
from dalel.steps.archive.records import WarcRecord, warcinfo
from dalel.steps.archive.vault import Vault

VERSION: Final = "1.1.1"
_WARC: Final = "data.warc.gz"
_CHUNK: Final = 1 << 20
#: Nothing in the zip tells of the day on which it was made.
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, kw_only=True)
class WaczCapture:
    """A capture of a selection; ``page``: a reader can start from it."""

    capture: Capture
    title: str | None = None
    page: bool = True


@dataclass(frozen=True, kw_only=True)
class About:
    """What the package says of itself; ``created`` is the selection's time, never now."""

    title: str
    description: str
    created: datetime
    software: str


def export_wacz(vault: Vault, exhibits: Sequence[WaczCapture], about: About, out: Path) -> str:
    """Write the package, and return its SHA-256.

    A withheld capture goes in as its tombstone. The capture that holds a revisit's body must be in
    the selection.

    :raises ArchiveError: when there is none, one is sealed, its evidence is not what was kept, or a
        body is missing; then nothing is written.
    """
    chosen = _ordered(exhibits)
    lines = _lines(vault, [one.capture for one in chosen])
    with tempfile.TemporaryFile() as warc:
        index = _write_warc(vault, chosen, lines, about, warc)
        cdx, idx = zipnum(index, "index.cdx.gz")
        small = {
            "evidence/chain.jsonl": b"".join(line_bytes(lines[link]) for link in sorted(lines)),
            "indexes/index.cdx.gz": cdx,
            "indexes/index.idx": idx,
            "pages/pages.jsonl": _pages(chosen),
        }
        with atomic(out) as target:
            _zip(target, warc, small, about, chosen)
    with out.open("rb") as stream:
        return digest_of(stream)


def _ordered(exhibits: Sequence[WaczCapture]) -> list[WaczCapture]:
    """By time, each capture once."""
    if not exhibits:
        raise ArchiveError("there is no evidence to export")
    by_link = {one.capture.link: one for one in exhibits}
    for one in by_link.values():
        if not may_be_exported(one.capture.evidence_class):
            raise ArchiveError(f"capture {one.capture.link} is sealed and never leaves")
        if one.capture.body_of not in {None, *by_link}:
            raise ArchiveError(f"capture {one.capture.body_of}, which holds a body, is missing")
    return sorted(by_link.values(), key=lambda one: (one.capture.time, one.capture.link))


def _lines(vault: Vault, captures: Sequence[Capture]) -> dict[str, LedgerLine]:
    """The captures' lines in their chains."""
    found: dict[str, LedgerLine] = {}
    for chain in sorted({capture.chain for capture in captures}):
        wanted = {one.number: one.link for one in captures if one.chain == chain}
        path = vault.chains / f"{chain}.jsonl"
        with path.open("rb") as stream, suppress(ValueError):
            for number, (_, raw) in enumerate(raw_lines(stream), 1):
                if number in wanted:
                    line = read_line(raw.removesuffix(b"\n"))
                    found[line.link] = line
    if missing := {capture.link for capture in captures} - found.keys():
        raise ArchiveError(f"no chain names capture {min(missing)}")
    return found


def _write_warc(
    vault: Vault,
    exhibits: Sequence[WaczCapture],
    lines: Mapping[str, LedgerLine],
    about: About,
    out: BinaryIO,
) -> list[str]:
    """Copy the records, and return the lines of the index."""
    identity = "".join(one.capture.link for one in exhibits)
    own_id = f"urn:uuid:{uuid5(NAMESPACE_URL, identity)}"
    out.write(warcinfo(_WARC, about.software, about.created, record_id=own_id))
    index = []
    for one in exhibits:
        capture = one.capture
        match lines[capture.link].event:
            case ExchangeKept(file=file, request=request, response=place):
                out.write(_read(vault, file, request))
            case ResourceKept(file=file, resource=place):
                pass
            case _:
                raise ArchiveError(f"line {capture.link} is no capture")
        offset = out.tell()
        try:
            record = read_record(vault, capture)
        except WithheldError:
            out.write(read_raw(vault, capture))
        else:
            out.write(_read(vault, file, place))
            index.append(_index_line(capture, record, offset))
    return index


def _read(vault: Vault, file: str, place: Extent) -> bytes:
    with vault.open_warc(file) as stream:
        stream.seek(place.offset)
        raw = stream.read(place.length)
    if hashlib.sha256(raw).hexdigest() != place.sha256:
        raise ArchiveError(f"{file} at {place.offset}: not the bytes that were kept")
    return raw


def _index_line(capture: Capture, record: WarcRecord, offset: int) -> str:
    fields = {
        "mime": _media_type(record),
        "status": str(capture.status),
        "digest": f"sha256:{capture.sha256}",
        "length": str(capture.warc_length),
        "offset": str(offset),
        "filename": _WARC,
    }
    return cdxj_line(capture.url, capture.time, fields)


def _media_type(record: WarcRecord) -> str:
    if record.fields["warc-type"] == "revisit":
        return "warc/revisit"
    if record.fields["warc-type"] == "resource":
        return record.fields["content-type"].partition(";")[0]
    head = record.block.partition(b"\r\n\r\n")[0].decode("latin-1")
    for line in head.split("\r\n")[1:]:
        name, _, text = line.partition(":")
        if name.strip().lower() == "content-type":
            return text.partition(";")[0].strip().lower()
    return "unk"


def _pages(exhibits: Sequence[WaczCapture]) -> bytes:
    lines = [{"format": "json-pages-1.0", "id": "pages", "title": "All Pages"}]
    lines += [
        {
            "id": one.capture.link[:16],
            "url": one.capture.url,
            "ts": _rfc3339(one.capture.time),
            "title": one.title or one.capture.url,
        }
        for one in exhibits
        if one.page
    ]
    return b"".join(canonical(line) + b"\n" for line in lines)


def _zip(
    target: BinaryIO,
    warc: BinaryIO,
    small: Mapping[str, bytes],
    about: About,
    exhibits: Sequence[WaczCapture],
) -> None:
    size = warc.tell()
    warc.seek(0)
    digest = digest_of(warc)
    resources = [_resource(f"archive/{_WARC}", size, digest)]
    resources += [
        _resource(path, len(content), hashlib.sha256(content).hexdigest())
        for path, content in sorted(small.items())
    ]
    package = _json(_datapackage(resources, about, exhibits))
    digests = _json(
        {
            "path": "datapackage.json",
            "hash": f"sha256:{hashlib.sha256(package).hexdigest()}",
        }
    )
    with zipfile.ZipFile(target, "w") as archive:
        warc.seek(0)
        with archive.open(_entry(f"archive/{_WARC}", size), "w") as entry:
            while chunk := warc.read(_CHUNK):
                entry.write(chunk)
        whole = {**small, "datapackage.json": package, "datapackage-digest.json": digests}
        for path, content in sorted(whole.items()):
            archive.writestr(_entry(path, len(content)), content)


def _datapackage(
    resources: list[dict[str, object]], about: About, exhibits: Sequence[WaczCapture]
) -> dict[str, object]:
    first: Iterator[Capture] = (one.capture for one in exhibits if one.page)
    main = next(first, exhibits[0].capture)
    return {
        "profile": "data-package",
        "wacz_version": VERSION,
        "title": about.title,
        "description": about.description,
        "created": _rfc3339(about.created),
        "modified": _rfc3339(about.created),
        "software": about.software,
        "mainPageUrl": main.url,
        "mainPageDate": _rfc3339(main.time),
        "resources": resources,
    }


def _resource(path: str, size: int, digest: str) -> dict[str, object]:
    name = path.rpartition("/")[2]
    return {"name": name, "path": path, "hash": f"sha256:{digest}", "bytes": size}


def _entry(path: str, size: int) -> zipfile.ZipInfo:
    """Stored, not deflated: a reader must be able to start anywhere."""
    entry = zipfile.ZipInfo(path, _EPOCH)
    entry.create_system = 3
    entry.external_attr = 0o644 << 16
    entry.file_size = size
    return entry


def _json(fields: object) -> bytes:
    return json.dumps(fields, indent=2, ensure_ascii=False).encode() + b"\n"


def _rfc3339(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
