"""What a member who is not at the desk is told of the links that he or she sent."""

from collections import Counter
from collections.abc import Iterable

from django.utils.translation import ngettext

from dalel.newsroom.incidents.actions.add_links import AnsweredLink, LinkAnswer


def sentence(found: Iterable[AnsweredLink], left: int) -> str:
    """What became of links, in a few words; ``left``: how many more were not looked at."""
    counts = Counter(one.answer for one in found)
    said = {
        LinkAnswer.QUEUED: ngettext(
            "%(n)d link is added.", "%(n)d links are added.", counts[LinkAnswer.QUEUED]
        ),
        LinkAnswer.KNOWN: ngettext(
            "%(n)d is known already.", "%(n)d are known already.", counts[LinkAnswer.KNOWN]
        ),
        LinkAnswer.ASKED: ngettext(
            "%(n)d waits for your answer at the desk, under “Add a link”.",
            "%(n)d wait for your answer at the desk, under “Add a link”.",
            counts[LinkAnswer.ASKED],
        ),
        LinkAnswer.REFUSED: ngettext(
            "%(n)d is not taken.", "%(n)d are not taken.", counts[LinkAnswer.REFUSED]
        ),
    }
    sentences = [words % {"n": counts[one]} for one, words in said.items() if counts[one]]
    if left:
        beyond = ngettext(
            "%(n)d more was not looked at: send it again.",
            "%(n)d more were not looked at: send them again.",
            left,
        )
        sentences.append(beyond % {"n": left})
    return " ".join(sentences)
