"""Commands that put together what was read out of web archives: join, report and load."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dalel import __version__
from dalel.cli.acting_member import acting_member
from dalel.cli.commands.bulk_progress import torn_lines
from dalel.cli.options import AsJson
from dalel.cli.terminal import echo, many, shortened
from dalel.domain.errors import DalelError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dalel.bulk.page_files import PageFile
    from dalel.bulk.report import BulkReport, Counts
    from dalel.cli.command_context import CommandContext
    from dalel.newsroom.accounts.models import Member
    from dalel.newsroom.stories.actions.load_archive import LoadReport
    from dalel.outside.http import Policy
    from dalel.steps.group.pair_comparison import PairJudge

Parquets = Annotated[
    str, typer.Argument(help="A folder of Parquet files, or an address such as s3://bucket/folder.")
]
#: So many lines of each kind are shown on a terminal; the whole is in --json and --csv.
_SHOWN = 15


class LoadRunningError(DalelError):
    """Another dalel bulk load brings articles into this home: wait until it is done."""

    permanent = False


def join(
    place: Parquets,
    *,
    out: Annotated[
        str, typer.Option("--out", "-o", help="A .parquet file, or a folder for joined.parquet.")
    ],
    scratch: Annotated[
        Path | None,
        typer.Option(
            file_okay=False,
            help="Where rows are put in order, in a folder of their own; as large as all that is "
            "ours.",
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Find reprints and stories among all articles that are ours, day by day: a row for each."""
    from zoneinfo import ZoneInfo

    from dalel.bulk.join import join as join_files
    from dalel.cli.configuration import configuration
    from dalel.newsroom.frame.pack_in_force import pack_at

    files = _files(place)
    target = out if out.endswith(".parquet") else f"{out.rstrip('/')}/joined.parquet"
    with _told() as told:
        report = join_files(
            files,
            target,
            _judge,
            zone=ZoneInfo(pack_at(configuration().pack).zone),
            scratch=scratch or _beside(target),
            told=told,
        )
    if as_json:
        echo(json.dumps(asdict(report)))
        return
    echo(
        f"{many(report.articles, 'article')} of {many(report.captures, 'capture')} in "
        f"{many(report.files, 'file')}: {many(report.reprints, 'reprint')}, "
        f"{many(report.stories, 'story', 'stories')}. {target}"
    )
    if report.without_vector:
        lacking = many(report.without_vector, "article")
        echo(f"Without a vector, and told apart by words alone: {lacking}.")
    if report.timeless:
        echo(f"Captured at no time, and left out: {many(report.timeless, 'page')}.")


