"""The Jinja2 environment of the desk, with its filters and functions."""

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from django.templatetags.static import static
from django.urls import reverse
from django.utils import formats
from django.utils.translation import gettext, ngettext
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from dalel.newsroom.frame import labels
from dalel.newsroom.frame.context import is_alone, pack
from dalel.newsroom.frame.feedback import said
from dalel.newsroom.frame.locale import speak, spoken, tongue
from dalel.newsroom.frame.own_apps import own_apps
from dalel.newsroom.frame.permissions import Action, RoleHolder, may
from dalel.publish.views.dates import wording


def environment(**options: Any) -> Environment:
    """The environment that Django's Jinja2 backend calls for."""
    options |= {
        "loader": FileSystemLoader([Path(app.path) / "templates" for app in own_apps()]),
        "undefined": StrictUndefined,
        "trim_blocks": True,
        "lstrip_blocks": True,
        "extensions": ["jinja2.ext.i18n"],
    }
    made = Environment(**options)  # noqa: S701 - Django's backend passes autoescape
    made.policies["ext.i18n.trimmed"] = True
    made.install_gettext_callables(gettext, ngettext, newstyle=True)  # type: ignore[attr-defined]
    made.globals |= {
        **labels.template_globals(),
        "static": static,
        "url": _url,
        "spoken": spoken,
        "speak": speak,
        "pack": pack,
        "endonym": _endonym,
        "tongue": tongue,
        "now": lambda: datetime.now(UTC),
        "said": said,
        "clock": clock,
        "may": _may,
        "alone": is_alone,
        "qr": _qr,
        "two_digits": _decimal,
    }
    made.filters |= {
        **labels.template_filters(),
        "word": labels.label,
        "decimal": _decimal,
        "term": _term,
        "in_order": _in_order,
        "outlet": _outlet,
    }
    return made


def clock(moment: datetime) -> str:
    """The time of day on the newsroom's clock."""
    return f"{moment.astimezone(ZoneInfo(pack().zone)):%H:%M}"


def _endonym(language: str) -> str:
    """A language's name in itself."""
    return wording(language).endonym


def _outlet(source: str) -> str:
    """What a source of the pack is called on this screen; nothing for one it does not have."""
    return next((one.name(tongue()) for one in pack().sources if one.id == source), "")


def _decimal(number: float) -> str:
    """Two digits behind the decimal mark of this screen's language."""
    return formats.number_format(number, 2)


def _term(code: str, variable: str) -> str:
    """A code's wording; one that the codebook does not know stands as it is."""
    term = pack().codebook.term_by_code[variable].get(code)
    return term.labels[tongue()] if term else code


def _in_order(texts: Mapping[str, str]) -> list[tuple[str, str]]:
    """Texts by language, those of publication first, as everywhere at the desk."""
    known = [language for language in pack().languages if language in texts]
    return [(language, texts[language]) for language in dict.fromkeys([*known, *texts])]


def _may(member: RoleHolder, action: str) -> bool:
    """Whether a member may do this, an action named as in the rules: to show a control or not."""
    return may(member, Action[action])


def _qr(picture: str) -> Markup:
    """The picture that the library draws of a key, without the head of a file of its own."""
    return Markup(picture[picture.index("<svg") :])  # noqa: S704 - drawn by us, no words in it


def _url(name: str, **parts: Any) -> str:
    return reverse(name, kwargs=parts)
