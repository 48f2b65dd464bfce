"""In whose name a command acts that changes something of the record."""

from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from dalel.newsroom.accounts.models import Member
    from dalel.newsroom.frame.permissions import Action


def acting_member(by: str, action: "Action") -> "Member":
    """The member of this username, who has to be allowed it; Django has to be set up.

    :raises NotFoundError: when there is none.
    :raises BadParameter: when the member's role does not allow it.
    """
    from dalel.newsroom.accounts.actions.members import member_row
    from dalel.newsroom.frame.permissions import RULES, may
    from dalel.newsroom.frame.roles import Role

    member = member_row(by)
    if not may(member, action):
        roles = " or ".join(role.value for role in Role if role in RULES[action])
        raise typer.BadParameter(f"{by} may not do that: it takes the role {roles}")
    return member
