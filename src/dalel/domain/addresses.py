"""Web addresses: canonical form, tracking parameters, printed links, and the owning source.

Addresses are split as RFC 3986 says; the canonical form follows its section 6.2 (case, percent
encoding, dot segments, default port).
"""

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final
from urllib.parse import SplitResult, quote, unquote, urlsplit

from dalel.domain.incident import Link
from dalel.domain.public_address import public_address
from dalel.domain.source import Source

#: No server needs a longer address, its percent encoding included, and no index of PostgreSQL holds
#: one that is much longer (2,704 bytes).
LONGEST: Final = 2000
#: No name in the DNS is longer, and writing one in ASCII makes it no shorter (RFC 1035).
_LONGEST_HOST: Final = 253

_SCHEMES: Final = ("http", "https")
_DEFAULT_PORTS: Final = (None, 80, 443)
_HOST: Final = re.compile(r"[\w:][\w.:-]*")
_WWW: Final = re.compile(r"^(?:www\.)+(?=[^.]+\.)")
_BARE_HOST: Final = re.compile(r"(?:[\w-]+\.)+[^\W\d_]{2,}(?=[:/?#]|$)")
_TELEGRAM: Final = "t.me"
#: RFC 3986: what may stand in a path or query as it is, the percent sign of an encoding included.
_LEGAL: Final = "%/:@!$&'()*+,;=?~"
_STRAY_PERCENT: Final = re.compile(r"%(?![0-9A-Fa-f]{2})")
_ENCODED: Final = re.compile(r"%([0-9A-Fa-f]{2})")
_UNRESERVED: Final = re.compile(r"[A-Za-z0-9._~-]")


@dataclass(frozen=True, kw_only=True)
class KeyRule:
    """How the identity of a host's pages is read from their path.

    ``pattern`` is searched in the path; ``path`` is the canonical path, in which the pattern's
    named groups stand in braces and are lower-cased. The query does not belong to the identity.
    """

    pattern: str
    path: str

    def key(self, path: str) -> str | None:
        """The canonical path, or None where the rule does not know this kind of page."""
        match = re.search(self.pattern, path)
        if match is None:
            return None
        found = match.groupdict(default="")
        return self.path.format_map({name: text.lower() for name, text in found.items()})


@dataclass(frozen=True, kw_only=True)
class AddressRules:
    """What a pack knows about addresses; hosts are in the form that ``host_of`` gives.

    ``tracking`` names query parameters that only watch the reader, a trailing ``*`` standing for
    any ending. ``aliases`` leads from a genuine host to the outlet's canonical one, ``misspelt``
    from a wrong host to the right one. ``dead`` hosts no longer answer. ``languages`` reads the
    language of a page from a label of the host or a segment of the path. ``keys`` is by host.
    ``dated`` are patterns that find the groups ``year``, ``month`` and ``day`` in the path of a
    page that tells when it was published; ``published`` gives that day by canonical address where
    it is known otherwise.
    """

    tracking: tuple[str, ...] = ()
    aliases: Mapping[str, str] = field(default_factory=dict)
    misspelt: Mapping[str, str] = field(default_factory=dict)
    dead: frozenset[str] = frozenset()
    languages: Mapping[str, str] = field(default_factory=dict)
    keys: Mapping[str, KeyRule] = field(default_factory=dict)
    dated: tuple[str, ...] = ()
    published: Mapping[str, date] = field(default_factory=dict)

    @property
    def of_what_was_fetched(self) -> "AddressRules":
        """The rules for a page that answered: what people misspell may be somebody else's host."""
        return replace(self, misspelt={})

    def tracks(self, parameter: str) -> bool:
        """Whether a query parameter of this name only watches the reader."""
        name = unquote(parameter).lower()
        return any(
            name.startswith(pattern[:-1]) if pattern.endswith("*") else name == pattern
            for pattern in self.tracking
        )

    def canonical_host(self, host: str) -> str:
        """The host under which an outlet's pages are known: spelling mended, aliases followed."""
        right = self.misspelt.get(host, host)
        return self.aliases.get(right, right)


def published_on(link: Link, rules: AddressRules) -> date | None:
    """The day on which a cited page was published, where its address or the pack tells it."""
    if known := rules.published.get(link.canonical):
        return known
    parts = _split(link.url)
    found = (re.search(pattern, parts.path) for pattern in rules.dated) if parts else ()
    for match in filter(None, found):
        try:
            return date(*(int(match[name]) for name in ("year", "month", "day")))
        except ValueError:
            continue
    return None


def host_of(url: str) -> str:
    """The host in lower case without ``www.``, in ASCII; empty where the address has none."""
    parts = _split(url)
    return _host(parts) if parts else ""


def strip_tracking(url: str, rules: AddressRules) -> str:
    """The address without tracking parameters, every other character as it was."""
    before, hash_mark, fragment = url.partition("#")
    base, _, query = before.partition("?")
    parts = query.split("&")
    kept = [part for part in parts if not rules.tracks(part.partition("=")[0])]
    if len(kept) == len(parts):
        return url
    return base + "?" * bool(kept) + "&".join(kept) + hash_mark + fragment


def canonical_url(url: str, rules: AddressRules) -> str:
    """The one form that all addresses of a page share; it need not be a working address.

    Scheme, ``www.``, fragment, user name, default port, final slash and tracking are left out of
    account, the case of the path is kept, and where the pack has a key rule for the host, only
    the key counts. What is no address on the web comes back as it is, without outer white space.
    Beyond ``LONGEST`` the end gives way to a digest.
    """
    parts = _split(url)
    return _cut(_canonical(parts, rules) if parts else url.strip())


