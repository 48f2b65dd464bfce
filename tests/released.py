"""A released edition of the invented country, and ways by which it is told of."""

from datetime import datetime
from typing import Any

from bot_api import TOKEN
from dalel.cli.configuration import Configuration
from dalel.domain.message import Voices
from dalel.domain.states import EditionState, IncidentState, VersionState
from dalel.newsroom.editions.models import EditionRow, IntroductionRow
from dalel.newsroom.incidents.models import EditionEntryRow, IncidentRow, LinkRow, TextVersionRow
from dalel.newsroom.incidents.queries.snapshot import take
from dalel.newsroom.releases.actions.announce import announce_edition
from dalel.newsroom.releases.models import SubscriberRow
from dalel.outside.channels import Channels
from dalel.pack import Pack

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
    return Configuration.model_construct(**channel_settings(telegram, mail)).channels


def channel_settings(telegram: str = "", mail: str = "") -> dict[str, Any]:
    """The settings of these ways."""
    return {
        "telegram_token": TOKEN if telegram else "",
        "telegram_channels": PLACES,
        "telegram_url": telegram,
        "mail_url": mail,
        "mail_from": "bulletin@rights.ozernia.test",
        "letters_address": "https://desk.ozernia.test",
    }


def reader(name: str, language: str, now: datetime, topic: str = "") -> SubscriberRow:
    """Somebody who reads letters in a language, about a topic or about everything."""
    return SubscriberRow.objects.create(
        address=f"{name}@reader.test",
        language=language,
        topic=topic,
        secret=f"secret-of-{name}{topic and '-'}{topic.replace(':', '-')}",
        asked=now,
        confirmed=now,
    )
