"""In which words is it said that a text is not borne out, or differs from its other language?"""

from typing import Final

from dalel.language.wording import Wording, gettext_noop

_PROVE: Final = gettext_noop(
    "Mend it to what the source says, cite a source that says so, or say why it stays."
)
_COMPARE: Final = gettext_noop("Read both texts and mend the one that is wrong.")

#: By rule, or by rule and the value ``of``.
WORDING: Final[dict[str, Wording]] = {
    "unsupported.nowhere": Wording(
        reason=gettext_noop("“%(claim)s”: no source behind this entry says so."), advice=_PROVE
    ),
    "unsupported.otherwise": Wording(
        reason=gettext_noop("“%(claim)s”: the source says “%(evidence)s”."), advice=_PROVE
    ),
    "unclear": Wording(
        reason=gettext_noop("“%(claim)s”: the check cannot tell whether the sources say so."),
        advice=gettext_noop("Read it beside the source."),
    ),
    "unproven": Wording(
        reason=gettext_noop("No source behind this entry is kept, so nothing in it is proven."),
        advice=gettext_noop("Cite a source that is archived, or say why the text stays."),
    ),
    "parity.differs": Wording(
        reason=gettext_noop("“%(first)s” here, “%(second)s” in the other language."),
        advice=_COMPARE,
    ),
    "parity.missing": Wording(
        reason=gettext_noop("“%(first)s” stands in one language only."), advice=_COMPARE
    ),
}
