"""Which settings tell by which ways messages go out, and are they valid?"""

import re
from collections.abc import Callable, Mapping
from typing import Final
from urllib.parse import urlsplit

from dalel.outside.channels import Channels
from dalel.outside.mail import mail_server
from dalel.outside.telegram import ADDRESS, Bot

CHANNEL_SECRETS: Final = frozenset({"telegram_token", "mail_url"})


def channels_of(values: Mapping[str, object]) -> Channels:
    """The ways that checked settings name."""
    token, mail = str(values.get("telegram_token", "")), str(values.get("mail_url", ""))
    places = str(values.get("telegram_channels", "")).split()
    return Channels(
        bot=Bot(token=token, address=str(values.get("telegram_url", ADDRESS))) if token else None,
        places={name: place for name, _, place in (one.partition("=") for one in places)},
        mail=mail_server(mail) if mail else None,
        sender=str(values.get("mail_from", "")),
        door=str(values.get("letters_address", values.get("desk_address", ""))),
    )


def told_of(channels: Channels) -> dict[str, str]:
    """What was set, as far as anybody may see it."""
    return {
        "telegram_channels": " ".join(f"{name}={at}" for name, at in channels.places.items()),
        "telegram_url": channels.bot.address if channels.bot else "",
        "mail_from": channels.sender,
        "letters_address": channels.door,
    }


def _token(value: object) -> str:
    if not re.fullmatch(r"\d+:[\w-]{20,}", str(value)):
        raise ValueError("must be the token that @BotFather gave, like 123456:AAE...")
    return str(value)


def _places(value: object) -> str:
    """``kk=@channel ru=@channel``, or a table, in the former way."""
    pairs = (
        [f"{name}={place}" for name, place in value.items()]
        if isinstance(value, dict)
        else str(value).split()
    )
    for pair in pairs:
        if not re.fullmatch(r"[a-z]{2}=(@\w{4,}|-\d+)", pair):
            raise ValueError(f"{pair}: must be like kk=@channel, or kk=-100123 for a private one")
    return " ".join(pairs)


def _server(value: object) -> str:
    mail_server(str(value))
    return str(value)


def _mailbox(value: object) -> str:
    if not re.fullmatch(r"[^@\s]+@[^@\s]+", str(value)):
        raise ValueError("must be an e-mail address")
    return str(value)


def _door(value: object) -> str:
    parts = urlsplit(str(value))
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ValueError("must be an address like https://letters.example.org")
    return str(value).rstrip("/")


CHANNEL_KEYS: Final[dict[str, Callable[[object], str]]] = {
    "telegram_token": _token,
    "telegram_channels": _places,
    "telegram_url": _door,
    "mail_url": _server,
    "mail_from": _mailbox,
    "letters_address": _door,
}
