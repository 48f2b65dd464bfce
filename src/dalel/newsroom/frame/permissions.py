"""The table of who may do what at the desk, the only place that decides it."""

from collections.abc import Callable
from enum import StrEnum
from functools import wraps
from typing import Any, Final, Protocol

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from dalel.newsroom.frame.roles import Role

View = Callable[..., HttpResponseBase]


class Action(StrEnum):
    """What a member can do."""

    READ_RECORD = "read the record"
    TRIAGE = "triage stories"
    KEEP_DIARY = "keep the diary and the handover note"
    CHANGE_SOURCES = "change sources"
    WRITE = "write an incident"
    APPROVE = "approve a text, decide a concern, put an edition together"
    FLASH = "release a flash, or stand behind one"
    RELEASE = "release an edition, retract or withdraw"
    STATE_IMPRINT = "fill in who answers for what is published, and how outlets reach us"
    OWN_ACCOUNT = "look after the own account"
    SEE_MEMBERS = "see who belongs to the newsroom"
    SUSPEND = "close an account at once"
    RESTORE = "open a closed account again, as one of two"
    RUN_ACCOUNTS = "invite, change roles and languages, reset second factors"
    READ_AUDIT = "read who did what"
    KEEP_DEMANDS = "keep the register of demands, hand out dossiers"
    KEEP_MEMORY = "import, export and forget sentences of the memory"
    DRAW = "draw the entries that are coded twice"
    CODE_TWICE = "code entries a second time, blind"
    OVERRULE_ADVICE = "decide against a lawyer's advice, as one of two"


_EDITORS: Final = frozenset({Role.EDITOR, Role.PUBLISHER, Role.ADMINISTRATOR})

#: A new action is a line here; what is not listed is forbidden.
RULES: Final[dict[Action, frozenset[Role]]] = {
    Action.READ_RECORD: frozenset(Role),
    Action.TRIAGE: frozenset(Role),
    Action.KEEP_DIARY: frozenset(Role),
    Action.CHANGE_SOURCES: frozenset({Role.EDITOR, Role.PUBLISHER, Role.ADMINISTRATOR}),
    Action.WRITE: frozenset({Role.REPORTER, Role.EDITOR, Role.PUBLISHER}),
    Action.APPROVE: frozenset({Role.EDITOR, Role.PUBLISHER}),
    Action.FLASH: frozenset({Role.EDITOR, Role.PUBLISHER}),
    Action.RELEASE: frozenset({Role.PUBLISHER}),
    Action.STATE_IMPRINT: frozenset({Role.PUBLISHER, Role.ADMINISTRATOR}),
    Action.OWN_ACCOUNT: frozenset(Role),
    Action.SEE_MEMBERS: _EDITORS,
    Action.SUSPEND: _EDITORS,
    Action.RESTORE: _EDITORS,
    Action.RUN_ACCOUNTS: frozenset({Role.ADMINISTRATOR}),
    Action.READ_AUDIT: _EDITORS,
    Action.KEEP_DEMANDS: _EDITORS,
    Action.KEEP_MEMORY: frozenset({Role.EDITOR, Role.PUBLISHER}),
    Action.DRAW: _EDITORS,
    Action.CODE_TWICE: frozenset(Role),
    Action.OVERRULE_ADVICE: frozenset({Role.PUBLISHER, Role.ADMINISTRATOR}),
}
#: What an administrator does, too, while the newsroom is small: there the first account has to be
#: of use. Nothing becomes public of it without another person, as by everybody else.
OF_A_FEW: Final = frozenset(
    {Action.WRITE, Action.APPROVE, Action.FLASH, Action.RELEASE, Action.KEEP_MEMORY}
)


class RoleHolder(Protocol):
    """Whose role and standing decide."""

    role: str
    is_active: bool

    @property
    def is_of_few(self) -> bool:
        """Whether the newsroom is small; asked of administrators only."""
        ...


def may(member: RoleHolder, action: Action) -> bool:
    """Whether a member may do this; who has left may do nothing."""
    role, rule = Role(member.role), RULES.get(action, frozenset())
    if not member.is_active or not rule:
        return False
    return role in rule or (role is Role.ADMINISTRATOR and action in OF_A_FEW and member.is_of_few)


def allowed(action: Action) -> Callable[[View], View]:
    """Keep a view for those who may do this; everyone else gets a 403."""

    def keep(view: View) -> View:
        @wraps(view)
        def kept(request: HttpRequest, **parts: Any) -> HttpResponseBase:
            if not request.user.is_authenticated or not may(request.user, action):
                raise PermissionDenied(action)
            return view(request, **parts)

        return kept

    return keep
