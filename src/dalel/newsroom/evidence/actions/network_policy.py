"""Network policy of a newsroom: ways out, user agent, denied hosts and control hosts."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from dalel.domain.errors import DalelError
from dalel.newsroom.evidence.queries.watched_addresses import tokens_of
from dalel.outside.browser.chromium import Chromium
from dalel.outside.http import Clock, Policy, Resolve, system_resolve
from dalel.pack import Pack


class NoControlsError(DalelError):
    """The pack names no control hosts, so nobody could tell whether it is we who are cut off."""


@dataclass(frozen=True, kw_only=True)
class Reach:
    """A policy, the control hosts of each group, and how names and time are had.

    ``ways`` leads from a source to the vantage point by which it is asked; ``chromium`` shows pages
    that need a browser, where there is one.
    """

    policy: Policy
    controls: Mapping[str, tuple[str, ...]]
    resolve: Resolve = system_resolve
    clock: Clock = field(default_factory=Clock)
    ways: Mapping[str, str] = field(default_factory=dict)
    chromium: Chromium | None = None


def reach_of(
    pack: Pack,
    *,
    contact: str,
    proxies: Mapping[str, str] | None = None,
    ways: Mapping[str, str] | None = None,
    chromium: Chromium | None = None,
    version: str,
    radar_token: str = "",
) -> Reach:
    """How a newsroom asks: under its own name, never what the pack denies.

    A token of Cloudflare Radar is shown to Cloudflare alone, whatever hosts a pack names.

    :raises NoControlsError: when the pack has no control hosts.
    """
    if not pack.controls or not all(pack.controls.values()):
        raise NoControlsError
    return Reach(
        policy=Policy(
            user_agent=f"Dalel/{version} (+{contact})",
            proxies=proxies or {},
            tokens=tokens_of(radar_token),
            denied_hosts=pack.denied.hosts,
            denied_patterns=pack.denied.patterns,
            broken_tls_hosts=frozenset(
                host
                for source in pack.sources
                if source.has_broken_tls
                for host in (source.host, *source.aliases)
                if host
            ),
            roots=pack.roots,
        ),
        controls=pack.controls,
        ways=ways or {},
        chromium=chromium,
    )
