"""English numerals: cardinals and scales."""

from typing import Final

from dalel.language.wordlist import words

CARDINALS: Final = words(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
)
TENS: Final = words("twenty thirty forty fifty sixty seventy eighty ninety")
SCALES: Final = {
    "dozen": 12, "hundred": 100, "thousand": 10**3, "million": 10**6, "billion": 10**9,
    "trillion": 10**12, "k": 10**3, "m": 10**6, "mn": 10**6, "mln": 10**6, "bn": 10**9,
}  # fmt: skip
