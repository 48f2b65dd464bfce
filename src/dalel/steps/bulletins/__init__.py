"""Past bulletins: read them, and find what is wrong in them."""

from dalel.steps.bulletins.alignment import EntryPair, PairingBasis, pair
from dalel.steps.bulletins.line_reader import read
from dalel.steps.bulletins.parser import parse

__all__ = ["EntryPair", "PairingBasis", "pair", "parse", "read"]
