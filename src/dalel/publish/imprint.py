"""How are the lines of the imprint called, and which of them are stated?"""

from collections.abc import Iterator

from dalel.publish.dates import Wording
from dalel.publish.record import Record


def field_names(wording: Wording) -> dict[str, str]:
    """What each field of the imprint is called; a field that is not here is shown as it is."""
    gettext = wording.words.gettext
    return {
        "publisher": gettext("Publisher"),
        "registration": gettext("Registration"),
        "contact": gettext("Contact"),
        "reply_address": gettext("Address for replies and corrections"),
        "funder": gettext("Funded by"),
        "age_mark": gettext("Age mark"),
    }


def imprint_lines(record: Record, wording: Wording) -> Iterator[tuple[str, str]]:
    """Name and words of each line that is stated, the licence last."""
    names, profile = field_names(wording), record.profile
    for field, stated in profile.imprint.fields.items():
        if words := stated.get(wording.language):
            yield names.get(field, field), words
    if profile.licence:
        yield wording.words.gettext("Licence of the texts"), profile.licence
