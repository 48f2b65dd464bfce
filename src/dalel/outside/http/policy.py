"""The fetcher's policy: user agent, limits, denied addresses and proxies."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

_CONTACT = re.compile(r"https?://\S+|\S+@\S+")


@dataclass(frozen=True, kw_only=True)
class Policy:
    """The manners of a fetcher. Sizes are in bytes, times in seconds.

    :raises ValueError: when ``user_agent`` names no contact, or a denied pattern is no regex.
    """

    #: ``Name/version (+address or e-mail of the newsroom)``.
    user_agent: str
    at_once: int = 16
    at_once_per_host: int = 2
    #: Between two requests to one host; a longer Crawl-delay of its robots.txt is obeyed up to
    #: ``longest_crawl_delay``.
    delay: float = 1.0
    longest_crawl_delay: float = 60.0
    #: Between two parts of one page (pictures, scripts) that a browser shows; a Crawl-delay says
    #: how often pages are asked for, not their parts.
    part_delay: float = 0.1
    #: Tries when a host answers 429 or 503, and the waits between them.
    attempts: int = 3
    first_wait: float = 5.0
    longest_wait: float = 120.0
    connect_seconds: float = 15.0
    #: For one whole exchange, however slowly it drips.
    exchange_seconds: float = 60.0
    max_body: int = 10 * 2**20
    #: After the content coding is undone; and how many times larger than the body that may be.
    max_content: int = 50 * 2**20
    max_ratio: int = 200
    max_redirects: int = 8
    #: Name of a vantage point -> http://, socks4:// or socks5:// address of its proxy. Names are
    #: resolved by the proxy, so that Tor leaks nothing and a lying resolver here does not matter.
    proxies: Mapping[str, str] = field(default_factory=dict)
    #: Host -> token that is shown to it and to nobody else, only where the connection is sure; no
    #: record keeps it.
    tokens: Mapping[str, str] = field(default_factory=dict, repr=False)
    #: ``host:port`` or ``address:port`` of the sample press and of tests. Nobody else's.
    allow_private: frozenset[str] = frozenset()
    #: The pack's deny-list: hosts with all below them, and patterns searched in the address.
    denied_hosts: frozenset[str] = frozenset()
    denied_patterns: tuple[str, ...] = ()
    #: Hosts, without www., that are read although their chain of certificates is broken; it is on
    #: record then.
    broken_tls_hosts: frozenset[str] = frozenset()
    #: Host, without www. -> the certificate, as PEM, of the one authority believed for it, and for
    #: no other host.
    roots: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not _CONTACT.search(self.user_agent):
            raise ValueError("user_agent must name a contact: an address or an e-mail")
        for pattern in self.denied_patterns:
            try:
                re.compile(pattern)
            except re.error as problem:
                raise ValueError(f"denied pattern {pattern!r}: {problem}") from problem

    def token(self, scheme: str, host: str) -> str:
        """What is shown to a host alone; empty where there is none, or others could read it.

        Only this machine's own press may be shown one over a connection that is not sure.
        """
        is_sure = scheme == "https" or bool(self.allow_private)
        return self.tokens.get(host, "") if is_sure else ""

    @property
    def product(self) -> str:
        """The name that a robots.txt addresses us by (RFC 9309, section 2.2.1)."""
        return re.split(r"[/\s]", self.user_agent, maxsplit=1)[0]
