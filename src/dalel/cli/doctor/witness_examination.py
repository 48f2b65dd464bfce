"""Doctor checks of the witnesses: whether seals get out, and who confirmed the last one."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from dalel.cli.configuration import Configuration
from dalel.cli.doctor.doctor_finding import Diagnosis
from dalel.cli.evidence_services import vault

if TYPE_CHECKING:
    from dalel.newsroom.evidence.actions.upkeep import Care
    from dalel.steps.archive.ledger import LedgerLine


def witness_findings(settings: Configuration, care: "Care") -> Iterator[Diagnosis]:
    """When the last seal was set, whether the site shows it, and which authority is behind."""
    from dalel.newsroom.evidence.actions.seal import last_seal

    if not care.authorities:
        advice = "nobody outside confirms the evidence: timestamp_urls is none"
        yield Diagnosis(subject="timestamps", state="", advice=advice)
    last = last_seal(vault(settings))
    if last is None:
        if care.authorities:
            state = f"asked daily of {', '.join(care.authorities)}; there is no seal yet"
            yield Diagnosis(subject="timestamps", state=state)
        return
    line, event = last
    seal = f"the seal of {event.time:%Y-%m-%d}"
    yield from _stamps(settings, care, line, seal)
    yield _site(settings, line, seal)


def _stamps(
    settings: Configuration, care: "Care", line: "LedgerLine", seal: str
) -> Iterator[Diagnosis]:
    from dalel.steps.archive.seals import stamps_of
    from dalel.steps.archive.timestamps import is_proved

    tokens = stamps_of(vault(settings), line)
    for authority in care.authorities:
        advice = ""
        if authority not in tokens:
            advice = f"{authority} has not confirmed {seal} yet"
        elif not is_proved(tokens[authority], line.link, care.roots):
            advice = f"what {authority} says of {seal} leads to no root that is known here"
        state = "" if advice else f"{authority} confirmed {seal}"
        yield Diagnosis(subject="timestamps", state=state, advice=advice)


def _site(settings: Configuration, line: "LedgerLine", seal: str) -> Diagnosis:
    from dalel.publish.seal_renewal import is_signed_release, shows

    if not is_signed_release(settings.site_folder):
        advice = f"{seal} stands on no site, since nothing is released: print it, or mail it"
        return Diagnosis(subject="seals", state="", advice=advice)
    if not shows(settings.site_folder, line.link):
        advice = f"{seal} is not on the site yet; the next pass puts it there"
        return Diagnosis(subject="seals", state="", advice=advice)
    return Diagnosis(subject="seals", state=f"the site shows {seal}, the last")
