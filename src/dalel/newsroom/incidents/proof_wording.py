"""Wording of the concerns that nothing behind an entry is archived, or not all of it was read."""

from typing import Final

from dalel.language.wording import ConcernWording, gettext_noop

#: What no room of the checks can say, since it looks at no source.
WORDING: Final[dict[str, ConcernWording]] = {
    "unproven": ConcernWording(
        reason=gettext_noop("No source behind this entry is kept, so nothing in it is proven."),
        advice=gettext_noop("Cite a source that is archived, or say why the text stays."),
    ),
    "unproven.unfetched": ConcernWording(
        reason=gettext_noop(
            "The links of this entry are not fetched yet, and nothing else behind it is kept: "
            "nothing in it is proven."
        ),
        advice=gettext_noop(
            "Have the links fetched (“Fetch now” beside each), attach a file, or say why the text "
            "stays."
        ),
    ),
    "unproven.beside": ConcernWording(
        reason=gettext_noop(
            "No source behind this entry is kept. Only what is told as said in a conversation has "
            "something to stand on."
        ),
        advice=gettext_noop("Cite a source that is archived, or say why the text stays."),
    ),
    "conversation.alone": ConcernWording(
        reason=gettext_noop("This stands on a conversation alone: no source that is kept says so."),
        advice=gettext_noop(
            "Look for a second source, or ask the other side; or let it stand as somebody's words, "
            "with a reason."
        ),
    ),
    "conversation.withdrawn": ConcernWording(
        reason=gettext_noop("Who said this has taken it back: the words are not kept any more."),
        advice=gettext_noop("Take it out of the text, or rest it on something else."),
    ),
    "unproven.rest": ConcernWording(
        reason=gettext_noop(
            "The checks read only the first %(count)s letters of a text: the rest is compared with "
            "no article and no other language."
        ),
        advice=gettext_noop("Shorten the text, or check the rest yourself and waive this."),
    ),
}
