"""Wording of differences between language versions for editors."""

from typing import Final

from dalel.language.wording import ConcernWording, gettext_noop

_EQUAL: Final = gettext_noop("Make both versions say the same, or waive it with a reason.")

#: How two versions differ, by the code of the reason.
REASONS: Final[dict[str, str]] = {
    "differs": gettext_noop("One version says “%(first)s”, the other “%(second)s”."),
    "one_side": gettext_noop("Only one version says “%(first)s%(second)s”."),
    "link": gettext_noop("Only one version has this link: %(first)s"),
}
WORDING: Final[dict[str, ConcernWording]] = {
    f"parity.{code}": ConcernWording(reason=reason, advice=_EQUAL)
    for code, reason in REASONS.items()
}
