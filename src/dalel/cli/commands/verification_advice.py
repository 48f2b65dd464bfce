"""What to do next so that evidence which is sound gets proved, from how this home stands."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from dalel.cli.evidence_services import vault

if TYPE_CHECKING:
    from dalel.cli.configuration import Configuration
    from dalel.domain.public_seal import PublicSeal
    from dalel.steps.archive.findings import Report

_ADDRESS = "ADDRESS-OF-THE-SITE"


def next_steps(settings: "Configuration", report: "Report") -> Iterator[str]:
    """The commands and addresses that lead to a proof by what somebody else keeps."""
    from dalel.steps.archive.seals import seals_of

    seals = seals_of(vault(settings))
    if not seals:
        yield (
            "Next: dalel evidence stamp sets the first seal (dalel run and dalel work do it once a "
            "day), and tells what to mail."
        )
    else:
        yield from _by_site(settings, seals[-1])
        yield (
            "Next: mail or print this line, to somebody whom whoever has this machine does not "
            f'command: Seal of {seals[-1].day}: {seals[-1].link} - later dalel verify --seal "THE '
            'LINE" with what they kept, not with what stands here.'
        )
    yield from _by_timestamps(settings, report)


def _by_site(settings: "Configuration", last: "PublicSeal") -> Iterator[str]:
    from dalel.newsroom.accounts.queries.newsroom_settings import site_address
    from dalel.publish.seal_renewal import is_signed_release, shows

    folder = settings.site_folder
    if not is_signed_release(folder):
        yield (
            "Next: no seal has gone out yet, since no signed release stands in "
            f"{folder}: dalel publish makes one once something is released at the desk, and shows "
            "all seals from then on."
        )
        return
    address = site_address().rstrip("/") or _ADDRESS
    if not shows(folder, last.link):
        yield f"Next: the site does not show the seal of {last.day}: dalel evidence stamp shows it."
    yield (
        f"Next: dalel verify --site {address} holds it against what the site shows now. Ask a "
        f"colleague abroad, a library or a web archive to save {address}/seals.txt: what they "
        "saved is the witness (--seal FILE), the site itself only if somebody else keeps it."
    )


def _by_timestamps(settings: "Configuration", report: "Report") -> Iterator[str]:
    if any(one.proved and not one.own_root for one in report.stamps):
        return
    if not settings.timestamp_urls:
        yield (
            "Next: nobody confirms seals, since timestamp_urls is none in dalel.toml: take that "
            "line out, and dalel evidence stamp asks two public authorities."
        )
    elif not report.stamps:
        yield (
            "Next: no authority has confirmed a seal: dalel evidence stamp asks "
            f"{', '.join(settings.timestamp_urls)}, and says why one did not answer."
        )
    else:
        yield (
            "Next: the timestamps lead to no root that comes with Dalel: dalel doctor says which "
            "authority, and what to set (timestamp_roots)."
        )
