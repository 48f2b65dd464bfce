"""Past bulletins: read them, and find what is wrong in them."""

from dalel.steps.bulletins.pairing import Basis, Pair, pair
from dalel.steps.bulletins.parsing import parse
from dalel.steps.bulletins.reading import read

__all__ = ["Basis", "Pair", "pair", "parse", "read"]
