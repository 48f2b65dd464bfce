"""What can be done with several at once, as a list, and what became of it in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dalel.domain.holder import BY_HAND
from dalel.domain.several import Several, SeveralDeed
from dalel.domain.states import EditionState
from dalel.domain.story_decision import NotOurs
from dalel.newsroom.accounts.models import Member
from dalel.newsroom.accounts.queries.current_member import member_of
from dalel.newsroom.editions.models import EditionRow
from dalel.newsroom.frame.context import pack
from dalel.newsroom.frame.labels import label
from dalel.newsroom.frame.locale import tongue
from dalel.newsroom.frame.permissions import Action, may
from dalel.newsroom.frame.typed_input import number
from dalel.newsroom.incidents.queries import several
from dalel.newsroom.incidents.queries.several import SeveralTold
from dalel.newsroom.stories.queries.cards import Card


@dataclass(frozen=True, kw_only=True)
class SeveralChoices:
    """What stands under one heading: what is sent, and in words."""

    heading: str
    choices: tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True)
class SeveralBar:
    """The bar of a list: where it is sent, what can be done, and what became of the last act."""

    address: str
    groups: tuple[SeveralChoices, ...]
    has_words: bool
    all_ticked: bool
    told: SeveralTold | None


def several_stories(request: HttpRequest) -> SeveralBar:
    """The bar of the inbox."""
    reasons = tuple((f"{SeveralDeed.REJECT}:{why}", label(why)) for why in NotOurs)
    groups = (
        SeveralChoices(heading=_("Not ours"), choices=reasons),
        _for_whom(),
        SeveralChoices(heading=_("Later"), choices=((SeveralDeed.LATER, _("Later")),)),
    )
    return _bar(request, "several-stories", groups, has_words=True)


def several_entries(request: HttpRequest) -> SeveralBar | None:
    """The bar of the list of entries; None for who may not write."""
    member = member_of(request)
    if not may(member, Action.WRITE):
        return None
    held = ((f"{SeveralDeed.HOLD}:{one}", label(one)) for one in BY_HAND)
    sections = pack().codebook.sections
    groups = [
        _for_whom(),
        SeveralChoices(
            heading=_("Who has the entry"),
            choices=(*held, (f"{SeveralDeed.HOLD}:", _("back at the desk"))),
        ),
        SeveralChoices(
            heading=_("Section"),
            choices=tuple(
                (f"{SeveralDeed.SECTION}:{one.number}", f"{one.number}. {one.labels[tongue()]}")
                for one in sections
            ),
        ),
    ]
    if may(member, Action.APPROVE):
        groups.append(_editions())
    groups.append(
        SeveralChoices(
            heading=_("Later"),
            choices=(
                (SeveralDeed.LATER, _("Put off: “Gather” leaves it out")),
                (SeveralDeed.NOW, _("No longer put off")),
            ),
        )
    )
    return _bar(request, "several-entries", groups)


def assigned_stories(cards: Iterable[Card]) -> Mapping[str, str]:
    """By key, for whom these stories are."""
    return several.assignees(one.key for one in cards)


def said_of_several(told: SeveralTold) -> str:
    """What was done, with how many, and with how many not."""
    if told.undone:
        kept = told.done - told.undone
        back = ngettext("%(count)d taken back", "%(count)d taken back", told.undone)
        words = back % {"count": told.undone}
        if not kept:
            return f"{words}."
        stays = ngettext("%(count)d not", "%(count)d not", kept) % {"count": kept}
        return f"{words}, {stays}."
    done = ngettext("%(count)d done", "%(count)d done", told.done) % {"count": told.done}
    left = sum(one.count for one in told.left)
    if not left:
        return f"{_deed(told)}: {done}."
    lacking = ngettext("%(count)d not", "%(count)d not", left) % {"count": left}
    return f"{_deed(told)}: {done}, {lacking}."


def _deed(told: SeveralTold) -> str:
    """What was done, in words."""
    value = told.value
    if told.deed is SeveralDeed.REJECT:
        return f"{_('Not ours')} ({label(NotOurs(value))})"
    if told.deed is SeveralDeed.ASSIGN:
        member = Member.objects.filter(username=value).first()
        return f"{_('For whom')}: {member or _('nobody in particular')}"
    if told.deed is SeveralDeed.HOLD:
        held = {str(one): label(one) for one in BY_HAND}
        return f"{_('Who has the entry')}: {held.get(value, _('back at the desk'))}"
    if told.deed is SeveralDeed.SECTION:
        section = pack().codebook.section_by_number.get(number(value) or 0)
        return f"{_('Section')}: {section.labels[tongue()] if section else value}"
    if told.deed is SeveralDeed.EDITION:
        return _("Edition %(number)s") % {"number": value}
    return _("Later") if told.deed is SeveralDeed.LATER else _("No longer put off")


def _for_whom() -> SeveralChoices:
    members = Member.objects.filter(is_active=True).order_by("name", "username")
    named = ((f"{SeveralDeed.ASSIGN}:{one.username}", str(one)) for one in members)
    nobody = (f"{SeveralDeed.ASSIGN}:", _("nobody in particular"))
    return SeveralChoices(heading=_("For whom"), choices=(*named, nobody))


def _editions() -> SeveralChoices:
    numbers = EditionRow.objects.filter(state=EditionState.OPEN).order_by("-number")
    return SeveralChoices(
        heading=_("Into an edition"),
        choices=tuple(
            (f"{SeveralDeed.EDITION}:{one}", _("Edition %(number)s") % {"number": one})
            for one in numbers.values_list("number", flat=True)
        ),
    )


def _bar(
    request: HttpRequest,
    address: str,
    groups: Iterable[SeveralChoices],
    *,
    has_words: bool = False,
) -> SeveralBar:
    key = number(request.GET.get("several", ""))
    of = Several.STORIES if address == "several-stories" else Several.ENTRIES
    told = several.told_several(key, member_of(request)) if key else None
    return SeveralBar(
        address=address,
        groups=tuple(one for one in groups if one.choices),
        has_words=has_words,
        all_ticked=request.GET.get("ticked") == "all",
        told=told if told is not None and told.of is of else None,
    )
