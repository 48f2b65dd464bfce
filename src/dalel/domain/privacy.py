"""Private details in a text, such as identity numbers, by kind."""

from dataclasses import dataclass
from enum import StrEnum

from dalel.domain.evidence import TextSpan


class PrivateKind(StrEnum):
    """What kind of thing it is."""

    IDENTITY = "identity"
    PHONE = "phone"
    EMAIL = "email"
    CARD = "card"
    ACCOUNT = "account"
    ADDRESS = "address"
    PLATE = "plate"


@dataclass(frozen=True, kw_only=True)
class PrivateDetail:
    """One find: ``scheme`` is the pack's code of an identity number, else empty."""

    kind: PrivateKind
    span: TextSpan
    text: str
    scheme: str = ""
