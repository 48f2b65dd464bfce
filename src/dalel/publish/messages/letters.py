"""Letters to readers by mail: editions, notices and the request for confirmation.

A letter about a topic holds what belongs to it and nothing else. Each letter says the same in plain
text and in HTML, without pictures or anything that is fetched: opening it tells nobody. One press
ends it (RFC 8058).
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime

from dalel.domain.message import Letter
from dalel.domain.states import IncidentState
from dalel.domain.topic import Topic
from dalel.publish.documents.bulletin import PrintedBulletin, bulletin
from dalel.publish.views.dates import DateWording
from dalel.publish.views.imprint import maker
from dalel.publish.views.incident import IncidentView
from dalel.publish.views.record import IndexedSnapshot
from dalel.publish.views.render import words
from dalel.publish.views.template_compiler import environment
from dalel.publish.views.topics import STEP_MARK, matter_of, step_named, told_of, topic_name


def edition_letter(
    record: IndexedSnapshot,
    number: int,
    wording: DateWording,
    leave: str,
    topic: Topic | None = None,
) -> Letter | None:
    """The letter about an edition; None where there is no such edition any more.

    With a ``topic`` it holds the entries of that alone, and is None where the edition has none.
    ``leave`` is the address at which this reader ends the letters.
    """
    edition = next((one for one in record.editions if one.number == number), None)
    if edition is None:
        return None
    printed = bulletin(record, edition, wording)
    subject = f"{printed.site_title} {printed.name}, {printed.period}"
    if topic is not None:
        name = topic_name(record, topic, wording.language)
        kept = {incident.number for incident in told_of(record, edition, topic)}
        if name is None or not kept:
            return None
        printed, subject = _narrowed(printed, kept), f"{subject}: {name}"
    return _letter(record, wording, subject, {"bulletin": printed}, leave, topic)


def _narrowed(printed: PrintedBulletin, kept: set[str]) -> PrintedBulletin:
    """A bulletin with some of its entries alone, without what opens all of it."""
    parts = (
        replace(part, entries=tuple(one for one in part.entries if one.number in kept))
        for part in printed.parts
    )
    return replace(printed, introduction=(), parts=tuple(part for part in parts if part.entries))


def step_letter(
    record: IndexedSnapshot, subject: str, wording: DateWording, leave: str, topic: Topic
) -> Letter | None:
    """The letter about a step of a case that is followed.

    ``subject`` is an entry's number, or the name of a later step of it (``case_steps``). None where
    the entry is gone or out of the case, or the step stands there no more.
    """
    number, _, name = subject.partition(STEP_MARK)
    matter, incident = matter_of(record, topic), record.by_number.get(number)
    if matter is None or incident is None or incident.is_taken_back:
        return None
    step = step_named(incident, name) if name else None
    if number not in matter.incidents or (name and step is None):
        return None
    view = IncidentView(record, incident, wording)
    values = {
        "step": view.development(step) if step else None,
        "case": matter.names[wording.language],
        "case_page": f"{record.profile.address}{wording.language}/c/{matter.number}/",
        "view": view,
        "address": f"{record.profile.address}{view.path}",
    }
    title = f"{matter.names[wording.language]}: {view.name} ({view.number})"
    return _letter(record, wording, title, values, leave, topic)


def notice_letter(
    record: IndexedSnapshot,
    number: str,
    name: str,
    wording: DateWording,
    leave: str,
    topic: Topic | None = None,
) -> Letter | None:
    """The letter about a correction, a reply or a retraction; None where it is said no more.

    It goes to whoever got the entry, also where the entry has left the ``topic`` since.
    """
    incident = record.by_number.get(number)
    if incident is None or incident.state is IncidentState.WITHDRAWN:
        return None
    view = IncidentView(record, incident, wording)
    chosen = next((one for one in view.notices if one.name == name), None)
    if chosen is None:
        return None
    subject = f"{chosen.head}: {view.name} ({view.number})"
    address = f"{record.profile.address}{view.path}"
    values = {"notice": chosen, "view": view, "address": address}
    return _letter(record, wording, subject, values, leave, topic)


def confirmation(
    record: IndexedSnapshot, wording: DateWording, confirm: str, topic: Topic | None = None
) -> Letter | None:
    """The first letter: it asks whether it was really this reader who asked for letters.

    None where the topic was public when somebody asked, and is no more.
    """
    gettext = wording.words.gettext
    title = record.profile.title[wording.language]
    if topic is not None and topic_name(record, topic, wording.language) is None:
        return None
    subject = gettext("Please confirm: letters from %(title)s") % {"title": title}
    return _letter(record, wording, subject, {"confirm": confirm}, "", topic)


def as_mail(
    letter: Letter, *, sender: str, recipient: str, name: str, now: datetime, key: str
) -> EmailMessage:
    """The letter as it is handed in; ``key`` makes its id, the same however often it goes.

    :raises ValueError: when an address is none.
    """
    mail = EmailMessage()
    mail["From"] = Address(display_name=_line(name), addr_spec=sender)
    mail["To"] = Address(addr_spec=recipient)
    mail["Subject"] = _line(letter.subject)
    mail["Date"] = format_datetime(now)
    mail["Message-ID"] = f"<{key}@{sender.rpartition('@')[2]}>"
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(letter.plain)
    mail.add_alternative(letter.html, subtype="html")
    # Last: what is said of the content would move into its first part.
    for header, value in letter.headers.items():
        mail[header] = value
    return mail


def _letter(
    record: IndexedSnapshot,
    wording: DateWording,
    subject: str,
    values: Mapping[str, object],
    leave: str,
    topic: Topic | None,
) -> Letter:
    shared = {
        **words(wording),
        "site_title": record.profile.title[wording.language],
        "maker": maker(record, wording),
        "home": f"{record.profile.address}{wording.language}/",
        "leave": leave,
        "subject": subject,
        "topic": topic_name(record, topic, wording.language) if topic else "",
        "is_of_all": topic is None,
        "bulletin": None,
        "notice": None,
        "step": None,
        "case": "",
        "view": None,
        "address": "",
        "confirm": "",
        **values,
    }
    headers = {"Content-Language": wording.language}
    if leave:
        headers["List-Unsubscribe"] = f"<{leave}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    templates = environment(wording.language)
    return Letter(
        subject=subject,
        plain=templates.get_template("letter.txt").render(shared),
        html=templates.get_template("letter.html").render(shared),
        headers=headers,
    )


def _line(text: str) -> str:
    """Text as a header may hold it: one line."""
    return " ".join(text.split())
