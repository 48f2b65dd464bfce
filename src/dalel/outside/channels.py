"""The outgoing channels that the newsroom has configured."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from dalel.domain.message import Voices
from dalel.outside.mail import MailServer
from dalel.outside.telegram import Bot


@dataclass(frozen=True, kw_only=True)
class Channels:
    """By which ways messages go; what is None or empty is not used.

    ``places`` names the channel of each language, ``door`` is the public address of the few pages
    where readers come for letters and leave.
    """

    bot: Bot | None = None
    places: Mapping[str, str] = field(default_factory=dict)
    mail: MailServer | None = None
    sender: str = ""
    door: str = ""

    @property
    def public_names(self) -> dict[str, str]:
        """The channels that anybody finds, by language; a closed one has a number and no name."""
        return {
            language: place.removeprefix("@")
            for language, place in self.places.items()
            if self.bot and place.startswith("@")
        }

    @property
    def asked_at(self) -> str:
        """Where readers ask for letters; empty: none are written."""
        return f"{self.door}/letters/" if self.mail and self.sender and self.door else ""

    def voices(self, languages: tuple[str, ...]) -> Voices:
        """In which languages we speak, as far as this is set."""
        return Voices(
            channels=frozenset(self.places) & frozenset(languages) if self.bot else frozenset(),
            letters=frozenset(languages) if self.asked_at else frozenset(),
        )
