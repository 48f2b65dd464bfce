"""The deny-list: addresses never fetched, archived, linked or previewed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit


@dataclass(frozen=True, kw_only=True)
class DeniedKind:
    """Addresses of one kind, and why.

    ``hosts`` cover all names below them; ``patterns`` (regular expressions) are searched in the
    whole address in small letters.
    """

    kind: str
    why: str
    hosts: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Denied:
    """``deny.toml``."""

    kinds: tuple[DeniedKind, ...] = ()

    @property
    def hosts(self) -> frozenset[str]:
        """The hosts of every kind."""
        return frozenset(host for kind in self.kinds for host in kind.hosts)

    def kind_of(self, address: str) -> str | None:
        """The kind of a denied address; None where it is not denied."""
        small = address.lower()
        host = (urlsplit(small).hostname or "").removeprefix("www.")
        for kind in self.kinds:
            is_below = any(host == one or host.endswith(f".{one}") for one in kind.hosts)
            if is_below or any(re.search(pattern, small) for pattern in kind.patterns):
                return kind.kind
        return None

    @property
    def patterns(self) -> tuple[str, ...]:
        """The patterns of every kind."""
        return tuple(pattern for kind in self.kinds for pattern in kind.patterns)


def problems(denied: Denied) -> Iterator[tuple[str, str]]:
    """What is wrong with a deny-list, by key."""
    for place, kind in enumerate(denied.kinds):
        if not kind.hosts and not kind.patterns:
            yield f"kinds[{place}]", f"{kind.kind} denies nothing"
        for host in kind.hosts:
            if host != host.lower() or host.startswith("www.") or "/" in host or "." not in host:
                yield f"kinds[{place}].hosts", f"{host!r} is no host in small letters without www."
        for pattern in kind.patterns:
            try:
                re.compile(pattern)
            except re.error as error:
                yield f"kinds[{place}].patterns", f"{pattern!r}: {error}"
