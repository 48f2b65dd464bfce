"""Trusted timestamps for seals: the request, the answer and its verification.

RFC 3161: an authority signs the SHA-256 of a seal's link together with its own time. Asking it is
the caller's: POST ``request`` as ``application/timestamp-query``, give the answer to ``token_of``.
"""

import base64
import binascii
import hashlib
from collections.abc import Collection
from datetime import datetime
from typing import Final

from cryptography.x509 import Certificate
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


def request(seal: str) -> bytes:
    """What to ask an authority about a seal's link. It learns a digest, nothing else."""
    builder = TimestampRequestBuilder().data(seal.encode())
    return builder.hash_algorithm(HashAlgorithm.SHA256).nonce(nonce=False).build().as_bytes()


def token_of(answer: bytes, seal: str, roots: Collection[Certificate]) -> str:
    """The authority's answer as it stands in the chain, once it is proved.

    :raises TimestampError: when it is none, was refused, speaks of something else, or does not
        lead to one of the roots. An answer whose certificates are not in DER order is refused too:
        its authority must be told to sort them (X.690, section 11.6).
    """
    token = base64.b64encode(answer).decode()
    check_token(token, seal, roots)
    return token


def check_token(token: str, seal: str, roots: Collection[Certificate]) -> datetime:
    """The time that an answer confirms for a seal's link.

    Without roots the signature is not followed; only what was signed, and that it was granted.

    :raises TimestampError: as in ``token_of``.
    """
    try:
        answer = decode_timestamp_response(base64.b64decode(token, validate=True))
        _check(answer, seal, roots)
        time = answer.tst_info.gen_time
    except (ValueError, binascii.Error, VerificationError) as error:
        raise TimestampError(f"the timestamp does not hold: {error}") from error
    return time


def _check(answer: TimeStampResponse, seal: str, roots: Collection[Certificate]) -> None:
    if answer.status != PKIStatus.GRANTED:
        raise ValueError("the authority did not grant it")
    if answer.tst_info.message_imprint.message != hashlib.sha256(seal.encode()).digest():
        raise ValueError("it confirms something else")
    if roots:
        verifier = VerifierBuilder(roots=list(roots)).build()
        verifier.verify_message(answer, seal.encode())
