"""Tells by its name whether a host belongs to the newsroom's own network."""

from ipaddress import ip_address
from typing import Final

#: Ends of names that no public register gives (RFC 6762, RFC 8375, and by custom).
_OWN_NAMES: Final = (".local", ".lan", ".internal", ".home.arpa", ".localhost")


def is_own(host: str) -> bool:
    """Whether it is a private address, a name without a dot, or one that is never public."""
    try:
        return ip_address(host).is_private
    except ValueError:
        return "." not in host or host.endswith(_OWN_NAMES)
