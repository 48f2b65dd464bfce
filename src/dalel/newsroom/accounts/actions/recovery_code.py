"""The paper code: kept outside the machine, it stands once for a second member.

Only its digest is kept. It is long and random, so that trying finds nothing.
"""

import secrets
from hashlib import sha256
from typing import Final

from dalel.newsroom.accounts.models import NewsroomRow
from dalel.newsroom.frame.transactions import writing

#: Letters and digits that are not mistaken for one another on paper.
_SIGNS: Final = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
_GROUPS, _LONG = 6, 4


def new() -> str:
    """A new code, told only now; the one before is good for nothing."""
    code = "-".join("".join(secrets.choice(_SIGNS) for _ in range(_LONG)) for _ in range(_GROUPS))
    with writing():
        NewsroomRow.objects.update_or_create(pk=1, defaults={"recovery_digest": _digest(code)})
    return code


def use(code: str) -> bool:
    """Whether this is the code, which then is used up."""
    held = NewsroomRow.objects.filter(pk=1, recovery_digest=_digest(code))
    return held.update(recovery_digest="") > 0


def is_held() -> bool:
    """Whether somebody holds a code that was not used yet."""
    return NewsroomRow.objects.exclude(recovery_digest="").exists()


def _digest(code: str) -> str:
    plain = "".join(sign for sign in code.upper() if sign.isalnum())
    return sha256(plain.encode("utf-8", "replace")).hexdigest()
