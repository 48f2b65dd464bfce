"""A released edition of the invented country, and ways by which it is told of."""

from datetime import datetime

from bot_api import TOKEN
from dalel.domain.message import Voices
from dalel.domain.states import EditionState, IncidentState, VersionState
from dalel.flow.public.announcing import announce_edition
from dalel.outside.channels import Channels
from dalel.outside.mail import mail_server
from dalel.outside.telegram import Bot
from dalel.pack import Pack
from dalel.store.models import (
    EditionEntryRow,
    EditionRow,
    IncidentRow,
    IntroductionRow,
    LinkRow,
    SubscriberRow,
    TextVersionRow,
)
from dalel.store.public.snapshots import take

PLACES = {"ru": "@ru_channel", "en": "@en_channel"}
PICTURE = b"\x89PNG\r\n\x1a\n" + b"a card"


TITLES = {
    "XT-2031-0001": ("Сайт «Берег» заблокирован", "The Shore blocked by order of the ministry"),
    "XT-2031-0002": ("Утечка данных порта", "Data of the port leaked"),
    "XT-2031-0003": ("Суд оправдал редакцию", "A court acquitted the newsroom"),
}


def release(now: datetime) -> None:
    """An edition of three entries, approved and public."""
    edition = EditionRow.objects.create(
        number=1,
        period_start=now.date(),
        period_end=now.date(),
        state=EditionState.RELEASED,
        released=now,
    )
    for language in PLACES:
        IntroductionRow.objects.create(
            edition=edition,
            language=language,
            text="Opening.",
            number=1,
            time=now,
            state=VersionState.APPROVED,
        )
    for place, (number, titles) in enumerate(TITLES.items(), 1):
        incident = IncidentRow.objects.create(
            number=number, section=1, state=IncidentState.PUBLISHED, updated=now
        )
        EditionEntryRow.objects.create(edition=edition, incident=incident, section=1, order=place)
        url = f"https://shore.test/{place}"
        LinkRow.objects.create(
            incident=incident, order=1, printed=url, url=url, canonical=url, host="shore.test"
        )
        for language, title in zip(PLACES, titles, strict=True):
            TextVersionRow.objects.create(
                incident=incident,
                language=language,
                number=1,
                title=title,
                paragraphs=[f"{title}. " * 5, "<b>&"],
                time=now,
                state=VersionState.APPROVED,
            )


def announce(pack: Pack, voices: Voices, now: datetime) -> None:
    """What the release of that edition queues."""
    announce_edition(take(pack, released=True), EditionRow.objects.get().number, voices, now)


def channels(telegram: str = "", mail: str = "") -> Channels:
    """Ways that lead to local servers; an empty address is no way."""
    return Channels(
        bot=Bot(token=TOKEN, address=telegram) if telegram else None,
        places=PLACES,
        mail=mail_server(mail) if mail else None,
        sender="bulletin@rights.ozernia.test",
        door="https://desk.ozernia.test",
    )


def reader(name: str, language: str, now: datetime) -> SubscriberRow:
    """Somebody who reads letters in a language."""
    return SubscriberRow.objects.create(
        address=f"{name}@reader.test",
        language=language,
        secret=f"secret-of-{name}",
        asked=now,
        confirmed=now,
    )
