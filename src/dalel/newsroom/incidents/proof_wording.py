"""Wording of the concern that no source behind an entry is archived."""

from typing import Final

from dalel.language.wording import ConcernWording, gettext_noop

#: What no room of the checks can say, since it looks at no source.
WORDING: Final[dict[str, ConcernWording]] = {
    "unproven": ConcernWording(
        reason=gettext_noop("No source behind this entry is kept, so nothing in it is proven."),
        advice=gettext_noop("Cite a source that is archived, or say why the text stays."),
    ),
}
