"""English words around a counted noun."""

import re
from typing import Final

from dalel.language.wordlist import words

NO_NOUN: Final = frozenset(
    words(
        "and or but of in on at to from by for with than that which who whom was were is are has "
        "have had be been will would may might can could after before while as if when where each "
        "apiece per ago later earlier more less fewer anyway alone only not no it he she they this "
        "these those his her their its then so about over under into out up down during since "
        "until "
        "got said did went took left won lost gave made came told voted began became kept spent "
        "faced fled quit them us whom because also again altogether combined according"
    )
)
VERB: Final = re.compile(r"(?:ed|ing)$")
#: These end like verbs and are nouns.
NO_VERB: Final = frozenset(words("building filing hearing meeting warning feed ruling posting bed"))
PLURALS: Final = frozenset(
    words("people men women children media police staff data personnel pieces")
)
OUT_OF: Final = "of"
#: Before the last of several.
AND: Final = r"and(?:\s+in)?"
#: Before a part: none of it.
NONE: Final = "not"
SOME_DAY: Final = r"one\s+day"
