"""How what stands in a Russian way stands in Kazakh, where a verb has no way of its own for it.

A way is a case, or a case and a postposition: в+acc and dat, по+dat and nom+бойынша.
"""

from collections.abc import Mapping
from typing import Final

WAYS: Final[Mapping[str, str]] = {
    "nom": "nom",
    "acc": "acc",
    "gen": "acc",
    "dat": "dat",
    "ins": "ins",
    "в+loc": "loc",
    "на+loc": "loc",
    "в+acc": "dat",
    "на+acc": "dat",
    "к+dat": "dat",
    "от+gen": "abl",
    "из+gen": "abl",
    "с+ins": "ins",
    "о+loc": "nom+туралы",
    "по+dat": "nom+бойынша",
    "за+acc": "nom+үшін",
    "для+gen": "nom+үшін",
    "против+gen": "dat+қарсы",
    "до+gen": "dat+дейін",
    "после+gen": "abl+кейін",
    "из-за+gen": "dat+байланысты",
    "в_связи_с+ins": "dat+байланысты",
    "в_отношении+gen": "dat+қатысты",
    "через+acc": "nom+арқылы",
    "с_помощью+gen": "gen+көмегімен",
    "на_основании+gen": "gen+негізінде",
    "в_рамках+gen": "nom+аясында",
    "в_ходе+gen": "nom+барысында",
    "со_стороны+gen": "gen+тарапынан",
    "в_результате+gen": "gen+салдарынан",
    "в_соответствии_с+ins": "dat+сәйкес",
    "согласно+dat": "dat+сәйкес",
    "без+gen": "without",
    "во_время+gen": "nom+кезінде",
    "при+loc": "nom+кезінде",
}
#: A verb has this in the place of a way in which it cannot be said.
UNSAYABLE: Final = "-"
#: Ways in which a sum of money tells how much something is.
IN_SUMS: Final = frozenset({"в+acc", "на+acc", "в+loc"})
SUM_OF_NOUN: Final = "в+acc"
#: Ways of what is told of, or done to, without which nobody's deed tells nothing.
OBJECTS: Final = frozenset({"acc", "gen", "о+loc", "dat"})
