"""Links of posts that came from the channel and wait for a person's word: visited, or left out."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from urllib.parse import unquote

from dalel.domain.withdrawal import finder
from dalel.newsroom.accounts.act import Act
from dalel.newsroom.frame.transactions import writing
from dalel.newsroom.incidents.actions import add_links
from dalel.newsroom.incidents.actions.add_links import AnsweredLink, LinkAnswer
from dalel.newsroom.incidents.models import ChannelPostRow
from dalel.pack import Pack

#: So many are answered in one go.
MOST = 200


def take(
    number: str, addresses: Sequence[str], pack: Pack, act: Act, *, agreed: Collection[str] = ()
) -> tuple[AnsweredLink, ...]:
    """Bring in the links of an entry by the rules of added links; what is asked about is kept.

    :raises NotFoundError: when there is no such incident.
    """
    found = add_links.add(addresses, agreed, pack, act, number)
    asked = [one.url for one in found if one.answer is LinkAnswer.ASKED]
    with writing():
        row = ChannelPostRow.objects.filter(incident__number=number).order_by("number").first()
        if row is not None and row.asked != asked:
            row.asked = asked
            row.save(update_fields=["asked"])
    return found


def visit(wanted: Collection[tuple[str, str]], pack: Pack, act: Act) -> int:
    """Visit links that were asked about, each with the number of its entry; tells how many.

    What nobody was asked about is passed over.
    """
    chosen: dict[str, list[str]] = defaultdict(list)
    for number, url in wanted:
        chosen[number].append(url)
    count = 0
    for row in ChannelPostRow.objects.exclude(asked=[]).select_related("incident"):
        urls = [url for url in row.asked if url in chosen.get(row.incident.number, ())]
        if urls:
            count += len(urls)
            left = [url for url in row.asked if url not in urls]
            take(row.incident.number, urls, pack, act, agreed=urls)
            ChannelPostRow.objects.filter(pk=row.pk).update(asked=left)
    return count


def leave_out(wanted: Collection[tuple[str, str]], act: Act) -> int:
    """Visit links never, and ask no more; tells how many."""
    count = 0
    with writing():
        for row in ChannelPostRow.objects.exclude(asked=[]).select_related("incident"):
            left = [url for url in row.asked if (row.incident.number, url) not in wanted]
            if left != row.asked:
                count += len(row.asked) - len(left)
                row.asked = left
                row.save(update_fields=["asked"])
                act.note("left out links of the channel", row.incident.number)
    return count


def forget(words: tuple[str, ...]) -> None:
    """Forget links that wait and hold withdrawn words."""
    search = finder(words).search
    for row in ChannelPostRow.objects.exclude(asked=[]):
        left = [url for url in row.asked if not (search(url) or search(unquote(url)))]
        if left != row.asked:
            row.asked = left
            row.save(update_fields=["asked"])