def is_too_long(url: str) -> bool:
    """Whether an address is longer than we ask for, whichever way its letters are written."""
    return len(url) > LONGEST or (
        not url.isascii() and len(quote(url, safe=f"{_LEGAL}#[]", errors="replace")) > LONGEST
    )


def _canonical(parts: SplitResult, rules: AddressRules) -> str:
    host = rules.canonical_host(_host(parts))
    path = _plain_path(parts.path)
    rule = rules.keys.get(host)
    key = rule.key(path) if rule else None
    query = "" if key else _plain_query(parts.query, rules)
    return f"https://{_authority(host, parts.port)}{key or path}" + f"?{query}" * bool(query)


def _cut(canonical: str) -> str:
    if not is_too_long(canonical):
        return canonical
    digest = hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()
    return f"{quote(canonical, safe=_LEGAL, errors='replace')[: LONGEST - 65]}#{digest}"


def make_link(printed: str, rules: AddressRules, sources: Iterable[Source]) -> Link:
    """The link that was printed: its working form, its identity and its source.

    A misspelt host stays in the working form, for a person to mend; the identity has the right
    host. An address without a scheme gets ``https``. A user name and password are not kept.
    """
    bare = printed.strip()
    whole = strip_tracking(f"https://{bare}" if _BARE_HOST.match(bare) else bare, rules)
    url = public_address(whole) or whole
    canonical = canonical_url(url, rules)
    source = _source(canonical, host_of(url), rules, sources)
    return Link(
        printed=printed if url == whole else url,
        url=url,
        canonical=canonical,
        host=host_of(url),
        source=source.id if source else None,
        language=_language(url, rules, source),
    )


def owner_of(url: str, rules: AddressRules, sources: Iterable[Source]) -> str | None:
    """The id of the source whose page an address that answered is."""
    return make_link(url, rules.of_what_was_fetched, sources).source


def _split(url: str) -> SplitResult | None:
    """The parts of a web address with a host and a possible port; None for anything else."""
    bare = url.strip()
    if _BARE_HOST.match(bare):
        bare = f"https://{bare}"
    try:
        parts = urlsplit(bare)
        _ = parts.port
    except ValueError:
        return None
    is_web = parts.scheme in _SCHEMES and _HOST.fullmatch(parts.hostname or "")
    return parts if is_web else None


def _host(parts: SplitResult) -> str:
    host = _WWW.sub("", (parts.hostname or "").rstrip("."))
    return _WWW.sub("", _ascii(host))


def _ascii(host: str) -> str:
    if len(host) > _LONGEST_HOST:
        return host.lower()
    try:
        return host.encode("idna").decode("ascii").lower()
    except UnicodeError:
        # With a label that is empty or too long: no such host, but still a name to show.
        return host.lower()


def _authority(host: str, port: int | None) -> str:
    named = f"[{host}]" if ":" in host else host
    return named if port in _DEFAULT_PORTS else f"{named}:{port}"


def _plain(text: str) -> str:
    """Percent encoding as RFC 3986 section 6.2.2 wants it."""

    def mend(match: re.Match[str]) -> str:
        letter = chr(int(match[1], 16))
        return letter if _UNRESERVED.fullmatch(letter) else match[0].upper()

    return _ENCODED.sub(mend, quote(_STRAY_PERCENT.sub("%25", text), safe=_LEGAL))


def _plain_path(path: str) -> str:
    """Encoding normal, dot segments resolved (RFC 3986 section 5.2.4), no final slash."""
    kept: list[str] = []
    for segment in _plain(path).split("/")[1:]:
        if segment == "..":
            del kept[-1:]
        elif segment != ".":
            kept.append(segment)
    return ("/" + "/".join(kept)).rstrip("/")


def _plain_query(query: str, rules: AddressRules) -> str:
    """Encoding normal, no tracking, parameters by name; equal names stay in their order."""
    parts = [part for part in query.split("&") if part and not rules.tracks(part.partition("=")[0])]
    return "&".join(sorted(map(_plain, parts), key=lambda part: part.partition("=")[0]))


def _source(
    canonical: str, host: str, rules: AddressRules, sources: Iterable[Source]
) -> Source | None:
    known = {host, rules.misspelt.get(host, host), rules.canonical_host(host)}
    channel = _channel(canonical)
    for source in sources:
        if channel and source.telegram and source.telegram.lower() == channel:
            return source
        if source.host in known or known.intersection(source.aliases):
            return source
    return None


def _channel(canonical: str) -> str | None:
    """The Telegram channel of an address, in lower case; ``/s/`` leads to its preview."""
    parts = _split(canonical)
    if parts is None or parts.hostname != _TELEGRAM:
        return None
    segments = parts.path.removeprefix("/s/").strip("/").split("/")
    return segments[0].lower()


def _language(url: str, rules: AddressRules, source: Source | None) -> str | None:
    """What the address says, as far as the source speaks it; else the source's only language."""
    spoken = source.languages if source else tuple(rules.languages.values())
    parts = _split(url)
    marks = [*_host(parts).split(".")[:-1], *parts.path.split("/")] if parts else []
    for mark in marks:
        language = rules.languages.get(mark.lower())
        if language in spoken:
            return language
    return source.languages[0] if source and len(source.languages) == 1 else None
