"""Doctor checks of channels and newsletters: incomplete settings and missing languages."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from dalel.cli.doctor.doctor_finding import Diagnosis
from dalel.outside.channels import Channels

if TYPE_CHECKING:
    from dalel.pack import Pack


def channel_findings(channels: Channels, pack: "Pack") -> Iterator[Diagnosis]:
    """What is set by halves, and in which languages nobody hears us."""
    voices = channels.voices(pack.languages)
    if channels.bot is None and channels.mail is None and not channels.places:
        return
    yield Diagnosis(
        subject="messages",
        state=f"channels: {_named(voices.channels)}; letters: {_named(voices.letters)}",
    )
    for advice in _lacking(channels, pack):
        yield Diagnosis(subject="messages", state="", advice=advice)


def _lacking(channels: Channels, pack: "Pack") -> Iterator[str]:
    if (channels.bot is None) != (not channels.places):
        yield "a Telegram channel needs both telegram_token and telegram_channels"
    missing = [one for one in pack.languages if channels.places and one not in channels.places]
    if missing:
        yield f"telegram_channels names none for {', '.join(missing)}"
    if channels.mail is not None and not (channels.sender and channels.door):
        yield "letters need mail_from and letters_address beside mail_url"
    if channels.mail is not None and channels.door.startswith("http://"):
        yield "letters_address is without https: mail programs end no letters there"


def _named(languages: frozenset[str]) -> str:
    return ", ".join(sorted(languages)) or "none"
