"""The choice of language model: what evidence it may see, and its daily limits."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from dalel.domain.evidence import EvidenceClass

_MILLION = 1_000_000


@dataclass(frozen=True, kw_only=True)
class Limits:
    """What a day may take; 0: no limit. Prices are those of a million tokens, in any currency."""

    minutes: int = 0
    tokens: int = 0
    cost: float = 0.0
    price_in: float = 0.0
    price_out: float = 0.0

    def cost_of(self, tokens_in: int, tokens_out: int) -> float:
        """What so many tokens cost."""
        return (tokens_in * self.price_in + tokens_out * self.price_out) / _MILLION

    def spent(self, used: "ModelUse") -> str:
        """Which limit is reached; empty: none."""
        if self.minutes and used.seconds >= self.minutes * 60:
            return "minutes"
        if self.tokens and used.tokens >= self.tokens:
            return "tokens"
        if self.cost and used.cost >= self.cost:
            return "cost"
        return ""


@dataclass(frozen=True, kw_only=True)
class ModelUse:
    """What a model took, of one answer or of a day."""

    tokens: int = 0
    seconds: float = 0.0
    cost: float = 0.0


@dataclass(frozen=True, kw_only=True)
class ModelChoice:
    """The model that the newsroom chose.

    ``is_own``: it runs on a machine of the newsroom's. ``may_see``: the classes of evidence that
    one of somebody else's machine may see before they are published. ``seconds``: so long an answer
    may take.
    """

    address: str
    name: str
    key: str = ""
    seconds: int = 180
    is_own: bool
    may_see: frozenset[EvidenceClass] = frozenset()
    limits: Limits = Limits()

    @property
    def host(self) -> str:
        """The machine that is asked."""
        return urlsplit(self.address).hostname or ""


def may_see(choice: ModelChoice, evidence_class: EvidenceClass, *, published: bool) -> bool:
    """Whether the model may be shown evidence of a class."""
    if choice.is_own or evidence_class in choice.may_see:
        return True
    return evidence_class is EvidenceClass.PUBLIC and published
