"""Russian words around a counted noun."""

import re
from typing import Final

from dalel.language.wordlist import words

NO_NOUN: Final = frozenset(
    words(
        "и а но или до по на в во с со к за из от для при о об у же ли бы не ни что чем как это "
        "этого том того тот больше меньше более менее уже ещё еще лишь только также тоже раза раз "
        "лет году года когда если либо чтобы после перед через под над между каждому каждый"
    )
)
#: Of these the dictionary's first reading is none of a noun.
SHORT_WORDS: Final = frozenset(words("человек человека людей дел дела лиц"))
PARTITIVE: Final = re.compile(r"\s+из\s+(?:них|этих|тех|которых)(?!\w)")
COLLECTIVE: Final = frozenset(
    words(
        "двое двоих двоим двоими трое троих троим троими четверо четверых четверым пятеро пятерых "
        "пятерым шестеро шестерых семеро семерых восьмеро девятеро десятеро"
    )
)
OUT_OF: Final = "из"
#: Before the last of several.
AND: Final = r"и(?:\s+[вс])?"
#: Before a part: none of it.
NONE: Final = "ни"
#: Before a numeral that shares something out.
DISTRIBUTES: Final = "по "
DATIVE_PLURALS: Final = ("ам", "ям")
#: A numeral after "по" that shares something out: по два, по пять, по сто.
DISTRIBUTED: Final = re.compile(
    r"дв[ае]|три|четыре|\w+ь|сорок|девяносто|сто|двести|триста|четыреста|\w+сот|полтор[аы]|пол\w+"
    r"|тысяч[аеи]?|миллион|одной|одному|году|месяцу|неделе"
)
