"""Rules on which addresses may be requested: HTTP only, public, not on the deny-list."""

import ipaddress
import re
import socket
from urllib.parse import unquote

from yarl import URL

from dalel.domain.exchange import FailureKind
from dalel.outside.http.policy import Policy

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address

#: What ``ipaddress`` calls global, but leads to a cloud's inside or hides an IPv4 address.
_INSIDE = tuple(
    ipaddress.ip_network(network)
    for network in (
        "168.63.129.16/32",  # Azure's platform service
        "192.0.0.0/24",  # IETF protocol assignments, RFC 6890; a cloud's metadata, too
        "192.88.99.0/24",  # 6to4 relays, RFC 7526
        "::/96",  # IPv4-compatible, RFC 4291 section 2.5.5.1
        "64:ff9b:1::/48",  # local-use NAT64, RFC 8215
        "2001::/32",  # Teredo
        "3fff::/20",  # documentation, RFC 9637
        "fec0::/10",  # site-local, RFC 3879
    )
)
_NAT64 = ipaddress.ip_network("64:ff9b::/96")  # RFC 6052
_ISATAP = {0x00005EFE, 0x02005EFE}  # RFC 5214, section 6.1

#: Names that no public resolver answers for (RFC 6761, RFC 6762, RFC 8375).
_LOCAL_NAMES = ("localhost", "local", "internal", "home.arpa", "intranet", "lan")


def is_public(text: str) -> bool:
    """Whether an IP address, as text, belongs to the open internet.

    Addresses that carry an IPv4 address inside are judged by that one.
    """
    address = ipaddress.ip_address(text.partition("%")[0])
    inner = _inner(address)
    if inner is not None:
        return is_public(str(inner))
    return (
        address.is_global
        and not address.is_multicast
        and not address.is_reserved
        and not any(address in network for network in _INSIDE)
    )


def _inner(address: IPAddress) -> ipaddress.IPv4Address | None:
    if isinstance(address, ipaddress.IPv4Address):
        return None
    if address in _NAT64 or int(address) >> 32 & 0xFFFFFFFF in _ISATAP:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour


def refusal(url: URL, policy: Policy) -> tuple[FailureKind, str] | None:
    """Why an address must not be asked, judged by its letters alone; None when it may.

    What its name resolves to is judged by the resolver.
    """
    host = (url.raw_host or "").rstrip(".").lower()
    if url.scheme not in {"http", "https"} or not host:
        return FailureKind.BAD_ADDRESS, "not an http or https address with a host"
    if url.raw_user is not None or url.raw_password is not None:
        return FailureKind.BAD_ADDRESS, "the address carries a user name or password"
    if f"{host}:{url.port}" not in policy.allow_private and (problem := _private(host)):
        return FailureKind.PRIVATE_NETWORK, problem
    if problem := _denied(url, host, policy):
        return FailureKind.DENIED, problem
    return None


def denial(address: str, policy: Policy) -> str | None:
    """Why an address stands on the deny-list; None when it does not, or is no address."""
    try:
        url = URL(address)
    except ValueError:
        return None
    return _denied(url, (url.raw_host or "").rstrip(".").lower(), policy)


def _private(host: str) -> str | None:
    try:
        return None if is_public(host) else f"{host} is not on the open internet"
    except ValueError:
        pass
    if _is_odd_number(host):
        return f"{host} is an odd way to write an IP address"
    if "." not in host or any(host.endswith(f".{name}") for name in _LOCAL_NAMES):
        return f"{host} is a name of a local network"
    return None


def _is_odd_number(host: str) -> bool:
    """Whether the C library would read the name as an IPv4 address: 0177.1, 0x7f000001 ..."""
    if not re.fullmatch(r"[0-9a-fx.]+", host):
        return False
    try:
        socket.inet_aton(host)
    except OSError:
        return False
    return True


def _denied(url: URL, host: str, policy: Policy) -> str | None:
    parts = host.removeprefix("www.").split(".")
    for start in range(len(parts)):
        if (name := ".".join(parts[start:])) in policy.denied_hosts:
            return f"{name} is on the deny-list"
    address = unquote(str(url)).lower()
    for pattern in policy.denied_patterns:
        if re.search(pattern, address):
            return f"the deny-list has a pattern for it: {pattern}"
    return None
