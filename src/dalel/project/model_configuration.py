"""Which settings choose a language model, and are they valid?"""

from collections.abc import Callable, Mapping
from typing import Final
from urllib.parse import urlsplit

from dalel.domain.evidence import EvidenceClass
from dalel.domain.modelling import Limits, ModelChoice
from dalel.project.own_network import is_own

_SECONDS: Final = 180


def chosen(values: Mapping[str, object]) -> ModelChoice | None:
    """The model of valid settings; None where none is set."""
    if "model_address" not in values or "model_name" not in values:
        return None
    address = str(values["model_address"])
    own = values.get("model_own")
    price_in, price_out = str(values.get("model_price", "0/0")).split("/")
    return ModelChoice(
        address=address,
        name=str(values["model_name"]),
        key=str(values.get("model_key", "")),
        seconds=int(str(values.get("model_seconds", _SECONDS))),
        is_own=is_own(urlsplit(address).hostname or "") if own is None else own == "yes",
        may_see=frozenset(map(EvidenceClass, str(values.get("model_may_see", "")).split())),
        limits=Limits(
            minutes=int(str(values.get("model_daily_minutes", 0))),
            tokens=int(str(values.get("model_daily_tokens", 0))),
            cost=float(str(values.get("model_daily_cost", 0))),
            price_in=float(price_in),
            price_out=float(price_out),
        ),
    )


def _whole(value: object) -> str:
    if isinstance(value, bool) or not str(value).isdecimal():
        raise ValueError(f"{value!r} is no whole number")
    return str(value)


def _sum(value: object) -> str:
    number = float(str(value)) if not isinstance(value, bool) else -1.0
    if not 0 <= number < float("inf"):
        raise ValueError(f"{value!r} is no sum")
    return str(number)


def _price(value: object) -> str:
    """Prices of a million tokens, asked and answered: ``0.5/1.5``."""
    parts = str(value).split("/")
    if len(parts) != 2:
        raise ValueError("must be two prices like 0.5/1.5")
    return "/".join(map(_sum, parts))


def _classes(value: object) -> str:
    named = [str(each) for each in value] if isinstance(value, list) else str(value).split()
    known = {str(each) for each in EvidenceClass}
    if wrong := sorted(set(named) - known):
        raise ValueError(f"there is no class {wrong[0]}; there are {', '.join(sorted(known))}")
    return " ".join(named)


def model_keys(
    address: Callable[[object], str],
    word: Callable[[object], str],
    yes_or_no: Callable[[object], str],
) -> dict[str, Callable[[object], str | int]]:
    """The settings of the model, each with its check."""
    return {
        "model_address": address,
        "model_name": word,
        "model_key": word,
        "model_seconds": _whole,
        "model_own": yes_or_no,
        "model_may_see": _classes,
        "model_daily_minutes": _whole,
        "model_daily_tokens": _whole,
        "model_daily_cost": _sum,
        "model_price": _price,
        "draft_new": yes_or_no,
    }
