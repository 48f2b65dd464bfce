"""Certificates of authorities that a newsroom believes for one host each."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding

from dalel.domain.source import Source

#: Where a newsroom puts certificates, beside its own sources.
ROOTS: Final = "roots"
_ENDINGS: Final = (".pem", ".crt", ".cer", ".der")
_LARGEST: Final = 2**20


@dataclass(frozen=True, kw_only=True)
class OwnRoot:
    """A certificate that was given for a host; ``problem`` is why it is not believed.

    ``pem`` is empty then. ``fingerprint`` is SHA-256, in hex; ``expires`` a day in ISO 8601.
    """

    host: str
    file: str
    pem: str = ""
    subject: str = ""
    fingerprint: str = ""
    expires: str = ""
    problem: str = ""


def read_roots(folder: Path, sources: Sequence[Source]) -> tuple[OwnRoot, ...]:
    """The certificates in a folder, ``HOST.pem`` or in DER, of the hosts that need one."""
    hosts = [source.host for source in sources if source.host and source.has_own_root]
    files = ((folder / f"{host}{end}", host) for host in hosts for end in _ENDINGS)
    found = {host: file for file, host in files if file.is_file()}
    return tuple(_read(file, host) for host, file in found.items())


def _read(file: Path, host: str) -> OwnRoot:
    refused = OwnRoot(host=host, file=str(file), problem="it is no certificate as PEM or DER")
    try:
        with file.open("rb") as stream:
            found = _parsed(stream.read(_LARGEST))
        is_authority = _is_authority(found)
    except (OSError, ValueError, x509.DuplicateExtension):
        return refused
    if not is_authority:
        return replace(refused, problem="it is no authority's certificate (CA:TRUE)")
    return OwnRoot(
        host=host,
        file=str(file),
        pem=found.public_bytes(Encoding.PEM).decode(),
        subject=found.subject.rfc4514_string(),
        fingerprint=found.fingerprint(SHA256()).hex(),
        expires=found.not_valid_after_utc.date().isoformat(),
    )


def _is_authority(certificate: x509.Certificate) -> bool:
    try:
        said = certificate.extensions.get_extension_for_class(x509.BasicConstraints)
    except x509.ExtensionNotFound:
        return False
    return said.value.ca


def _parsed(content: bytes) -> x509.Certificate:
    if b"-----BEGIN" in content:
        return x509.load_pem_x509_certificate(content)
    return x509.load_der_x509_certificate(content)
