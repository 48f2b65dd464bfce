"""What readers are told of the keys that sign the site: beside the data, and in feeds."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from dalel.publish.tree.succession import KeyPeriod, KeyReason, name_of
from dalel.publish.views.dates import DateWording
from dalel.publish.views.record import IndexedSnapshot


@dataclass(frozen=True, kw_only=True)
class KeyLine:
    """A key in the list: its name, and from when until when it signed."""

    name: str
    told: str


@dataclass(frozen=True, kw_only=True)
class KeyNews:
    """A change of the key as an entry of a feed."""

    path: str
    title: str
    text: str
    time: datetime


def key_lines(record: IndexedSnapshot, wording: DateWording) -> tuple[KeyLine, ...]:
    """Every key, the one in force first."""
    periods = record.keys.periods if record.keys else ()
    return tuple(
        KeyLine(name=one.name, told=_period(one, record, wording)) for one in reversed(periods)
    )


def news_of_keys(record: IndexedSnapshot, wording: DateWording) -> tuple[KeyNews, ...]:
    """Each change of the key, the latest first."""
    return tuple(_news(record, wording))[::-1] if record.keys else ()


def _news(record: IndexedSnapshot, wording: DateWording) -> Iterator[KeyNews]:
    gettext = wording.words.gettext
    keys = record.keys
    for one in keys.statements if keys else ():
        named = {"old": name_of(one.old), "new": name_of(one.new)}
        told = gettext("The key %(new)s signs this site in place of %(old)s.") % named
        extra = {
            KeyReason.STOLEN: gettext("The earlier key was stolen: trust nothing it signed."),
            KeyReason.LOST: gettext("The earlier key was lost: trust nothing it signs later."),
        }.get(one.reason, "")
        if not one.is_handed_over:
            extra = f"{extra} " + gettext("Ask us by another way whether the new key is ours.")
        yield KeyNews(
            path=f"release-keys/{name_of(one.old)}",
            title=gettext("The key that signs this site has changed"),
            text=f"{told} {extra}".strip(),
            time=one.time,
        )


def _period(one: KeyPeriod, record: IndexedSnapshot, wording: DateWording) -> str:
    gettext, zone = wording.words.gettext, record.profile.zone
    since = wording.time(one.since, zone)
    if one.until is None:
        return gettext("in force since %(since)s") % {"since": since}
    named = {"since": since, "until": wording.time(one.until, zone)}
    told = gettext("used from %(since)s until %(until)s") % named
    why = {
        KeyReason.STOLEN: gettext("stolen: trust nothing it signed"),
        KeyReason.LOST: gettext("lost: trust nothing it signed later"),
    }.get(one.reason or KeyReason.ROTATION, "")
    return f"{told}; {why}" if why else told
