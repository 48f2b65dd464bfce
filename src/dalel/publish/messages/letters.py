"""Letters to readers by mail: editions, notices and the request for confirmation.

Each letter says the same in plain text and in HTML, without pictures or anything that is fetched:
opening it tells nobody. One press ends it (RFC 8058).
"""

from collections.abc import Mapping
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime

from dalel.domain.message import Letter
from dalel.domain.states import IncidentState
from dalel.publish.documents.bulletin import bulletin
from dalel.publish.views.dates import DateWording
from dalel.publish.views.imprint import maker
from dalel.publish.views.incident import IncidentView
from dalel.publish.views.record import IndexedSnapshot
from dalel.publish.views.render import words
from dalel.publish.views.template_compiler import environment


def edition_letter(
    record: IndexedSnapshot, number: int, wording: DateWording, leave: str
) -> Letter | None:
    """The letter about an edition; None where there is no such edition any more.

    ``leave`` is the address at which this reader ends the letters.
    """
    edition = next((one for one in record.editions if one.number == number), None)
    if edition is None:
        return None
    printed = bulletin(record, edition, wording)
    subject = f"{printed.site_title} {printed.name}, {printed.period}"
    return _letter(record, wording, subject, {"bulletin": printed}, leave)


def notice_letter(
    record: IndexedSnapshot, number: str, name: str, wording: DateWording, leave: str
) -> Letter | None:
    """The letter about a correction, a reply or a retraction; None where it is said no more."""
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
    return _letter(record, wording, subject, values, leave)


def confirmation(record: IndexedSnapshot, wording: DateWording, confirm: str) -> Letter:
    """The first letter: it asks whether it was really this reader who asked for letters."""
    gettext = wording.words.gettext
    title = record.profile.title[wording.language]
    subject = gettext("Please confirm: letters from %(title)s") % {"title": title}
    return _letter(record, wording, subject, {"confirm": confirm}, "")


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
) -> Letter:
    shared = {
        **words(wording),
        "site_title": record.profile.title[wording.language],
        "maker": maker(record, wording),
        "home": f"{record.profile.address}{wording.language}/",
        "leave": leave,
        "subject": subject,
        "bulletin": None,
        "notice": None,
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
