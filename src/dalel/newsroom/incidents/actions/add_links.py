"""Adding links by hand: which are captured at once, which ask first, and which are known."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from django.db.models import Q, QuerySet

from dalel.domain.addresses import host_of, make_link, owner_of
from dalel.domain.incident import Link
from dalel.domain.pasted_addresses import NEVER, Hindrance, hindrance
from dalel.newsroom.accounts.act import Act
from dalel.newsroom.evidence.actions import added_links, asked_links
from dalel.newsroom.evidence.models import ArticleRow
from dalel.newsroom.evidence.queries.added_links import hosts_captured, is_kept, was_added
from dalel.newsroom.frame.transactions import writing
from dalel.newsroom.incidents.actions import cited_links
from dalel.newsroom.incidents.actions.story_ranking import weigh_again
from dalel.newsroom.incidents.actions.write import recheck
from dalel.newsroom.incidents.models import LinkRow
from dalel.newsroom.incidents.queries.incident_rows import incident_row
from dalel.newsroom.stories.actions.added_stories import open_added
from dalel.newsroom.stories.models import MembershipRow
from dalel.pack import Pack

#: So many addresses are taken from one paste.
MOST: Final = 200


class LinkAnswer(StrEnum):
    """What a member is told of a link that he or she brings in."""

    QUEUED = "queued"
    KNOWN = "known"
    ASKED = "asked"
    REFUSED = "refused"


@dataclass(frozen=True, kw_only=True)
class AnsweredLink:
    """What became of one address; where it is known, its article, story and entries.

    ``is_brought``: nobody had brought it in by hand before.
    """

    url: str
    host: str
    answer: LinkAnswer
    hindrance: Hindrance | None = None
    article: int | None = None
    story: str = ""
    entries: tuple[str, ...] = ()
    is_brought: bool = False


def bring(
    addresses: Sequence[str], pack: Pack, act: Act, note: str = ""
) -> tuple[AnsweredLink, ...]:
    """Bring in addresses by another way than the page, each page once.

    What has to be asked about is not visited: the question waits for this member at the page.
    ``note``: what the member wrote beside them.

    :raises TooManyAskedError: when enough questions wait; the addresses before are taken.
    """
    found = add(addresses, (), pack, act, note=note)
    for one in found:
        if one.answer is LinkAnswer.ASKED and one.hindrance is not None:
            link = make_link(one.url, pack.addresses, pack.sources)
            asked_links.keep(link, one.hindrance, note, act)
    return found


def leave(addresses: Sequence[str], pack: Pack, act: Act) -> None:
    """Do not visit addresses about which the member was asked, and forget them."""
    asked_links.answer([_pasted(one, pack).link.canonical for one in addresses], act.member)


def add(
    addresses: Sequence[str],
    agreed: Collection[str],
    pack: Pack,
    act: Act,
    to: str = "",
    note: str = "",
) -> tuple[AnsweredLink, ...]:
    """Bring in addresses, each page once; ``agreed``: what is visited though it was asked about.

    ``to``: the incident that cites whatever is taken; ``note``: what was written beside them.

    :raises NotFoundError: when there is no such incident.
    """
    number = incident_row(to).number if to else ""
    pasted = [_pasted(each, pack) for each in addresses]
    each_once = {(one.link.canonical, one.has_user): one for one in reversed(pasted)}
    wanted = {_pasted(one, pack).link.canonical for one in agreed}
    strange = {host_of(one.link.canonical) for one in pasted if not _owner(one.link, pack)}
    known = hosts_captured(strange)
    notes = asked_links.answer(wanted, act.member) if wanted else {}
    answered = []
    for each in reversed(each_once.values()):
        link, found = each.link, _hindrance(each, pack, known)
        if found is not None and (found in NEVER or link.canonical not in wanted):
            answer = LinkAnswer.REFUSED if found in NEVER else LinkAnswer.ASKED
            one = AnsweredLink(url=link.url, host=link.host, answer=answer, hindrance=found)
        else:
            one = _take(link, act, number, notes.get(link.canonical) or note)
        answered.append(one)
    if number and any(one.answer in {LinkAnswer.QUEUED, LinkAnswer.KNOWN} for one in answered):
        recheck(number, pack, now=act.time)
    return tuple(answered)


@dataclass(frozen=True, kw_only=True)
class _Pasted:
    """An address as it was pasted, and the link that it is."""

    given: str
    link: Link

    @property
    def has_user(self) -> bool:
        """Whether a user name was pasted; the link does not keep it."""
        return "@" in self.given.partition("//")[2].partition("/")[0]


def _pasted(given: str, pack: Pack) -> _Pasted:
    """What was pasted, without what stands behind the ``#``: no server is sent that."""
    plain = given.strip().partition("#")[0]
    return _Pasted(given=plain, link=make_link(plain, pack.addresses, pack.sources))


def _owner(link: Link, pack: Pack) -> str | None:
    """The source whose page it is; what people misspell may be somebody else's host."""
    return owner_of(link.url, pack.addresses, pack.sources)


def _hindrance(one: _Pasted, pack: Pack, captured: Collection[str]) -> Hindrance | None:
    link = one.link
    found = hindrance(link.url)
    if one.has_user:
        found = Hindrance.USER
    if found in NEVER:
        return found
    if pack.denied.kind_of(link.url) is not None:
        return Hindrance.DENIED
    if added_links.is_withheld(link.canonical):
        return Hindrance.WITHHELD
    # What is kept already is not visited.
    if is_kept(link.canonical):
        return None
    is_known = host_of(link.canonical) in captured or _owner(link, pack)
    return found or (None if is_known else Hindrance.UNKNOWN_HOST)


def _take(link: Link, act: Act, number: str, note: str) -> AnsweredLink:
    with writing():
        is_brought = not was_added(link.canonical)
        article = added_links.queue(link, act, note)
        if number:
            cited_links.cite(number, link, act)
        if article is not None:
            open_added(act.time, [article.pk])
            weigh_again(_standing(article).values_list("story", flat=True))
    return AnsweredLink(
        url=link.url,
        host=link.host,
        answer=LinkAnswer.QUEUED if article is None else LinkAnswer.KNOWN,
        article=article.pk if article else None,
        story=_story_of(article),
        is_brought=is_brought,
        entries=tuple(
            LinkRow.objects.filter(canonical__in=_names(link, article))
            .order_by("incident__number")
            .values_list("incident__number", flat=True)
            .distinct()
        ),
    )


def _names(link: Link, article: ArticleRow | None) -> set[str]:
    return {link.canonical, article.canonical} if article else {link.canonical}


def _story_of(article: ArticleRow | None) -> str:
    """The key of the story in which an article stands."""
    if article is None:
        return ""
    return _standing(article).values_list("story__key", flat=True).first() or ""


def _standing(article: ArticleRow) -> "QuerySet[MembershipRow]":
    """Where an article stands in a story, be it as a reprint of another."""
    return MembershipRow.objects.filter(Q(article=article) | Q(article__reprints__article=article))
