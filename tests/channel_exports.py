"""Exports of a channel's history as Telegram Desktop writes them, of an invented channel."""

import json
from typing import Any

CHANNEL = 1234567890
#: 2 March 2026, 10:00 in UTC.
START = 1772445600
KK = (
    "Сот «Толқын» басылымына айыппұл салды\n\n"
    "Қала соты «Толқын» басылымының редакциясына 78 640 теңге айыппұл салды. Редакция шағымданады."
)
RU = (
    "Суд оштрафовал издание «Толқын»\n\n"
    "Городской суд оштрафовал редакцию издания «Толқын» на 78 640 тенге. Редакция обжалует решение."
)
PAGE = "https://lake.test/court"


def message(number: int, text: Any, *, after: int = 0, **more: Any) -> dict[str, Any]:
    """One message, so many minutes after the first day began."""
    moment = START + 60 * after
    told = {
        "id": number,
        "type": "message",
        "date": "2026-03-02T15:00:00",
        "date_unixtime": str(moment),
        "from": "Secret Author",
        "from_id": f"channel{CHANNEL}",
        "author": "Secret Signature",
        "text": text,
        "text_entities": [],
    }
    return told | more


def link(words: str, href: str) -> dict[str, str]:
    """Words behind which an address stands."""
    return {"type": "text_link", "text": words, "href": href}


def export(*messages: object, **more: Any) -> bytes:
    """The file ``result.json`` of a channel."""
    told: dict[str, Any] = {
        "name": "Толқын хабарлары",
        "type": "public_channel",
        "id": CHANNEL,
        "messages": list(messages),
    }
    return json.dumps(told | more, ensure_ascii=False, indent=1).encode()


def pair(number: int = 1, *, after: int = 0, page: str = PAGE) -> tuple[dict[str, Any], ...]:
    """A post in Kazakh and, five minutes later, the same in Russian; both cite a page."""
    return (
        message(number, [KK, "\n", link("толығырақ", page)], after=after),
        message(number + 1, [RU, "\n", link("подробнее", page)], after=after + 5),
    )
