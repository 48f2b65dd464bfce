"""HTTP client for services that the newsroom chose in its own settings.

An address in the settings is trusted as it stands: it may lie in the newsroom's own network, and no
robots.txt is asked for. Pages of others are the business of ``outside.http``.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from dalel.domain.errors import DalelError

_SECONDS: Final = 60
_TO_CONNECT: Final = 15
_LARGEST: Final = 4 << 20


class ServiceError(DalelError):
    """A service that we use does not answer."""

    permanent = False


class NotReachedError(ServiceError):
    """Nobody took the connection, so nothing was said."""


@dataclass(frozen=True, kw_only=True)
class ServiceAnswer:
    """What a service answers; names of headers are in small letters."""

    status: int
    headers: Mapping[str, str]
    body: bytes


async def ask_service(
    url: str, *, headers: Mapping[str, str], body: bytes | None
) -> tuple[int, bytes]:
    """Status and body of an answer; parameters and errors are those of ``ask_with_headers``."""
    answer = await ask_with_headers(url, headers=headers, body=body)
    return answer.status, answer.body


async def ask_with_headers(
    url: str, *, headers: Mapping[str, str], body: bytes | None
) -> ServiceAnswer:
    """The answer to a POST of ``body``, or to a GET when it is None; where it leads is not gone to.

    :raises NotReachedError: when it was never connected to.
    :raises ServiceError: when nothing usable came back; what was said may have been taken.
    """
    # A third of a second to load: only for those who ask.
    import aiohttp  # noqa: PLC0415

    patience = aiohttp.ClientTimeout(total=_SECONDS, sock_connect=_TO_CONNECT)
    try:
        async with (
            aiohttp.ClientSession(timeout=patience, trust_env=False) as session,
            session.request(
                "GET" if body is None else "POST",
                url,
                headers=headers,
                data=body,
                # Keys are for the service that was named, not for where it leads.
                allow_redirects=False,
            ) as response,
        ):
            answer = b""
            async for piece in response.content.iter_any():
                answer += piece
                if len(answer) > _LARGEST:
                    raise ServiceError(f"{url}: an answer of more than {_LARGEST} bytes")
            told = {name.lower(): value for name, value in response.headers.items()}
            return ServiceAnswer(status=response.status, headers=told, body=answer)
    except (aiohttp.ClientConnectorError, aiohttp.InvalidURL) as error:
        raise NotReachedError(f"{url}: {error}") from error
    except (aiohttp.ClientError, OSError, TimeoutError, ValueError) as error:
        raise ServiceError(f"{url}: {str(error) or type(error).__name__}") from error
