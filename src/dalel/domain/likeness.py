"""The likeness of a story to existing incidents, with reasons.

A suggestion to a person, never more: the same page is proof enough, a shared person is ground to
ask where the section is the same (ministers stand in all of them), and a shared provision of law
only adds to one of these.
"""

from dataclasses import dataclass
from typing import Final

from dalel.domain.reason import Reason

#: From here on it is worth a person's look.
ENOUGH: Final = 0.5
#: A name that stands in more incidents than this tells none of them apart.
COMMON: Final = 5


@dataclass(frozen=True, kw_only=True)
class Shared:
    """What a story and an incident have in common, each as people write it.

    ``is_section``: they stand in the same section, too.
    """

    pages: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    statutes: tuple[str, ...] = ()
    is_section: bool = True


def reasons(shared: Shared) -> tuple[Reason, ...]:
    """Why they look alike, the heaviest first."""
    found = (
        ("alike_page", "pages", shared.pages, 1.0, 1.0),
        ("alike_names", "names", shared.names, 0.6 if shared.is_section else 0.3, 0.9),
        ("alike_statutes", "statutes", shared.statutes, 0.2, 0.3),
    )
    return tuple(
        Reason(code=code, values={key: ", ".join(same)}, weight=min(most, each * len(same)))
        for code, key, same, each, most in found
        if same
    )


def strength(why: tuple[Reason, ...]) -> float:
    """How alike they are; from ``ENOUGH`` on a person should see it."""
    return sum(reason.weight for reason in why)
