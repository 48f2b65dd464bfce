"""``channels.toml`` and ``registers.toml``: sources beside the outlets of ``sources.json``."""

import re
from dataclasses import dataclass

from dalel.domain.source import Address, AddressKind, Grade, Source


@dataclass(frozen=True, kw_only=True)
class OwnChannel:
    """A public Telegram channel that belongs to no other source."""

    handle: str
    name: str
    kind: str
    languages: tuple[str, ...]
    grade: Grade
    priority: int
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class ChannelList:
    """``channels.toml``."""

    channels: tuple[OwnChannel, ...] = ()


@dataclass(frozen=True, kw_only=True)
class RegisterList:
    """``registers.toml``."""

    sources: tuple[Source, ...] = ()


def as_source(channel: OwnChannel, country: str) -> Source:
    """A channel as a source, read by its preview."""
    url = f"https://t.me/s/{channel.handle}"
    language = channel.languages[0] if len(channel.languages) == 1 else None
    address = Address(
        url=url, kind=AddressKind.TELEGRAM, grade=channel.grade, language=language, note=""
    )
    return Source(
        id=f"telegram_{channel.handle.lower()}",
        kind=channel.kind,
        languages=channel.languages,
        country=country,
        names=dict.fromkeys(channel.languages, channel.name),
        addresses=(address,),
        article_pattern=rf"https://t\.me/{re.escape(channel.handle)}/(?P<id>\d+)",
        telegram=channel.handle,
        priority=channel.priority,
        note=channel.note,
    )
