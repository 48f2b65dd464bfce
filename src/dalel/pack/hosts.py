"""Checks a pack's hosts and address rules against its sources."""

import re
from collections.abc import Iterator, Sequence
from string import Formatter

from dalel.domain.addresses import host_of
from dalel.domain.errors import PackError
from dalel.domain.source import Source
from dalel.pack.pack_records import Addresses, NamedRule


def check(addresses: Addresses, sources: Sequence[Source]) -> None:
    """Look at hosts and key rules before anything is built on them.

    :raises PackError: for the first thing that does not agree.
    """
    problems = (*_key_rules(addresses), *_dated(addresses), *_named_hosts(addresses))
    for key, problem in problems:
        raise PackError("addresses.toml", key, problem)
    for key, problem in (*_owners(sources), *_rules_of(sources, addresses)):
        raise PackError("sources.json", key, problem)


def _key_rules(addresses: Addresses) -> Iterator[tuple[str, str]]:
    for name, rule in addresses.rules.items():
        try:
            groups = set(re.compile(rule.pattern).groupindex)
        except re.error as error:
            yield f"rules.{name}.pattern", f"no regular expression: {error}"
            continue
        try:
            wanted = _placeholders(rule)
        except ValueError as error:
            yield f"rules.{name}.path", f"no template: {error}"
            continue
        for group in sorted(wanted - groups):
            yield f"rules.{name}.path", f"the pattern has no group {group!r}"


def _dated(addresses: Addresses) -> Iterator[tuple[str, str]]:
    for place, pattern in enumerate(addresses.dated):
        try:
            groups = set(re.compile(pattern).groupindex)
        except re.error as error:
            yield f"dated[{place}]", f"no regular expression: {error}"
            continue
        for group in sorted({"year", "month", "day"} - groups):
            yield f"dated[{place}]", f"the pattern has no group {group!r}"


def _placeholders(rule: NamedRule) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(rule.path) if name is not None}


def _named_hosts(addresses: Addresses) -> Iterator[tuple[str, str]]:
    named = {
        "aliases": [*addresses.aliases, *addresses.aliases.values()],
        "misspelt": [*addresses.misspelt, *addresses.misspelt.values()],
        "dead": addresses.dead,
        "rules": [host for rule in addresses.rules.values() for host in rule.hosts],
    }
    for key, hosts in named.items():
        for host in hosts:
            if not _is_host(host):
                yield key, f"no host in lower case without www.: {host!r}"


def _owners(sources: Sequence[Source]) -> Iterator[tuple[str, str]]:
    owners: dict[str, str] = {}
    for index, source in enumerate(sources):
        for host in (*filter(None, [source.host]), *source.aliases):
            if not _is_host(host):
                yield f"[{index}].host", f"no host in lower case without www.: {host!r}"
            if host in owners:
                yield f"[{index}].host", f"{host} also belongs to {owners[host]!r}"
            owners[host] = source.id


def _rules_of(sources: Sequence[Source], addresses: Addresses) -> Iterator[tuple[str, str]]:
    for index, source in enumerate(sources):
        rule = source.canonical_rule
        if rule and rule not in addresses.rules:
            yield f"[{index}].canonical_rule", f"addresses.toml has no rule {rule!r}"


def _is_host(host: str) -> bool:
    return bool(host) and host_of(f"https://{host}/") == host
