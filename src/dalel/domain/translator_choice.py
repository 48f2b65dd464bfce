"""The choice of what translates drafts: nothing, a model in the home, or a server."""

from dataclasses import dataclass
from enum import StrEnum


class TranslatorWay(StrEnum):
    """Where drafts are translated: nowhere, here, on a server of ours, or on somebody else's."""

    NONE = "none"
    LOCAL = "local"
    OWN = "own"
    HOSTED = "hosted"


@dataclass(frozen=True, kw_only=True)
class TranslatorChoice:
    """What translates; ``problem`` says why what was set does not."""

    way: TranslatorWay = TranslatorWay.NONE
    name: str = ""
    host: str = ""
    problem: str = ""

    @property
    def is_on(self) -> bool:
        """Whether anything translates."""
        return self.way is not TranslatorWay.NONE
