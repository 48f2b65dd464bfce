"""Positions of those of whom an entry speaks: what they said, and whom the newsroom asked."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from dalel.domain.conduct import InquiryState, PublicInquiry
from dalel.domain.dates import local
from dalel.domain.incident import Incident
from dalel.domain.notice import NoticeKind, named
from dalel.publish.views.dates import DateWording
from dalel.publish.views.render import clean


@dataclass(frozen=True, kw_only=True)
class PositionView:
    """One position in a language: whose it is, what is told of the asking, and their words.

    ``text`` is empty where nothing came; ``name`` is the notice that it is, empty where it is an
    answer to the newsroom; ``actor`` the code of the body, where it is one.
    """

    whose: str
    told: str
    text: str
    name: str = ""
    actor: str = ""


def position_views(incident: Incident, wording: DateWording, zone: str) -> tuple[PositionView, ...]:
    """What those said of whom an entry speaks, and whom the newsroom asked, in order of time."""
    language = wording.language
    asked = (
        (one.asked, inquiry_view(one, wording))
        for one in incident.inquiries
        if one.whom.get(language)
    )
    found = sorted((*_replies(incident, wording, zone), *asked), key=lambda one: one[0])
    return tuple(view for _, view in found)


def inquiry_view(inquiry: PublicInquiry, wording: DateWording) -> PositionView:
    """Whom the newsroom asked, when, until when, and what came."""
    gettext, language = wording.words.gettext, wording.language
    days = {"asked": wording.day(inquiry.asked), "due": wording.day(inquiry.due)}
    told = {
        InquiryState.WAITING: gettext("Asked on %(asked)s, to answer by %(due)s."),
        InquiryState.SILENT: gettext("Asked on %(asked)s. No answer came by %(due)s."),
        InquiryState.ANSWERED: gettext("Asked on %(asked)s. The answer:"),
    }
    answer = inquiry.answer.get(language, "") if inquiry.state is InquiryState.ANSWERED else ""
    return PositionView(
        whose=clean(inquiry.whom[language]),
        told=told[inquiry.state] % days,
        text=clean(answer),
        actor=inquiry.actor,
    )


def _replies(
    incident: Incident, wording: DateWording, zone: str
) -> Iterator[tuple[date, PositionView]]:
    language, gettext = wording.language, wording.words.gettext
    for name, notice in named(incident.notices).items():
        if notice.kind is not NoticeKind.REPLY or not notice.texts.get(language):
            continue
        day = wording.moment_day(notice.time, zone)
        yield (
            local(notice.time, ZoneInfo(zone)).date(),
            PositionView(
                whose=clean(notice.by.get(language, "")),
                told=gettext("Reply published on %(day)s:") % {"day": day},
                text=clean(notice.texts[language]),
                name=name,
            ),
        )
