"""The colours of charts: one table for directions, the same as the tokens of the site's style."""

from typing import Final

INK: Final = "#191b1c"
SOFT: Final = "#5a6063"
RULE: Final = "#d8d5cb"
PAPER: Final = "#fbfaf6"
#: By the code of a direction, as the dots of the ledger have them. Every kind of eyes tells them
#: apart; where there is room a figure or a shape says the same as the colour.
DIRECTIONS: Final = {
    "negative": "#b3402e",
    "mixed": "#b07a12",
    "neutral": "#7d8a90",
    "positive": "#388c5c",
}
#: In the order of series that have no colours of their own.
SERIES: Final = ("#0067a5", "#d55e00", "#7d8a90", "#4b1d52")
#: A figure within a bar: the paper's colour on what is dark enough for it, else nearly black.
ON_DARK: Final = PAPER
ON_LIGHT: Final = "#0a0b0b"
DARK: Final = frozenset({DIRECTIONS["negative"], SERIES[0], SERIES[3]})
