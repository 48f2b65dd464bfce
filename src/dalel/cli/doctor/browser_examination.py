"""Doctor checks of the browser that shows pages: whether there is one, and what waits for it."""

from collections.abc import Iterator

from dalel.cli.configuration import Configuration
from dalel.cli.doctor.doctor_finding import Diagnosis
from dalel.cli.extras import BROWSER

_COST = "pages that show nothing without a browser are kept as they came, without text or picture"


def browser_finding(settings: Configuration) -> Diagnosis:
    """Whether pages can be shown, by what, and whether the browser's own sandbox is on."""
    from dalel.outside.browser.chromium import find_chromium, is_boxed

    program = find_chromium(settings.chromium)
    if not settings.browser:
        return Diagnosis(subject="browser", state="off (browser is no)")
    if settings.chromium and not program:
        problem = f"chromium: {settings.chromium} is no program that can be run"
        return Diagnosis(subject="browser", state="", problem=problem)
    if not BROWSER.is_here or not program:
        lack = BROWSER.command if not BROWSER.is_here else "apt install chromium"
        return Diagnosis(subject="browser", state="none", advice=f"none: {_COST}; {lack}")
    box = "" if is_boxed() else "; without its own sandbox, because root runs it: run as a user"
    return Diagnosis(subject="browser", state=f"{program}{box}")


def renderings_finding(settings: Configuration) -> Iterator[Diagnosis]:
    """How many pages wait for a browser that is not here."""
    from dalel.cli.evidence_services import chromium_of
    from dalel.newsroom.evidence.queries.renderings import count_in_need

    count = count_in_need() if chromium_of(settings) is None else 0
    if count:
        advice = f"{count} pages need a browser, and there is none: {_COST}"
        yield Diagnosis(subject="pages", state=f"{count} need a browser", advice=advice)
