"""In which words is it said that nothing is kept that could bear a text out?"""

from typing import Final

from dalel.language.wording import Wording, gettext_noop

#: What no room of the checks can say, since it looks at no source.
WORDING: Final[dict[str, Wording]] = {
    "unproven": Wording(
        reason=gettext_noop("No source behind this entry is kept, so nothing in it is proven."),
        advice=gettext_noop("Cite a source that is archived, or say why the text stays."),
    ),
}
