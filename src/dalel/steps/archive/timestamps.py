"""Trusted timestamps for seals: the request, the answer and its verification.

RFC 3161: an authority signs the SHA-256 of a seal's link together with its own time. Asking it is
the caller's: POST ``request`` as ``application/timestamp-query``, give the answer to ``token_of``.
"""

import base64
import binascii
import hashlib
from collections.abc import Collection
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Final

from cryptography.x509 import Certificate, load_pem_x509_certificates
from rfc3161_client import (
    TimestampRequestBuilder,
    VerifierBuilder,
    decode_timestamp_response,
)
from rfc3161_client.base import HashAlgorithm
from rfc3161_client.errors import VerificationError
from rfc3161_client.tsp import PKIStatus, TimeStampResponse

from dalel.domain.errors import TimestampError

#: The media type of a request (RFC 3161, section 3.4).
QUERY: Final = "application/timestamp-query"
_ROOTS: Final = Path(__file__).with_name("authority_roots.pem")


def request(seal: str) -> bytes:
    """What to ask an authority about a seal's link. It learns a digest, nothing else."""
    builder = TimestampRequestBuilder().data(seal.encode())
    return builder.hash_algorithm(HashAlgorithm.SHA256).nonce(nonce=False).build().as_bytes()


def token_of(answer: bytes, seal: str) -> str:
    """The authority's answer as it stands in the chain, if it grants what was asked.

    Whether it leads to a root that is trusted is asked later, by ``is_proved``.

    :raises TimestampError: when it is none, was refused or speaks of something else. An answer
        whose certificates are not in DER order is refused too: its authority must be told to sort
        them (X.690, section 11.6).
    """
    token = base64.b64encode(answer).decode()
    time_of(token, seal)
    return token


def time_of(token: str, seal: str) -> datetime:
    """The time that an answer names for a seal's link; its signature is not followed.

    :raises TimestampError: as in ``token_of``.
    """
    try:
        return _read(token, seal).tst_info.gen_time
    except (ValueError, binascii.Error) as error:
        raise TimestampError(f"the timestamp does not hold: {error}") from error


def is_proved(token: str, seal: str, roots: Collection[Certificate]) -> bool:
    """Whether an answer was signed for this seal by an authority that leads to one of the roots."""
    if not roots:
        return False
    verifier = VerifierBuilder(roots=list(roots)).build()
    try:
        return verifier.verify_message(_read(token, seal), seal.encode())
    except (ValueError, binascii.Error, VerificationError):
        return False


def own_root(token: str, seal: str, roots: Collection[Certificate]) -> str:
    """The name of the root that proves an answer which none of the known roots proves."""
    own = [root for root in roots if root not in known_roots()]
    if not own or is_proved(token, seal, known_roots()):
        return ""
    proving = (root for root in own if is_proved(token, seal, [root]))
    return next((root.subject.rfc4514_string() for root in proving), "")


@cache
def known_roots() -> tuple[Certificate, ...]:
    """The roots of the authorities that are asked by default."""
    return tuple(load_pem_x509_certificates(_ROOTS.read_bytes()))


def _read(token: str, seal: str) -> TimeStampResponse:
    answer = decode_timestamp_response(base64.b64decode(token, validate=True))
    if answer.status != PKIStatus.GRANTED:
        raise ValueError("the authority did not grant it")
    if answer.tst_info.message_imprint.message != hashlib.sha256(seal.encode()).digest():
        raise ValueError("it confirms something else")
    return answer
