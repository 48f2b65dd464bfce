"""What in a text belongs to a private person alone?"""

from dataclasses import dataclass
from enum import StrEnum

from dalel.domain.evidence import Span


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
    span: Span
    text: str
    scheme: str = ""
