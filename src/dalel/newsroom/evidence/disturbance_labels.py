"""Disturbances of networks in words: who measured what, from where, since when, how sure.

No word says why, nor that anybody meant it.
"""

from typing import Final

from dalel.domain.disturbance import Disturbance, DisturbanceKind, Strength
from dalel.domain.exchange import DIRECT
from dalel.domain.network_event import MeasuredSubject, Measurer, NetworkEvent, SubjectKind
from dalel.language.wording import gettext_noop
from dalel.pack import Pack
from dalel.publish.views.dates import DateWording

_TITLES: Final = {
    DisturbanceKind.OUTAGE: gettext_noop("Measurements show a disturbed connection: %(subject)s"),
    DisturbanceKind.ROUTING: gettext_noop("Routes of the net changed: %(subject)s"),
    DisturbanceKind.DIP: gettext_noop("One measurement departs from the usual: %(subject)s"),
    DisturbanceKind.ACCESS: gettext_noop("A site could not be reached: %(subject)s"),
}
STRENGTHS: Final = {
    Strength.STRONG: gettext_noop(
        "Much speaks for it: several who measure apart from one another saw it, or people looked "
        "at it."
    ),
    Strength.LIKELY: gettext_noop(
        "Likely: one who measures saw it in several ways or from several networks, or several "
        "outlets fell silent with it."
    ),
    Strength.WEAK: gettext_noop(
        "Weak: it was measured in one way only, which may be a fault of the instrument."
    ),
}
_LEAD: Final = gettext_noop(
    "This is a lead, no proof: no measurement tells why it happened, or whether anybody meant it. "
    "Check it before anything is written of it."
)
_ROUTES: Final = gettext_noop("Routes may change without anybody being cut off.")
_OURS_TOO: Final = gettext_noop(
    "The site gave us nothing either, which speaks for a fault of the site rather than of the "
    "networks."
)
_NAMES: Final = {
    Measurer.IODA: "IODA, Georgia Tech",
    Measurer.RADAR: "Cloudflare Radar",
    Measurer.OONI: "OONI",
    Measurer.OWN: gettext_noop("we ourselves"),
}
#: What is measured and from where, by the family of methods; no other is known by name.
_WAYS: Final = {
    "bgp": gettext_noop("routes as routers around the world see them (BGP)"),
    "ping": gettext_noop("answers of addresses to IODA’s probes"),
    "merit": gettext_noop("stray traffic that reaches unused addresses in the USA"),
    "gtr": gettext_noop("requests to services of Google"),
    "traffic": gettext_noop("traffic at the servers of Cloudflare"),
    "annotation": gettext_noop("written down by people at Cloudflare"),
}
_TESTS: Final = gettext_noop("tests by volunteers in %(networks)s, %(seen)s of %(measured)s failed")
_REQUESTS: Final = gettext_noop("our requests got no answer, made from: %(way)s")
_OWN_LINE: Final = gettext_noop("our own line")


def title(one: Disturbance, pack: Pack, speak: DateWording) -> str:
    """What happened to whom, in one line."""
    called = subject(one.subject, one.name, pack, speak)
    return speak.words.gettext(_TITLES[one.kind]) % {"subject": called}


def cautions(one: Disturbance, speak: DateWording) -> tuple[str, ...]:
    """How sure it is, and what it does not tell."""
    said = [STRENGTHS[one.strength], _LEAD]
    if one.kind is DisturbanceKind.ROUTING:
        said.append(_ROUTES)
    is_others = any(measurer is not Measurer.OWN for measurer in one.measurers)
    if one.kind is DisturbanceKind.ACCESS and is_others and Measurer.OWN in one.measurers:
        said.append(_OURS_TOO)
    return tuple(speak.words.gettext(words) for words in said)


def subject(one: MeasuredSubject, name: str, pack: Pack, speak: DateWording) -> str:
    """What a country, region, network or site is called."""
    match one.kind:
        case SubjectKind.COUNTRY:
            return pack.profile.country.get(speak.language, name or one.code)
        case SubjectKind.NETWORK:
            known = pack.networks.name(one.code)
            called = name if known == one.code else known
            return f"{called} ({one.code})" if called else one.code
        case SubjectKind.REGION | SubjectKind.SITE:
            return name or one.code


def line(event: NetworkEvent, pack: Pack, speak: DateWording) -> str:
    """Who saw what of whom, from where, since when, and how sure that measurer is."""
    gettext = speak.words.gettext
    parts = [
        f"{gettext(_NAMES[event.measurer])}: {subject(event.subject, event.name, pack, speak)}",
        _way(event, speak),
        span(event, pack, speak),
    ]
    if event.score is not None:
        score = speak.number(round(event.score))
        parts.append(gettext("departure by its own scale: %(score)s") % {"score": score})
    if event.is_verified:
        parts.append(gettext("checked there by people"))
    if event.cause:
        parts.append(gettext("cause named there: %(cause)s") % {"cause": event.cause})
    return "; ".join(parts)


def _way(event: NetworkEvent, speak: DateWording) -> str:
    gettext = speak.words.gettext
    if event.measurer is Measurer.OONI:
        return gettext(_TESTS) % {
            "networks": ", ".join(event.vantages),
            "seen": speak.number(event.seen),
            "measured": speak.number(event.measured),
        }
    if event.measurer is Measurer.OWN:
        ways = (gettext(_OWN_LINE) if way == DIRECT else way for way in event.vantages)
        return gettext(_REQUESTS) % {"way": ", ".join(ways)}
    known = _WAYS.get(event.family)
    return gettext(known) if known else event.method


def span(one: NetworkEvent | Disturbance, pack: Pack, speak: DateWording) -> str:
    """Since when, and until when if it is over."""
    start = speak.time(one.started, pack.zone)
    lasts = one.lasts if isinstance(one, NetworkEvent) else one.ended is None
    if lasts or one.ended is None:
        return speak.words.gettext("since %(start)s, it lasts") % {"start": start}
    values = {"start": start, "end": speak.time(one.ended, pack.zone)}
    return speak.words.gettext("%(start)s – %(end)s") % values
