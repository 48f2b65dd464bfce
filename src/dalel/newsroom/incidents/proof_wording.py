"""Wording of the concerns that nothing behind an entry is archived, or not all of it was read."""

from typing import Final

from dalel.language.wording import ConcernWording, gettext_noop

#: What no room of the checks can say, since it looks at no source.
WORDING: Final[dict[str, ConcernWording]] = {
    "unproven": ConcernWording(
        reason=gettext_noop("No source behind this entry is kept, so nothing in it is proven."),
        advice=gettext_noop("Cite a source that is archived, or say why the text stays."),
    ),
    "unproven.rest": ConcernWording(
        reason=gettext_noop(
            "The checks read only the first %(count)s letters of a text: the rest is compared with "
            "no article and no other language."
        ),
        advice=gettext_noop("Shorten the text, or check the rest yourself and waive this."),
    ),
}
