"""Locking one key with another, or with a passphrase.

A key is 32 random bytes, written as base64. What is locked is opened only whole: AES-GCM (NIST SP
800-38D) tells a wrong key from the right one.
"""

import base64
import binascii
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_LONG: Final = 32
_NONCE: Final = 12
#: What one try of a passphrase takes: passes, kibibytes and lanes (RFC 9106).
COST: Final[Mapping[str, int]] = {"time": 3, "memory": 131_072, "lanes": 2}
#: Shorter passphrases are refused.
SHORTEST: Final = 12


class WrongKeyError(Exception):
    """It does not open what is locked."""


@dataclass(frozen=True, kw_only=True, repr=False)
class Locked:
    """A locked key, and what a passphrase needs to open it; without a salt a key opens it."""

    token: str
    salt: str = ""
    cost: Mapping[str, int] = field(default_factory=dict)


def new_key() -> bytes:
    """A random key."""
    return secrets.token_bytes(_LONG)


def written(key: bytes) -> str:
    """A key as it stands in a file."""
    return base64.urlsafe_b64encode(key).decode("ascii")


def read(text: str | bytes) -> bytes | None:
    """The key that a file or variable holds; None where it holds none."""
    try:
        key = base64.urlsafe_b64decode(text.strip())
    except (binascii.Error, ValueError):
        return None
    return key if len(key) == _LONG else None


def lock(key: bytes, by: bytes) -> Locked:
    """A key, locked with another."""
    nonce = secrets.token_bytes(_NONCE)
    return Locked(token=written(nonce + AESGCM(by).encrypt(nonce, key, None)))


def opened(locked: Locked, by: bytes) -> bytes:
    """The key that was locked.

    :raises WrongKeyError: when another key locked it, or it is damaged.
    """
    try:
        raw = base64.urlsafe_b64decode(locked.token)
        return AESGCM(by).decrypt(raw[:_NONCE], raw[_NONCE:], None)
    except (InvalidTag, ValueError) as error:
        raise WrongKeyError from error


def lock_with_words(key: bytes, passphrase: str, cost: Mapping[str, int] = COST) -> Locked:
    """A key, locked with a passphrase."""
    salt = written(secrets.token_bytes(16))
    token = lock(key, _stretched(passphrase, salt, cost)).token
    return Locked(token=token, salt=salt, cost=cost)


def opened_with_words(locked: Locked, passphrase: str) -> bytes:
    """The key that was locked with a passphrase.

    :raises WrongKeyError: when it is another one.
    """
    return opened(locked, _stretched(passphrase, locked.salt, locked.cost))


def _stretched(passphrase: str, salt: str, cost: Mapping[str, int]) -> bytes:
    """The key of a passphrase by Argon2id (RFC 9106)."""
    return hash_secret_raw(
        passphrase.strip().encode("utf-8", "replace"),
        base64.urlsafe_b64decode(salt),
        time_cost=cost["time"],
        memory_cost=cost["memory"],
        parallelism=cost["lanes"],
        hash_len=_LONG,
        type=Type.ID,
    )
