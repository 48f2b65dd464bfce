"""Files that a server is told of: programs, keys and certificates, and why one does not fit."""

import os
import stat
from collections.abc import Sequence
from datetime import datetime
from ipaddress import ip_address
from pathlib import Path
from typing import Final

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    PublicFormat,
    load_pem_private_key,
)

from dalel.cli.setup.answer_rules import is_address
from dalel.domain.errors import DalelError
from dalel.newsroom.frame import key_wrapping

#: No certificate, and no key, is longer.
_LONGEST: Final = 1 << 20


class UnfitFileError(DalelError):
    """A file is not what it is named for; the words go on where the file was named."""


def refuse_no_program(file: Path) -> None:
    """Refuse what cannot be run.

    :raises UnfitFileError: saying why, as all of these do.
    """
    _refuse_no_file(file)
    if not os.access(file, os.X_OK):
        raise UnfitFileError("is no program that can be run: name that of the installation")


def refuse_no_newsroom_key(file: Path) -> None:
    """Refuse what is no key of a newsroom, and one that others than its owner can read."""
    content = _content(file)
    refuse_open(file)
    if key_wrapping.read(content) is None:
        raise UnfitFileError("holds no key of a newsroom, as dalel key move writes one")


def refuse_open(file: Path) -> None:
    """Refuse a file with a secret that others than its owner can read."""
    _refuse_no_file(file)
    if file.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        raise UnfitFileError(f"can be read by others than its owner: chmod 600 {file}")


def refuse_no_certificate(file: Path, *, hosts: Sequence[str], now: datetime) -> None:
    """Refuse what is no certificate of all these hosts, or is not valid now."""
    certificate = _certificate(file)
    if certificate.not_valid_after_utc < now:
        raise UnfitFileError(f"expired on {certificate.not_valid_after_utc:%Y-%m-%d}: renew it")
    if certificate.not_valid_before_utc > now:
        began = f"{certificate.not_valid_before_utc:%Y-%m-%d}"
        raise UnfitFileError(f"is not valid before {began}: is the clock of this server right?")
    if missing := [host for host in hosts if not _names(certificate, host)]:
        raise UnfitFileError(f"is no certificate of {' and '.join(missing)}: get one of all names")


def refuse_other_key(file: Path, *, certificate: Path) -> None:
    """Refuse what is not the key of a certificate, and one that everybody can read."""
    content = _content(file)
    if file.stat().st_mode & stat.S_IRWXO:
        raise UnfitFileError(f"can be read by everybody: chmod o= {file}")
    try:
        key = load_pem_private_key(content, None)
    except TypeError as error:
        raise UnfitFileError("is locked by a passphrase, which no web server can enter") from error
    except (ValueError, UnsupportedAlgorithm) as error:
        raise UnfitFileError("holds no private key in PEM") from error
    spki = Encoding.DER, PublicFormat.SubjectPublicKeyInfo
    if certificate.is_file():
        own = _certificate(certificate).public_key()
        if own.public_bytes(*spki) != key.public_key().public_bytes(*spki):
            raise UnfitFileError(f"is not the key of {certificate}")


def _certificate(file: Path) -> x509.Certificate:
    """The first certificate of a file, which is the server's own (RFC 8446, section 4.4.2)."""
    try:
        return x509.load_pem_x509_certificates(_content(file))[0]
    except ValueError as error:
        raise UnfitFileError("holds no certificate in PEM") from error


def _names(certificate: x509.Certificate, host: str) -> bool:
    """Whether the certificate is that of a host, under its alternative names (RFC 9525)."""
    try:
        found = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except (x509.ExtensionNotFound, ValueError):
        return False
    if is_address(host):
        return ip_address(host) in found.get_values_for_type(x509.IPAddress)
    names = [name.lower() for name in found.get_values_for_type(x509.DNSName)]
    # A star stands for one label, the first.
    return host in names or f"*.{host.partition('.')[2]}" in names


def _content(file: Path) -> bytes:
    _refuse_no_file(file)
    try:
        with file.open("rb") as stream:
            return stream.read(_LONGEST)
    except PermissionError as error:
        raise UnfitFileError("cannot be read by this account: run dalel setup as root") from error
    except OSError as error:
        raise UnfitFileError(f"cannot be read: {error.strerror}") from error


def _refuse_no_file(file: Path) -> None:
    try:
        mode = file.stat().st_mode
    except PermissionError as error:
        raise UnfitFileError("cannot be read by this account: run dalel setup as root") from error
    except OSError as error:
        raise UnfitFileError("is not there") from error
    if not stat.S_ISREG(mode):
        raise UnfitFileError("is no file")
