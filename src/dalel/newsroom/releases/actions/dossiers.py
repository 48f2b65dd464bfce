"""Dossiers of an entry for a lawyer: the PDF, and the bundle with its evidence."""

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from dalel.domain.addresses import AddressRules
from dalel.domain.errors import ArchiveError
from dalel.domain.legal_dossier import Dossier
from dalel.newsroom.accounts.act import Act
from dalel.newsroom.incidents.actions.export_evidence import NoEvidenceError, export_evidence
from dalel.newsroom.releases.queries.dossier import dossier
from dalel.publish.documents.dossier import plain, typeset
from dalel.publish.own_process import apart
from dalel.steps.archive.vault import Vault

_DEED: Final = "handed out a dossier"


@dataclass(frozen=True, kw_only=True)
class DossierGround:
    """Where evidence lies, which program packs, and how it words what it knows.

    ``say`` puts a word of the program (an act, a role, a state) into the document's language,
    ``tell`` what else was written down with an act.
    """

    vault: Vault
    rules: AddressRules
    software: str
    say: Callable[[str], str]
    tell: Callable[[str, str], str]


def document(number: str, language: str, zone: str, shelf: DossierGround, act: Act) -> bytes:
    """The dossier of an entry as a PDF; that it was handed out is written down.

    :raises NotFoundError: when there is no such incident.
    """
    found = dossier(number, zone, act.time)
    made = apart(typeset, _worded(found, shelf), language)
    act.note(_DEED, found.number, f"pdf {sha256(made).hexdigest()}")
    return made


def bundle(number: str, language: str, zone: str, shelf: DossierGround, act: Act) -> bytes:
    """The document, the same as data, the evidence as WACZ, and the digests of all of them.

    Evidence that may not leave, or was not captured, is missing from it; a note says why.

    :raises NotFoundError: when there is no such incident.
    """
    found = dossier(number, zone, act.time)
    told = json.dumps(plain(found), ensure_ascii=False, indent=1).encode()
    parts = {
        f"{found.number}.pdf": apart(typeset, _worded(found, shelf), language),
        f"{found.number}.json": told,
        **_evidence(found, shelf),
    }
    parts["SHA256SUMS"] = "".join(
        f"{sha256(body).hexdigest()}  {name}\n" for name, body in parts.items()
    ).encode()
    made = _zip(parts, act.time)
    act.note(_DEED, found.number, f"zip {sha256(made).hexdigest()}")
    return made


def _worded(found: Dossier, shelf: DossierGround) -> Dossier:
    """A dossier as people read it; as data it keeps the words of the program."""
    say = shelf.say

    def name(pseudonym: str) -> str:
        role, _, letter = pseudonym.rpartition(" ")
        return f"{say(role)} {letter}" if role else pseudonym

    return replace(
        found,
        state=say(found.state),
        versions=tuple(
            replace(one, writer=name(one.writer), approver=name(one.approver))
            for one in found.versions
        ),
        demands=tuple(
            replace(one, kind=say(one.kind), state=say(one.state), verdict=say(one.verdict))
            for one in found.demands
        ),
        deeds=tuple(
            (time, name(who), say(what), shelf.tell(what, detail))
            for time, who, what, detail in found.deeds
        ),
    )


def _evidence(found: Dossier, shelf: DossierGround) -> dict[str, bytes]:
    with TemporaryDirectory() as folder:
        out = Path(folder) / "evidence.wacz"
        try:
            export_evidence(found.number, shelf.vault, shelf.rules, out, software=shelf.software)
        except (NoEvidenceError, ArchiveError) as error:
            return {"evidence-missing.txt": f"{error}\n".encode()}
        return {f"{found.number}.wacz": out.read_bytes()}


def _zip(parts: dict[str, bytes], time: datetime) -> bytes:
    stream = BytesIO()
    stamp = time.astimezone(UTC).timetuple()[:6]
    with ZipFile(stream, "w", ZIP_DEFLATED) as packed:
        for name, body in parts.items():
            packed.writestr(ZipInfo(name, stamp), body, ZIP_DEFLATED)
    return stream.getvalue()
