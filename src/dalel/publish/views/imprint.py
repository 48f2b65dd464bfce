"""The imprint in every output: its fields, their names and its short forms."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from dalel.language.wording import gettext_noop
from dalel.publish.views.dates import DateWording
from dalel.publish.views.record import IndexedSnapshot
from dalel.publish.views.structured import publisher

#: The file that lies beside data that cannot say it themselves, and in their archive.
NOTICE: Final = "README.txt"
PREVIEW: Final = gettext_noop(
    "Preview, not published: there may be texts that nobody has approved. "
    "Please do not cite or share."
)
#: Where readers are told whom to write to, the nearest to the matter first.
_ADDRESSED: Final = ("reply_address", "contact")
_MAIL: Final = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
#: What stands beside the publisher where there is little room.
_BESIDE: Final = ("registration", "funder", "age_mark")


def field_names(wording: DateWording) -> dict[str, str]:
    """What each field of the imprint is called; a field that is not here is shown as it is."""
    gettext = wording.words.gettext
    return {
        "publisher": gettext("Publisher"),
        "registration": gettext("Registration"),
        "contact": gettext("Contact"),
        "reply_address": gettext("Address for replies and corrections"),
        "legal_aid": gettext("Contact for legal aid"),
        "funder": gettext("Funded by"),
        "age_mark": gettext("Age mark"),
    }


def imprint_lines(record: IndexedSnapshot, wording: DateWording) -> Iterator[tuple[str, str]]:
    """Name and words of each line that is stated, the licence last."""
    names, profile = field_names(wording), record.profile
    for field, stated in profile.imprint.fields.items():
        if words := stated.get(wording.language):
            yield names.get(field, field), words
    if profile.licence:
        yield wording.words.gettext("Licence of the texts"), profile.licence


def stated(record: IndexedSnapshot, wording: DateWording) -> Iterator[tuple[str, str]]:
    """What stands beside the publisher in every output: name and words of what is filled."""
    names = field_names(wording)
    for field in _BESIDE:
        if words := record.profile.imprint.fields.get(field, {}).get(wording.language):
            yield names[field], words


def report_mail(record: IndexedSnapshot, wording: DateWording) -> str:
    """The mail address that the imprint gives for corrections, or for anything; else empty."""
    fields = record.profile.imprint.fields
    told = (fields.get(name, {}).get(wording.language, "") for name in _ADDRESSED)
    found = (_MAIL.search(words) for words in told)
    return next((match[0] for match in found if match), "")


def signature(record: IndexedSnapshot, wording: DateWording) -> str:
    """Publisher and age mark: what a picture or a short message has room for."""
    mark = record.profile.imprint.fields.get("age_mark", {}).get(wording.language)
    return " · ".join(filter(None, [publisher(record, wording), mark]))


def maker(record: IndexedSnapshot, wording: DateWording) -> str:
    """Who says it, in one line."""
    told = (f"{name}: {words}" for name, words in stated(record, wording))
    return " · ".join([publisher(record, wording), *told])


def imprint_text(record: IndexedSnapshot, wording: DateWording, title: str) -> str:
    """The same as plain text, to lie beside files that have no place for it."""
    snapshot, gettext = record.snapshot, wording.words.gettext
    lines = [title, record.profile.question[wording.language], ""]
    if snapshot.preview:
        lines += [gettext(PREVIEW), ""]
    lines += [f"{name}: {words}" for name, words in imprint_lines(record, wording)]
    if record.profile.data_licence:
        lines.append(f"{gettext('Licence of the data')}: {record.profile.data_licence}")
    if record.profile.address:
        lines.append(record.profile.address)
    return "".join(f"{line}\n" for line in lines)


def imprint_fields(record: IndexedSnapshot) -> Mapping[str, Mapping[str, str]]:
    """What is stated, by field and language, for programs."""
    languages = record.profile.languages
    stated = {
        field: {language: words[language] for language in languages if words.get(language)}
        for field, words in record.profile.imprint.fields.items()
    }
    return {field: words for field, words in stated.items() if words}
