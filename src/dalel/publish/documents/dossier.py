"""Renders an entry's dossier as a PDF and as JSON."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from importlib.resources import files
from typing import Any, Final, Literal
from zoneinfo import ZoneInfo

import typst

from dalel.domain.legal_dossier import Dossier
from dalel.language.wording import gettext_noop
from dalel.publish.typefaces import READ, TYPESETTER, WORK, families
from dalel.publish.views.dates import wording

#: The sentences of the document, by the name that its layout knows.
_WORDS: Final[Mapping[str, str]] = {
    "title": gettext_noop("Dossier"),
    "made": gettext_noop("As it stood at"),
    "confidential": gettext_noop(
        "Confidential, for the lawyer. Members stand under pseudonyms; "
        "who made a demand is left out."
    ),
    "versions": gettext_noop("Published versions and their exact times"),
    "releases": gettext_noop("Released in editions"),
    "never": gettext_noop("Not released yet."),
    "corrections": gettext_noop("Corrections"),
    "uncorrected": gettext_noop("Nothing was corrected after the release."),
    "evidence": gettext_noop("Evidence"),
    "bare": gettext_noop("Nothing that it cites was captured."),
    "without": gettext_noop("Cited, but never captured"),
    "demands": gettext_noop("Demands"),
    "undemanded": gettext_noop("No demand was entered."),
    "deeds": gettext_noop("What was done to it"),
    "version": gettext_noop("version %(number)s"),
    "written": gettext_noop("written"),
    "approved": gettext_noop("approved"),
    "unapproved": gettext_noop("not approved"),
    "public": gettext_noop("public since"),
    "until": gettext_noop("replaced or withdrawn"),
    "imported": gettext_noop("imported"),
    "untitled": gettext_noop("Untitled"),
    "status": gettext_noop("status"),
    "edition": gettext_noop("Edition %(number)s"),
    "received": gettext_noop("received"),
    "due": gettext_noop("to be answered by"),
    "answered": gettext_noop("answered"),
    "page": gettext_noop("page"),
}


def typeset(dossier: Dossier, language: str, *, standards: Sequence[Literal["ua-1"]] = ()) -> bytes:
    """A dossier as a PDF in a language; the same dossier gives the same bytes.

    ``standards``: as Typst names them. None is asked for by default: a source's text may hold a
    letter that no typeface has, and PDF/UA would then refuse the whole document.
    """
    sheet = (files("dalel.publish") / "templates" / "dossier.typ").read_bytes()
    words = wording(language).words
    told = {name: words.gettext(sentence) for name, sentence in _WORDS.items()}
    document: bytes = typst.compile(
        sheet,
        font_paths=typst.Fonts(font_paths=[str(TYPESETTER)], include_system_fonts=False),
        ignore_system_fonts=True,
        sys_inputs={
            "dossier": json.dumps(plain(dossier), ensure_ascii=False),
            "words": json.dumps(told, ensure_ascii=False),
            "language": language,
            "tongues": json.dumps(
                {one.language: wording(one.language).endonym for one in dossier.versions}
            ),
            "work": json.dumps(families(WORK)),
            "read": json.dumps(families(READ)),
        },
        timestamp=int(dossier.made.timestamp()),
        pdf_standards=list(standards),
    )
    return document


def plain(dossier: Dossier) -> dict[str, Any]:
    """A dossier as JSON has it: exact moments in the newsroom's zone, with their offset."""
    zone = ZoneInfo(dossier.zone)
    told: dict[str, Any] = _plain(asdict(dossier), zone)
    told["corrections"] = [[one.language, one.number] for one in dossier.corrections]
    return told


def _plain(value: Any, zone: ZoneInfo) -> Any:
    match value:
        case datetime():
            return value.astimezone(zone).isoformat(timespec="seconds")
        case dict():
            return {str(key): _plain(inner, zone) for key, inner in value.items()}
        case list() | tuple():
            return [_plain(inner, zone) for inner in value]
        case None | bool() | int() | float():
            return value
        case _:
            return str(value)
