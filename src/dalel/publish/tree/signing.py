"""Signatures of the public files, in minisign's format (ed25519).

https://jedisct1.github.io/minisign/#signature-format: anybody checks a release with
``minisign -Vm manifest.json -p minisign.pub``. The manifest is hashed first (the algorithm ``ED``),
as minisign does by itself.
"""

import base64
import os
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import blake2b
from pathlib import Path
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)

from dalel.domain.errors import DalelError

_KEY: Final = b"Ed"
_HASHED: Final = b"ED"
_UNTRUSTED: Final = "untrusted comment: "
_TRUSTED: Final = "trusted comment: "


class SigningKeyError(DalelError):
    """The key that signs releases cannot be read."""


class ForgedError(DalelError):
    """A signature does not fit."""


@dataclass(frozen=True)
class Signer:
    """The newsroom's key for releases."""

    secret: Ed25519PrivateKey = field(repr=False)

    @property
    def public(self) -> bytes:
        """The public key as minisign reads it from a file."""
        coded = _coded(_KEY + self._id + self._raw)
        return f"{_UNTRUSTED}minisign public key {self.name}\n{coded}\n".encode()

    @property
    def name(self) -> str:
        """How people tell keys apart: the id in sixteen hex digits, as minisign prints it."""
        return self._id[::-1].hex().upper()

    @property
    def _raw(self) -> bytes:
        return self.secret.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)

    @property
    def _id(self) -> bytes:
        return blake2b(self._raw, digest_size=8).digest()

    def sign(self, content: bytes, file: str, time: datetime) -> bytes:
        """The signature of a file's content; the same content and time give the same bytes."""
        signature = self.secret.sign(blake2b(content).digest())
        comment = f"timestamp:{int(time.timestamp())}\tfile:{file}\thashed"
        both = self.secret.sign(signature + comment.encode())
        return (
            f"{_UNTRUSTED}signature of a release\n{_coded(_HASHED + self._id + signature)}\n"
            f"{_TRUSTED}{comment}\n{_coded(both)}\n"
        ).encode()


def signer(file: Path) -> Signer:
    """The key in a file; a new one where there is none yet, which only its owner can read.

    :raises SigningKeyError: when the file holds something else.
    """
    if not file.exists():
        draft = _drafted(file, Ed25519PrivateKey.generate())
        try:
            # Whoever else made one at the same moment keeps it.
            os.link(draft, file)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    try:
        return Signer(Ed25519PrivateKey.from_private_bytes(base64.b64decode(file.read_bytes())))
    except (ValueError, IsADirectoryError) as error:
        raise SigningKeyError(f"{file} holds no key: {error}") from error


def key_line(key: Signer) -> str:
    """The public key in one line, as ``minisign -P`` takes it."""
    return key.public.decode().splitlines()[1]


def new_signer() -> Signer:
    """A new key, which lies nowhere yet."""
    return Signer(Ed25519PrivateKey.generate())


def on_paper(key: Signer) -> str:
    """The private half in thirteen groups of four signs, to be written down."""
    plain = base64.b32encode(_seed(key.secret)).decode().rstrip("=")
    return "-".join(plain[place : place + 4] for place in range(0, len(plain), 4))


def from_paper(words: str) -> Signer:
    """The key that ``on_paper`` wrote, however it was typed.

    :raises SigningKeyError: when it is none.
    """
    plain = "".join(sign for sign in words.upper() if sign.isalnum())
    try:
        seed = base64.b32decode(plain + "=" * (-len(plain) % 8))
        return Signer(Ed25519PrivateKey.from_private_bytes(seed))
    except ValueError as error:
        raise SigningKeyError("that is no key from paper: look for a wrong sign") from error


def write_key(file: Path, key: Signer) -> None:
    """Write a key in place of whatever the file held; only its owner can read it."""
    draft = _drafted(file, key.secret)
    draft.replace(file)


def _drafted(file: Path, secret: Ed25519PrivateKey) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = file.with_name(f".{file.name}.{os.getpid()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as stream:
        stream.write(base64.b64encode(_seed(secret)) + b"\n")
        stream.flush()
        os.fsync(stream.fileno())
    return draft


def verify(content: bytes, signature: bytes, public: bytes) -> str:
    """Whether a signature fits; gives its trusted comment.

    :raises ForgedError: when it does not, or is none.
    """
    try:
        key = base64.b64decode(public.decode().splitlines()[1])
        lines = signature.decode().splitlines()
        signed, comment = base64.b64decode(lines[1]), lines[2].removeprefix(_TRUSTED)
        known = Ed25519PublicKey.from_public_bytes(key[10:])
        if signed[:2] != _HASHED or signed[2:10] != key[2:10]:
            raise ForgedError("another key signed it")
        known.verify(signed[10:], blake2b(content).digest())
        known.verify(base64.b64decode(lines[3]), signed[10:] + comment.encode())
    except (InvalidSignature, ValueError, IndexError) as error:
        raise ForgedError("the signature does not fit") from error
    return comment


def _seed(secret: Ed25519PrivateKey) -> bytes:
    return secret.private_bytes(Encoding.Raw, PrivateFormat.Raw, NoEncryption())


def _coded(content: bytes) -> str:
    return base64.b64encode(content).decode()
