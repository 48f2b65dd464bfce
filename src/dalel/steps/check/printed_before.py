"""What is asked of an entry of a bulletin that was printed before it came in.

Whoever printed it has asked for comment or has not, and its plans were of their day: this is told,
and holds nothing back. Where the matter is one of law and a person is named in it, how it stands
is asked about all the same, once: a suspicion of then may be an acquittal by now.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from dalel.domain.concern import Concern, Weight

_BEFORE_PRINT: Final = "comment_not_sought"
#: How a matter stands, the plainest question first.
_STANDING: Final = ("status_old", "status_undated", "planned_past")
#: Concerns that tell that somebody is named.
_NAMING: Final = frozenset({"name_undecided", "name_again", "name_form"})


def as_printed(concerns: Iterable[Concern], *, is_matter: bool, is_cast: bool) -> Iterator[Concern]:
    """The concerns about an entry as it was printed.

    ``is_matter``: it is a matter of law; ``is_cast``: it is decided how somebody is named in it.
    """
    found = tuple(concerns)
    is_of_person = is_matter and (is_cast or any(one.rule in _NAMING for one in found))
    asked = [one for rule in _STANDING for one in found if one.rule == rule]
    kept = asked[:1] if is_of_person else []
    for one in found:
        is_told = one.rule == _BEFORE_PRINT or (one.rule in _STANDING and one not in kept)
        yield replace(one, weight=Weight.WARNING) if is_told else one
