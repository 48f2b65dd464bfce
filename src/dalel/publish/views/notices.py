"""Notices before an entry's text: how it came out, corrections, replies and retractions."""

from collections.abc import Iterator
from dataclasses import dataclass

from dalel.domain.incident import Incident
from dalel.domain.notice import Notice, NoticeKind, named
from dalel.domain.states import FlashState, IncidentState
from dalel.publish.views.dates import DateWording
from dalel.publish.views.render import clean


@dataclass(frozen=True, kw_only=True)
class NoticeView:
    """A notice in one language; ``kind`` is for styles, ``name`` and ``when`` may be empty."""

    kind: str
    name: str
    head: str
    when: str
    text: str


def notice_views(incident: Incident, wording: DateWording, zone: str) -> tuple[NoticeView, ...]:
    """What is said about an entry: how it came out, what was corrected or answered, or why it fell.

    A retracted entry has its reason and nothing else.
    """
    gettext = wording.words.gettext
    told = [_told(name, one, wording, zone) for name, one in named(incident.notices).items()]
    kinds = {notice.kind for notice in incident.notices}
    if incident.state is IncidentState.RETRACTED:
        reasons = tuple(one for one in told if one.kind == NoticeKind.RETRACTION)
        return reasons or (
            _plain("retraction", gettext("This entry was retracted: it must not be relied upon.")),
        )
    if incident.state is IncidentState.CORRECTED and NoticeKind.CORRECTION not in kinds:
        told.insert(0, _plain("correction", gettext("This entry was corrected after publication.")))
    return (*_in_a_hurry(incident, wording), *told)


def _in_a_hurry(incident: Incident, wording: DateWording) -> Iterator[NoticeView]:
    gettext = wording.words.gettext
    if incident.flash is FlashState.RELEASED:
        yield NoticeView(
            kind="flash",
            name="",
            head=gettext("Urgent, in short form"),
            when="",
            text=gettext("one editor released it; a second one has still to stand behind it."),
        )
    elif incident.flash is FlashState.UNCONFIRMED:
        yield NoticeView(
            kind="flash",
            name="",
            head=gettext("Unconfirmed"),
            when="",
            text=gettext("no second editor has stood behind it within 12 hours."),
        )


def _told(name: str, notice: Notice, wording: DateWording, zone: str) -> NoticeView:
    gettext = wording.words.gettext
    heads = {
        NoticeKind.CORRECTION: gettext("Correction"),
        NoticeKind.REPLY: gettext("Reply"),
        NoticeKind.RETRACTION: gettext("Retracted"),
    }
    by = clean(notice.by.get(wording.language, ""))
    head = heads[notice.kind]
    return NoticeView(
        kind=notice.kind,
        name=name,
        head=f"{head}, {by}" if by else head,
        when=wording.time(notice.time, zone),
        text=clean(notice.texts.get(wording.language, "")),
    )


def _plain(kind: str, text: str) -> NoticeView:
    return NoticeView(kind=kind, name="", head="", when="", text=text)


def taken_back_words(wording: DateWording) -> dict[str, str]:
    """What stands in the place of a text, by the state of its incident; else nothing."""
    gettext = wording.words.gettext
    return {
        "withdrawn": gettext("This entry was withdrawn."),
        "retracted": gettext("This entry was retracted: it must not be relied upon."),
        **dict.fromkeys(("unpublished", "published", "corrected"), ""),
    }
