"""Passwords that are likely here: common ones, and those made of words of the newsroom."""

import re
from typing import Any, Final

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from dalel.newsroom.accounts.queries.newsroom_settings import stated
from dalel.newsroom.frame.context import pack
from dalel.newsroom.frame.roles import Role

#: So many signs must be left of a password when our own words are taken out.
_LEAST: Final = 8
_WORDS: Final = re.compile(r"[^\W\d_]{3,}")
_OURS: Final = ("dalel", "дәлел", "далел", "newsroom", "redaksia", "redakcia", "редакция")


class LikelyPasswordValidator(CommonPasswordValidator):
    """Refuses the 20,000 commonest passwords, and "dalel2026" and its like."""

    def validate(self, password: str, user: Any = None) -> None:
        """Nothing; :raises ValidationError: where somebody who knows us would try it early."""
        super().validate(password, user)
        left = password.casefold()
        for word in sorted(own_words(), key=len, reverse=True):
            left = left.replace(word, "")
        if left != password.casefold() and len(left) < _LEAST:
            raise ValidationError(_("This password is too common."), code="password_too_common")


def own_words() -> frozenset[str]:
    """Words of this newsroom, in small letters: its names, its roles, the program's name."""
    publisher = stated(pack().profile.imprint).fields.get("publisher", {})
    names = " ".join((*publisher.values(), *Role.values))
    return frozenset((*_OURS, *_WORDS.findall(names.casefold())))
