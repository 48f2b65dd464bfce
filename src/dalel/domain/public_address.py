"""Addresses that may be printed: what a reader can follow, and what leads nowhere but there.

Whatever stands in the record - an imported bulletin, a link that somebody added, the evidence of
an article - passes here before any output. Browsers read addresses by the URL Standard
(https://url.spec.whatwg.org/), programs by RFC 3986; where the two may disagree about the host,
nothing is printed.
"""

import ipaddress
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import replace
from typing import Final
from urllib.parse import urlsplit

from dalel.domain.evidence_disclosure import PublicEvidence
from dalel.domain.incident import Incident, Link

_SCHEMES: Final = ("http", "https")
#: Names that no public resolver answers for (RFC 6761, RFC 6762, RFC 8375).
_LOCAL: Final = frozenset({"localhost", "local", "internal", "arpa", "intranet", "lan", "home"})
#: The last label of a name is no number: else a browser takes all of it for an IPv4 address
#: (https://url.spec.whatwg.org/#ends-in-a-number-checker), be it octal, hexadecimal or short.
_NUMBER: Final = re.compile(r"\d+|0x[0-9a-f]*")
_LABEL: Final = re.compile(r"(?!-)[\w-]{1,63}(?<!-)")
#: Most addresses: nothing in them needs a closer look but the host.
_PLAIN: Final = re.compile(r"https?://([a-z0-9.-]+)(?:[/?#][!-\[\]-~]*)?")
#: Characters that steer, hide or break what stands around them.
_UNSEEN: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zs", "Zl", "Zp"})


def public_address(url: str) -> str | None:
    """The address as it may be printed, without user name and password; None: it may not be."""
    plain = _PLAIN.fullmatch(url)
    if plain is not None:
        return url if _is_public(plain[1]) else None
    if "\\" in url or any(unicodedata.category(letter) in _UNSEEN for letter in url):
        return None
    try:
        parts = urlsplit(url)
        host, _port = parts.hostname or "", parts.port
    except ValueError:
        return None
    authority = parts.netloc.rpartition("@")[2]
    # Without the two slashes, or with three, browsers find a host all the same.
    is_web = parts.scheme in _SCHEMES and re.match(r"(?i)https?://[^/]", url)
    if not is_web or not _is_public(host) or "%" in authority:
        return None
    return url if authority == parts.netloc else url.replace(f"{parts.netloc}", authority, 1)


def printable(incident: Incident) -> Incident:
    """The incident with nothing in it that an output may not print."""
    links = _links(incident.links)
    steps = tuple(
        one if (cited := _links(one.links)) == one.links else replace(one, links=cited)
        for one in incident.developments
    )
    proofs = tuple(one for one in map(_proof, incident.proofs) if one is not None)
    if (links, steps, proofs) == (incident.links, incident.developments, incident.proofs):
        return incident
    return replace(incident, links=links, developments=steps, proofs=proofs)


def _links(links: Iterable[Link]) -> tuple[Link, ...]:
    return tuple(one for one in map(_link, links) if one is not None)


def _link(link: Link) -> Link | None:
    url = public_address(link.url)
    if url is None:
        return None
    spelt = link.printed if "://" in link.printed else f"https://{link.printed}"
    printed = link.printed if public_address(spelt) == spelt else url
    return (
        link
        if (url, printed) == (link.url, link.printed)
        else replace(link, url=url, printed=printed)
    )


def _proof(proof: PublicEvidence) -> PublicEvidence | None:
    link = public_address(proof.link)
    if link is None:
        return None
    return proof if link == proof.link else replace(proof, link=link)


def _is_public(host: str) -> bool:
    """Whether a host's name can be that of a site on the open web."""
    name = unicodedata.normalize("NFKC", host).lower().rstrip(".")
    if ":" in name:
        return _is_open(name)
    labels = name.split(".")
    if _NUMBER.fullmatch(labels[-1]):
        return len(labels) == 4 and _is_open(name)
    return len(labels) > 1 and labels[-1] not in _LOCAL and all(map(_LABEL.fullmatch, labels))


def _is_open(address: str) -> bool:
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return False
    inner = getattr(found, "ipv4_mapped", None) or getattr(found, "sixtofour", None)
    return (inner or found).is_global and not found.is_multicast