def report(
    place: Parquets,
    *,
    csv: Annotated[
        Path | None, typer.Option("--csv", dir_okay=False, help="Write all counts there.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Count what the archives held: by year, host, language, section, state and reason."""
    from dalel.bulk.report import report as count

    found = count(_files(place))
    if csv is not None:
        _write_sheet(found, csv)
    if as_json:
        echo(json.dumps(asdict(found), ensure_ascii=False))
    elif csv is None:
        for line in _lines(found, _section_names()):
            echo(line)
    else:
        echo(csv)


def _files(place: str) -> "tuple[PageFile, ...]":
    """The files there; of which archives pages are missing is said beside."""
    from dalel.bulk.page_files import gaps_in, page_files

    gaps, files = gaps_in(place), page_files(place)
    if gaps.unread:
        verb = "is" if gaps.unread == 1 else "are"
        echo(
            f"{many(gaps.unread, 'archive')} {verb} missing here: the notes *.failed.json in "
            f"{place} say why. dalel bulk run tries them again.",
            err=True,
        )
    if gaps.planned:
        echo(
            f"A run is under way here, or was stopped: of its {many(gaps.planned, 'archive')} "
            f"{len(files)} are read. The same dalel bulk run goes on.",
            err=True,
        )
    for line in torn_lines(file.archive for file in files if file.is_torn):
        echo(line, err=True)
    return files


def load(
    joined: Annotated[
        str, typer.Argument(help="What dalel bulk join wrote: a file, or an address.")
    ],
    *,
    by: Annotated[str, typer.Option("--by", help="Who does it: an editor's username.")],
    warcs: Annotated[
        str,
        typer.Option(help="Where the web archives lie, when not where they were read; a folder."),
    ] = "",
    section: Annotated[
        list[int] | None, typer.Option("--section", help="Of this section only; may be repeated.")
    ] = None,
    since: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Of this day or later.")
    ] = None,
    until: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Of this day or earlier.")
    ] = None,
    limit: Annotated[
        int | None, typer.Option(min=1, help="So many articles at most, the earliest first.")
    ] = None,
    reprints: Annotated[
        bool, typer.Option("--reprints", help="Load reprints too, which else are only counted.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Bring what was joined into the inbox, as a backlog that no trend and no alarm counts.

    Each article's record is read once more where it lies, held against its digest, and kept as
    evidence. What is here already is passed over. Exit 1 when an article could not be loaded.
    """
    if since and until and until < since:
        raise typer.BadParameter("--until is before --since: no day is chosen")
    # Rows can be imported only after it.
    context, member, policy = _loading_context(by)
    known = context.pack.codebook.section_by_number
    if unknown := set(section or ()) - set(known):
        raise typer.BadParameter(
            f"--section {min(unknown)}: there is none; sections are {', '.join(map(str, known))}"
        )
    from dalel.bulk.foreign_records import ForeignArchive
    from dalel.bulk.joined_rows import read_joined
    from dalel.cli.evidence_services import vault
    from dalel.newsroom.accounts.act import Act
    from dalel.newsroom.evidence.actions.archive import Keeping
    from dalel.newsroom.stories.actions.load_archive import Loading, LoadWish
    from dalel.newsroom.stories.actions.load_archive import load as load_rows
    from dalel.publish.tree.folder_lock import locked

    wish = LoadWish(
        sections=frozenset(section or ()),
        since=since.date() if since else None,
        until=until.date() if until else None,
        limit=limit,
        reprints=reprints,
    )
    with (
        locked(context.configuration.home / "load.lock", LoadRunningError),
        Keeping(vault(context.configuration), software=f"dalel {__version__}") as keeping,
    ):
        loading = Loading(
            archive=ForeignArchive(base=warcs),
            keeping=keeping,
            policy=policy,
            pack=context.pack,
            act=Act(member=member, time=context.now),
            name=joined.rstrip("/").rpartition("/")[2],
            now=lambda: datetime.now(UTC),
            told=_looked_at(),
        )
        report = load_rows(read_joined(joined), wish, loading)
    _weigh(context)
    if as_json:
        echo(json.dumps(asdict(report), ensure_ascii=False))
    else:
        for line in _loaded_lines(report):
            echo(line)
    if report.failed:
        raise typer.Exit(1)


def _loading_context(by: str) -> "tuple[CommandContext, Member, Policy]":
    """Who loads, and what may not be kept: the pack's deny-list holds for archives too."""
    from dalel.cli.command_context import command_context

    context = command_context(needs_record=True)
    from dalel.newsroom.frame.permissions import Action
    from dalel.outside.http import Policy

    member = acting_member(by, Action.CHANGE_SOURCES)
    denied = context.pack.denied
    policy = Policy(
        # Nobody is asked, so nobody reads this.
        user_agent=f"Dalel/{__version__} (+nobody@invalid)",
        denied_hosts=denied.hosts,
        denied_patterns=denied.patterns,
    )
    return context, member, policy


def _weigh(context: "CommandContext") -> None:
    """Give the stories their place in the inbox."""
    from zoneinfo import ZoneInfo

    from dalel.newsroom.frame.pack_in_force import lexicon_at
    from dalel.newsroom.incidents.actions.rank import weigh_stories

    words = lexicon_at(context.configuration.pack)
    weigh_stories(words, ZoneInfo(context.pack.zone), datetime.now(UTC))


def _looked_at() -> "Callable[[str, int], None]":
    from dalel.cli.command_context import tell

    total = 0

    def told(_stage: str, count: int) -> None:
        nonlocal total
        total += count
        tell(f"Articles looked at: {total}")

    return told


def _loaded_lines(report: "LoadReport") -> Iterator[str]:
    yield (
        f"Loaded: {many(report.loaded, 'article')} in "
        f"{many(report.stories, 'new story', 'new stories')}. Here already: {report.known}. "
        f"Reprints: {report.reprints}."
    )
    reasons = sorted(report.failed.items(), key=lambda one: (-one[1], one[0]))
    for reason, count in reasons[:_SHOWN]:
        first = shortened(report.examples[reason])
        yield f"{count} not loaded: {shortened(reason)} ({'the first: ' * (count > 1)}{first})"
    if len(reasons) > _SHOWN:
        yield f"and {many(len(reasons) - _SHOWN, 'more reason')}: see --json"


def _write_sheet(found: "BulkReport", file: Path) -> None:
    from csv import writer
    from io import StringIO

    from dalel.bulk.report import flat
    from dalel.domain.sheet_cells import no_formula
    from dalel.steps.archive.durable_files import atomic

    with StringIO(newline="") as told, atomic(file) as stream:
        writer(told).writerows(map(no_formula, line) for line in flat(found))
        stream.write(told.getvalue().encode("utf-8-sig"))


def _section_names() -> dict[str, str]:
    from dalel.cli.configuration import configuration
    from dalel.newsroom.frame.pack_in_force import pack_at

    sections = pack_at(configuration().pack).codebook.sections
    return {str(one.number): f"{one.number} {one.code}" for one in sections}


def _lines(found: "BulkReport", sections: "Mapping[str, str]") -> Iterator[str]:
    total = found.total
    yield (
        f"{many(total.pages, 'page')} in {many(found.files, 'file')}: "
        f"{many(total.articles, 'article')}, "
        f"{total.sifted} passed the sift, {total.relevant} ours, {total.failed} failed"
    )
    for kind, values in found.by.items():
        if values:
            yield ""
            yield from _table(kind, values, sections if kind == "section" else {})


def _table(
    kind: str, values: "Mapping[str, Counts]", names_of: "Mapping[str, str]"
) -> Iterator[str]:
    names = ("pages", "articles", "sifted", "relevant", "failed")
    # A reason is what is looked for here: it stands behind its figures, in full.
    is_last = kind == "reason"
    yield ("by reason" if is_last else f"{'by ' + kind:<40}") + "".join(
        f"{name:>10}" for name in names
    )
    for value, counts in list(values.items())[:_SHOWN]:
        told = shortened(names_of.get(value, value)) or "(none)"
        figures = "".join(f"{getattr(counts, name):>10}" for name in names)
        yield f"{'':<9}{figures}  {told}" if is_last else f"  {told[:38]:<38}{figures}"
    if len(values) > _SHOWN:
        yield f"  and {len(values) - _SHOWN} more: see --json or --csv"


def _judge(with_vectors: bool) -> "PairJudge":  # noqa: FBT001 - as joining asks for it
    from dalel.cli.commands.judging import embedder_in
    from dalel.cli.configuration import configuration
    from dalel.language.vectors import CENTRES, read_centres
    from dalel.newsroom.frame.pack_in_force import lexicon_at
    from dalel.steps.group.pair_comparison import trained_judge

    settings = configuration()
    spread = None
    if with_vectors:
        # Where this machine cannot make vectors, it can compare those of the bundled model.
        embedder = embedder_in(settings)
        spread = (embedder.centres if embedder else read_centres(CENTRES)).spread
    return trained_judge(lexicon_at(settings.pack), spread)


def _beside(target: str) -> Path:
    """Where rows may wait: beside the result, or for an address where files in passing lie."""
    from tempfile import gettempdir

    return Path(gettempdir()) if "://" in target else Path(target).absolute().parent


@contextmanager
def _told() -> Iterator[Callable[[str, int], None]]:
    """Gives what to call with a stage and how many articles more it has done."""
    from dalel.cli.command_context import tell

    done = last = 0

    def told(stage: str, count: int) -> None:
        nonlocal done, last
        if stage == "key":
            tell(f"Articles that are ours: {count}")
            return
        done += count
        if done - last >= 1_000:
            last = done
            tell(f"Articles joined: {done}")

    yield told
