"""Resolves host names and rejects private network addresses."""

import asyncio
import socket
from collections.abc import Awaitable, Callable, Sequence

from aiohttp.abc import AbstractResolver, ResolveResult

from dalel.outside.http.network import is_public

#: Host and port asked for -> IP addresses and ports to connect to. Raises OSError.
Resolve = Callable[[str, int], Awaitable[Sequence[tuple[str, int]]]]


class PrivateNetworkError(OSError):
    """A name leads into a private network only."""


async def system_resolve(host: str, port: int) -> Sequence[tuple[str, int]]:
    """What the machine's own resolver says.

    :raises OSError: when it knows no such name.
    """
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [(str(address[0]), int(address[1])) for *_, address in found]


class PinnedResolver(AbstractResolver):
    """Gives the connector only addresses that were checked.

    The connector connects to these very addresses and never asks again, so a name that answers
    differently the second time (DNS rebinding) gains nothing.
    """

    def __init__(self, resolve: Resolve, allow_private: frozenset[str]) -> None:
        self._resolve = resolve
        self._allow_private = allow_private

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        """Checked addresses of a host.

        :raises PrivateNetworkError: when all of them are private. :raises OSError: when none is.
        """
        found = await self._resolve(host, port)
        if not found:
            raise OSError(f"no address for {host}")
        public = [pair for pair in found if self._may(host, port, *pair)]
        if not public:
            raise PrivateNetworkError(f"{host} resolves to {found[0][0]}")
        return [
            ResolveResult(
                hostname=host,
                host=address,
                port=at,
                family=socket.AF_INET6 if ":" in address else socket.AF_INET,
                proto=socket.IPPROTO_TCP,
                flags=socket.AI_NUMERICHOST | socket.AI_NUMERICSERV,
            )
            for address, at in public
        ]

    def _may(self, host: str, port: int, address: str, at: int) -> bool:
        allowed = {f"{host}:{port}", f"{address}:{at}"} & self._allow_private
        return bool(allowed) or is_public(address)

    async def close(self) -> None:
        """Nothing is held open."""
