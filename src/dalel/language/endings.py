"""Kazakh noun endings as patterns: possessive, case and attributive.

Possessive, case and the attributive -ғы/-дағы, after N. A. Baskakov's order of suffixes: stem,
possessive, case, attributive. The plural comes before them and is left to who asks, since it
often changes the meaning ("өткен жылы" is a date, "өткен жылдары" is none).
"""

from typing import Final

_POSSESSIVE: Final = "(?:[ыі]м?|с[ыі]|[ыі]мыз|[ыі]міз)?"
_CASE: Final = (
    "(?:н?(?:д[ае]|т[ае])н?|н[ае]н|ғ[ае]|г[ае]|қ[ае]|к[ае]|н[ае]|[ае]|[дтн][ыі]ң?|[ыі]?н|[мбп]ен)?"
)
_ATTRIBUTIVE: Final = "(?:ғы|гі)?(?:н?[дт][ыі]?)?"

#: A regular expression for what may follow the stem; it may be empty.
NOUN_ENDING: Final = _POSSESSIVE + _CASE + _ATTRIBUTIVE


def stems(noun: str) -> tuple[str, ...]:
    """The noun and, where its last sound softens before a vowel, the softened form.

    қыркүйек, қыркүйег(і); бап, баб(ы); құқық, құқығ(ы).
    """
    soft = {"к": "г", "қ": "ғ", "п": "б"}.get(noun[-1:])
    return (noun, noun[:-1] + soft) if soft else (noun,)
