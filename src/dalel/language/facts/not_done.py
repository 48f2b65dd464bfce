"""Russian patterns for things that did not happen or that somebody refused to do.

Pieces of expressions: what reads outcomes and what compares single words both build
on them.
"""

from typing import Final

#: After "не": what is named was not: объяснений не последовало.
NOT_HAPPENED: Final = r"был[аои]?(?!\w)|зафикс|произош|последова|поступ"
#: After "не": what is named was not done: удалять не стали.
NOT_DONE: Final = r"стал[аио]?|стан[еу]т|смог\w*|удал(?:ось|ся)"
#: Whoever refuses to do something does not do it.
REFUSED: Final = r"отказ(?:ал|ыв)\w*"
#: Behind one of these another statement begins, which a denial does not reach over.
CLAUSE_JOINED: Final = r"(?:и|а|но|или)"
#: Behind a genitive it joins another thing that was not: арестов и обысков не было.
ALSO_NOT: Final = r"(?<=ий|ов|ок|ей)\s+(?:и|или)\s+[\w«»-]+"
