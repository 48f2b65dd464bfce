"""Commands about single pieces of evidence: shown, handed on, withheld, sealed, shipped."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dalel.cli.command_context import command_context, stage, tell
from dalel.cli.commands.given_files import decisions
from dalel.cli.commands.watch import SOFTWARE, care_lines
from dalel.cli.evidence_services import care_of, vault
from dalel.cli.irreversible import Yes, require_word
from dalel.cli.options import AsJson
from dalel.cli.terminal import echo, one_line
from dalel.domain.errors import DalelError
from dalel.domain.evidence import EvidenceClass

if TYPE_CHECKING:
    from dalel.newsroom.evidence.queries.exhibits import CapturedExhibit

_What = Annotated[
    str,
    typer.Argument(help="An incident (KZ-2026-0001), an address, or the link of a capture."),
]
_Address = Annotated[
    str,
    typer.Argument(help="An address, or the link of one capture as dalel evidence show tells it."),
]
_Reason = Annotated[str, typer.Option(help="Why, in a line; it stays on record for ever.")]
_By = Annotated[str, typer.Option(help="Who decided so.")]


def show(
    what: _What,
    *,
    as_json: AsJson = False,
) -> None:
    """List the captures behind an incident or of an address, by time."""
    context = command_context(reads=True)
    from dalel.newsroom.evidence.actions import outside_copies
    from dalel.newsroom.evidence.queries import exhibits

    found = exhibits.find(what, context.pack.addresses)
    if as_json:
        told = [asdict(one) for one in found.exhibits]
        report = {"captures": told, "without": found.without}
        echo(json.dumps(report, default=str, ensure_ascii=False))
        return
    for one in found.exhibits:
        echo(_line(one))
    for address in found.without:
        echo(one_line(f"not captured: {address}"))
    cited = {one.cited for one in found.exhibits}
    for copy in outside_copies.of_addresses(cited):
        echo(f"copy elsewhere: {copy}")


def _line(one: "CapturedExhibit") -> str:
    from dalel.newsroom.evidence.queries.exhibits import SHORT

    capture = one.capture
    body = f" (body in {capture.body_of[:SHORT]})" if capture.body_of else ""
    title = f"  {one_line(one.title)}" if one.title else ""
    gone = f" WITHHELD: {one_line(one.withheld)}" if one.withheld else ""
    return (
        f"{capture.link[:SHORT]}  {capture.time:%Y-%m-%d %H:%M}  {capture.status}  "
        f"{capture.evidence_class:<8}  {one_line(capture.url)}{title}"
        f"{body}{gone}"
    )


def export(
    what: _What,
    *,
    out: Annotated[Path, typer.Option("--out", "-o", dir_okay=False, help="A .wacz file.")],
    as_json: AsJson = False,
) -> None:
    """Write evidence as WACZ, which ReplayWeb.page opens."""
    context = command_context(reads=True)
    from dalel.newsroom.incidents.actions.export_evidence import export_evidence

    kept, rules = vault(context.configuration), context.pack.addresses
    found = export_evidence(what, kept, rules, out, software=SOFTWARE)
    if as_json:
        echo(json.dumps(asdict(found)))
        return
    echo(f"{found.captures} captures in {out}, SHA-256 {found.sha256}")
    if found.sealed:
        tell(f"{found.sealed} captures are sealed and were left out.")
    for address in found.without:
        tell(f"not captured: {address}")


def withhold(
    what: _Address,
    *,
    reason: _Reason,
    by: _By,
    yes: Yes = False,
) -> None:
    """Destroy what was kept of an address, for ever.

    For a court order, leaked data, a person in danger. Digest and reason stay, and dalel verify
    says "withheld"; nothing more of an article's address is kept from then on. Given the link of a
    capture, only that one goes. Backups made before, and packages handed on, hold it still.
    """
    context = command_context()
    from dalel.newsroom.evidence.actions import withhold as withholding
    from dalel.newsroom.evidence.queries import exhibits

    if not yes:
        for one in exhibits.find(what, context.pack.addresses).exhibits:
            tell(_line(one))
    require_word(
        "What these captures hold is destroyed: nothing brings it back.", "destroy", yes=yes
    )
    why = withholding.Cause(reason=reason, by=by, time=context.now)
    kept = vault(context.configuration)
    done = withholding.withhold(what, kept, context.pack.addresses, why)
    echo(f"{done.bodies} bodies withheld, {done.texts} texts emptied.")
    if done.is_barred:
        tell("Nothing more of this address is kept from now on.")
    _tell_of(done.untold)
    tell(
        "The same words may stand in other captures (a feed, a list, a channel): "
        'dalel evidence find "WORDS" names them.'
    )


def put_in_class(
    what: _What,
    evidence_class: Annotated[
        EvidenceClass,
        typer.Argument(
            metavar="CLASS",
            help="public: link, title, time and digest may be shown. newsroom: may be handed on by "
            "us. sealed: never leaves.",
        ),
    ],
    *,
    reason: _Reason,
    by: _By,
) -> None:
    """Decide who may see evidence: seal it, unseal it.

    To unseal it, put it back into class newsroom.
    """
    context = command_context()
    from dalel.newsroom.evidence.actions import withhold as withholding

    why = withholding.Cause(reason=reason, by=by, time=context.now)
    about, untold = withholding.put_in_class(
        what, evidence_class, vault(context.configuration), context.pack.addresses, why
    )
    for one in about:
        echo(f"{evidence_class}: {one}")
    _tell_of(untold)


def _tell_of(untold: str) -> None:
    if untold:
        tell(f"Done here, but not told to archive_url yet ({untold}); dalel run tells it.")


def find(
    words: Annotated[str, typer.Argument(help="Words, a name, a number: as they stand there.")],
) -> None:
    """Name every capture whose body holds these words. Exit 1: none does."""
    context = command_context(reads=True)
    from dalel.newsroom.evidence.actions.word_search import find_words
    from dalel.newsroom.evidence.queries.exhibits import SHORT

    count = 0
    for capture in find_words(words, vault(context.configuration)):
        count += 1
        echo(f"{capture.link[:SHORT]}  {capture.time:%Y-%m-%d %H:%M}  {capture.url}")
    tell(f"{count} captures.")
    if not count:
        raise typer.Exit(1)


def ship(
    *,
    close: Annotated[
        bool, typer.Option("--close", help="Also the files that are not full yet.")
    ] = False,
) -> None:
    """Move closed WARC files to archive_url now.

    dalel run and dalel work do it by themselves.
    """
    context = command_context()
    from dalel.steps.archive.remote_copies import ship_closed, ship_decisions
    from dalel.steps.archive.warc_writer import close_files

    evidence = vault(context.configuration)
    if evidence.url is None:
        tell("Nothing is shipped: archive_url is not set in dalel.toml. The evidence stays here.")
        raise typer.Exit(1)
    if close:
        closed = list(close_files(evidence, software=SOFTWARE))
        echo(f"{len(closed)} files closed.")
    for name in ship_closed(evidence):
        echo(f"{name} is at {evidence.url}.")
    ship_decisions(evidence)
    echo(f"{len(list(evidence.warcs.iterdir()))} files are still here.")


def stamp() -> None:
    """Give a seal that proves all evidence up to now.

    One line; print it, or mail it to somebody: dalel verify --seal holds the evidence against it.
    Time-stamping authorities confirm it (timestamp_urls), and the site shows it. dalel run and
    dalel work do this once a day. Exit 1 when no authority confirms it.
    """
    context = command_context()
    from dalel.newsroom.evidence.actions.seal import stamp_seal
    from dalel.steps.archive.seals import seal

    evidence = vault(context.configuration)
    care = care_of(context.configuration)
    sealed = seal(evidence, context.now)
    echo(sealed.link)
    if care.show_seals(evidence, sealed.link):
        echo("The site shows it.")
    if not care.authorities:
        tell("No authority confirms it: timestamp_urls is none in dalel.toml.")
        return
    confirmed = 0
    for authority in care.authorities:
        try:
            with stage(f"Asking {authority}"):
                stamp_seal(evidence, sealed, authority, care.roots)
        except DalelError as error:
            tell(f"Not confirmed: {error}")
        else:
            confirmed += 1
            echo(f"Confirmed by {authority}.")
    if not confirmed:
        raise typer.Exit(1)


def copies() -> None:
    """List copies in outside archives; ask for more.

    Of what published entries cite, if its evidence is public; slowly. dalel run and dalel work do
    it too.
    """
    context = command_context()
    from dalel.newsroom.evidence.actions.copy_outside import copy_outside, copy_today
    from dalel.newsroom.evidence.actions.outside_copies import copies as listed
    from dalel.newsroom.evidence.actions.upkeep import Cared

    care = care_of(context.configuration)
    account, service = care.account, care.archive_today
    if account is None and not service:
        tell(
            "No copies are asked for: neither wayback_key and wayback_secret nor archive_today_url "
            "are set in dalel.toml."
        )
    told = [copy_outside(account, "by hand", context.now)] if account is not None else []
    told += [copy_today(service, "by hand", context.now)] if service else []
    for done in told:
        problems = [done.problem] if done.problem else []
        for line in care_lines(Cared(asked=done.asked, copied=done.made, problems=problems)):
            tell(line)
    for copy in listed():
        state = copy.address or copy.problem or ("being made" if copy.asked else "waiting")
        echo(f"{copy.url}  {state}")


def mend(
    chains: Annotated[
        list[Path] | None,
        typer.Argument(
            exists=True, dir_okay=False, help="Chains of decisions (desk-001.jsonl) of elsewhere."
        ),
    ] = None,
) -> None:
    """Make good what a crash or an older backup left undone.

    Learns from archive_url, and from chains of elsewhere, which lines of chains are lacking here,
    and what was withheld or sealed since.
    """
    learnt = decisions(chains or ())
    context = command_context()
    from dalel.newsroom.evidence.actions.withhold import mend as make_good

    done = make_good(vault(context.configuration), learnt)
    echo(
        f"{done.lines} lines and {done.decisions} decisions learnt, {done.buried} bodies withheld "
        f"again, {done.adopted} captures adopted."
    )
