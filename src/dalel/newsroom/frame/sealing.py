"""Seals texts and bytes with the newsroom's key, so that a copy of the rows alone tells nothing.

Whoever has the running machine has the key too. Each use has a key of its own, derived from the
newsroom's (HKDF, RFC 5869).
"""

import base64
import hmac
import secrets
from functools import lru_cache
from hashlib import sha256
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM, AESSIV
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from dalel.domain.errors import DalelError
from dalel.newsroom.frame.newsroom_key import newsroom_key

#: How a sealed text begins: by these rules, and sealed alike where it is alike.
MARK: Final = "sealed:1:"
ALIKE: Final = "sealed:1=:"
_NONCE: Final = 12
_LONG: Final = 32


class BrokenSealError(DalelError):
    """The key that opens this seal is not there, or was replaced: nobody can read it any more."""


def is_sealed(text: object) -> bool:
    """Whether a value is the token of a sealed text."""
    return isinstance(text, str) and text.startswith((MARK, ALIKE))


def seal(text: str) -> str:
    """The text as a token (AES-GCM, NIST SP 800-38D); never the same one twice.

    :raises LockedError: when nobody unlocked this newsroom. :raises LostKeyError: without its key.
    """
    plain, nonce = text.encode("utf-8", "surrogatepass"), secrets.token_bytes(_NONCE)
    return MARK + _written(nonce + _gcm(newsroom_key()).encrypt(nonce, plain, None))


def seal_alike(text: str) -> str:
    """The text as a token by which it can be looked up: the same for the same (RFC 5297).

    Raises as ``seal``.
    """
    sealed = _siv(newsroom_key()).encrypt(text.encode("utf-8", "surrogatepass"), None)
    return ALIKE + _written(sealed)


def unsealed(token: str) -> str:
    """The text of a token.

    :raises BrokenSealError: when another key sealed it, or the token is damaged. Else as ``seal``.
    """
    key = newsroom_key()
    try:
        if token.startswith(ALIKE):
            plain = _siv(key).decrypt(_raw(token.removeprefix(ALIKE)), None)
        else:
            raw = _raw(token.removeprefix(MARK))
            plain = _gcm(key).decrypt(raw[:_NONCE], raw[_NONCE:], None)
        return plain.decode("utf-8", "surrogatepass")
    except (InvalidTag, ValueError) as error:
        raise BrokenSealError from error


def keyed_digest(use: str, text: str) -> str:
    """A digest in hexadecimal that only this newsroom can work out (RFC 2104). Raises as ``seal``.

    ``use`` keeps digests of different things apart.
    """
    return hmac.new(derived(use), text.encode("utf-8", "surrogatepass"), sha256).hexdigest()


def derived(use: str) -> bytes:
    """A key of its own for a use. Raises as ``seal``."""
    return _derived(newsroom_key(), use)


@lru_cache(maxsize=2)
def _gcm(key: bytes) -> AESGCM:
    return AESGCM(_derived(key, "columns"))


@lru_cache(maxsize=2)
def _siv(key: bytes) -> AESSIV:
    return AESSIV(_derived(key, "looked up", 2 * _LONG))


@lru_cache(maxsize=64)
def _derived(key: bytes, use: str, length: int = _LONG) -> bytes:
    info = f"dalel.{use}".encode()
    return HKDF(algorithm=SHA256(), length=length, salt=None, info=info).derive(key)


def _written(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode("ascii")


def _raw(text: str) -> bytes:
    return base64.urlsafe_b64decode(text)
