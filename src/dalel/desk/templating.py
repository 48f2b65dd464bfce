"""What can the desk's templates say?"""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.translation import get_language, gettext, ngettext
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from dalel.desk import browsers, deeds
from dalel.desk.access import Action, may
from dalel.desk.ground import pack
from dalel.desk.labels import label, output
from dalel.desk.proposing import maker, message
from dalel.desk.reasons import because, chips
from dalel.desk.refusing import said
from dalel.desk.tongue import spoken
from dalel.desk.troubles import flaw, judgement, trouble
from dalel.domain.concern import Concern
from dalel.domain.deciding import NotOurs, read
from dalel.flow.incidents.wording import advice, labelled, reason
from dalel.pack.demands import DemandKind
from dalel.publish.views.dates import Wording, wording
from dalel.store.models import Member


def environment(**options: Any) -> Environment:
    """The environment that Django's Jinja2 backend calls for."""
    options |= {
        "loader": PackageLoader("dalel.desk"),
        "undefined": StrictUndefined,
        "trim_blocks": True,
        "lstrip_blocks": True,
        "extensions": ["jinja2.ext.i18n"],
    }
    made = Environment(**options)  # noqa: S701 - Django's backend passes autoescape
    made.policies["ext.i18n.trimmed"] = True
    made.install_gettext_callables(gettext, ngettext, newstyle=True)  # type: ignore[attr-defined]
    made.globals |= {
        "static": static,
        "url": _url,
        "spoken": spoken,
        "speak": speak,
        "pack": pack,
        "endonym": _endonym,
        "tongue": _tongue,
        "now": lambda: datetime.now(UTC),
        "said": said,
        "clock": clock,
        "may": _may,
        "qr": _qr,
        "two_digits": _decimal,
        "labels_of": _labels_of,
        "draft_message": message,
        "draft_maker": maker,
        "page_of": deeds.place,
        "details": deeds.details,
    }
    made.filters |= {
        "word": label,
        "output": output,
        "reason": _reason,
        "advice": _advice,
        "because": because,
        "chips": chips,
        "decimal": _decimal,
        "clock": _clock,
        "term": _term,
        "rejection": _rejection,
        "in_order": _in_order,
        "labelled": _labelled,
        "outlet": _outlet,
        "trouble": trouble,
        "flaw": flaw,
        "judgement": judgement,
        "browser": browsers.named,
        "deed": deeds.deed,
        "subject": deeds.subject,
    }
    return made


def speak() -> Wording:
    """How dates and numbers are written in the language of this screen."""
    return wording(_tongue())


def clock(moment: datetime) -> str:
    """The time of day on the newsroom's clock."""
    return f"{moment.astimezone(ZoneInfo(pack().zone)):%H:%M}"


def _tongue() -> str:
    """The language of this screen."""
    return get_language() or settings.LANGUAGE_CODE


def _endonym(language: str) -> str:
    """A language's name in itself."""
    return wording(language).endonym


def _labelled(concern: Concern) -> Concern:
    """The concern with words in place of codes."""
    return labelled(concern, pack(), _tongue())


def _outlet(source: str) -> str:
    """What a source of the pack is called on this screen; nothing for one it does not have."""
    return next((one.name(_tongue()) for one in pack().sources if one.id == source), "")


def _reason(concern: Concern) -> str:
    """Why it is a concern."""
    return reason(concern, gettext)


def _advice(concern: Concern) -> str:
    """What to do about it."""
    return advice(concern, gettext)


def _decimal(number: float) -> str:
    """Two digits behind the decimal mark of this screen's language."""
    return formats.number_format(number, 2)


def _clock(when: datetime) -> str:
    """Day and time in little room; the year where it is another one."""
    there = timezone.localtime(when)
    year = "" if there.year == timezone.localtime().year else f".{there.year}"
    return f"{there:%d.%m}{year} {there:%H:%M}"


def _term(code: str, variable: str) -> str:
    """A code's wording; one that the codebook does not know stands as it is."""
    term = pack().codebook.term_by_code[variable].get(code)
    return term.labels[_tongue()] if term else code


def _rejection(reason: str) -> str:
    """Why a story is not ours, in words."""
    why, words = read(reason)
    return words if why is NotOurs.OTHER else f"{label(why)}. {words}".rstrip(" .") + "."


def _in_order(texts: Mapping[str, str]) -> list[tuple[str, str]]:
    """Texts by language, those of publication first, as everywhere at the desk."""
    known = [language for language in pack().languages if language in texts]
    return [(language, texts[language]) for language in dict.fromkeys([*known, *texts])]


def _may(member: Member, action: str) -> bool:
    """Whether a member may do this, an action named as in the rules: to show a control or not."""
    return may(member, Action[action])


def _labels_of(kinds: Iterable[DemandKind]) -> dict[str, str]:
    """What kinds of demands are called on this screen."""
    return {kind.id: kind.labels.get(_tongue(), kind.id) for kind in kinds}


def _qr(picture: str) -> Markup:
    """The picture that the library draws of a key, without the head of a file of its own."""
    return Markup(picture[picture.index("<svg") :])  # noqa: S704 - drawn by us, no words in it


def _url(name: str, **parts: Any) -> str:
    return reverse(name, kwargs=parts)
