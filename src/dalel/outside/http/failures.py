"""Classifies network errors into kinds of failure."""

import re
import ssl

import aiohttp
from aiohttp_socks import ProxyConnectionError, ProxyError, ProxyTimeoutError

from dalel.domain.content_encoding import BombError, CodingError, TooLargeError
from dalel.domain.exchange import FailureKind
from dalel.language.letters import legible
from dalel.outside.http.resolving import PrivateNetworkError

#: All that the network, the other machine or its answer can do to us. Errors of our own code are
#: not among them: they stop the run.
NET_ERRORS: tuple[type[Exception], ...] = (
    aiohttp.ClientError,
    ProxyError,
    ProxyConnectionError,
    ProxyTimeoutError,
    OSError,
    TimeoutError,
    CodingError,
    TooLargeError,
    BombError,
)

_OBJECT = re.compile(r" ssl:(?:<[^>]*>|\w+)| at 0x[0-9a-f]+| \[None\]")

#: A SOCKS proxy says that the other machine refused (RFC 1928, section 6).
_SOCKS_REFUSED = 5

#: In this order, for some errors are of several classes.
_KINDS: tuple[tuple[tuple[type[Exception], ...], FailureKind], ...] = (
    ((BombError,), FailureKind.BOMB),
    ((TooLargeError,), FailureKind.TOO_LARGE),
    ((PrivateNetworkError,), FailureKind.PRIVATE_NETWORK),
    ((aiohttp.InvalidURL,), FailureKind.BAD_ADDRESS),
    ((ssl.SSLError, ssl.CertificateError, aiohttp.ClientSSLError), FailureKind.TLS),
    ((aiohttp.ClientConnectorDNSError,), FailureKind.DNS),
    (
        (
            aiohttp.ClientHttpProxyError,
            aiohttp.ClientProxyConnectionError,
            ProxyConnectionError,
            ProxyTimeoutError,
            ProxyError,
        ),
        FailureKind.PROXY,
    ),
    ((TimeoutError,), FailureKind.TIMEOUT),
    ((aiohttp.ClientConnectorError,), FailureKind.REFUSED),
)


def kind_of(error: Exception) -> tuple[FailureKind, str]:
    """The kind of one of ``NET_ERRORS``, and the reason in its own words."""
    inner = getattr(error, "os_error", None)
    if isinstance(inner, PrivateNetworkError):
        error = inner
    if isinstance(error, ProxyError) and getattr(error, "error_code", None) == _SOCKS_REFUSED:
        return FailureKind.REFUSED, _words(error)
    for classes, kind in _KINDS:
        if isinstance(error, classes):
            return kind, _words(error)
    return FailureKind.BROKEN, _words(error)


def _words(error: Exception) -> str:
    # The same failure must read the same: no addresses of our own memory.
    plain = _OBJECT.sub("", legible(str(error))) or type(error).__name__
    return " ".join(plain.split())[:500]
