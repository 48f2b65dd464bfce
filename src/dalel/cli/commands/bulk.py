"""Commands that read a country's past out of web archives."""

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from dalel.cli.commands.bulk_progress import torn_lines
from dalel.cli.options import AsJson
from dalel.cli.terminal import echo, many, shortened

if TYPE_CHECKING:
    from dalel.bulk.engines import Engine
    from dalel.bulk.inputs import Planned
    from dalel.bulk.orders import Order
    from dalel.bulk.run import RunReport
    from dalel.pack import Pack

#: From docs/bulk.md: pages that a core reads in a second by words, and where many need vectors;
#: and what a page takes in an archive.
_BY_WORDS: Final = 45
_WITH_VECTORS: Final = 20
_BYTES_A_PAGE: Final = 25_000
#: So many names of what is not there are shown.
_SHOWN: Final = 5

app = typer.Typer(help="A country's past out of web archives: planned, read, joined, brought in.")


@app.command("plan")
def plan(
    inputs: Annotated[
        list[str] | None,
        typer.Argument(
            help="Archives, folders, patterns, lists (.txt, .gz) or indexes (.cdx, .cdxj, "
            ".parquet): paths or addresses."
        ),
    ] = None,
    *,
    out: Annotated[Path, typer.Option("--out", "-o", dir_okay=False, help="The plan's file.")],
    cc_news: Annotated[
        list[str] | None, typer.Option("--cc-news", help="A month of Common Crawl's news: 2026-01.")
    ] = None,
    common_crawl: Annotated[
        str, typer.Option("--common-crawl", help="Where Common Crawl is read.")
    ] = "",
    base: Annotated[
        str, typer.Option("--base", help="What stands before relative names in lists and indexes.")
    ] = "",
    gap: Annotated[
        int, typer.Option(min=0, help="Ranges no further apart, in bytes, are read as one.")
    ] = 64 << 10,
    as_json: AsJson = False,
) -> None:
    """Write down what is to be read: whole archives, or the places of the pack's hosts in them."""
    from dalel.bulk.inputs import COMMON_CRAWL, Sought, plan_of
    from dalel.bulk.units import write_plan

    if not (inputs or cc_news):
        raise typer.BadParameter("name an archive, a list or an index, or a month by --cc-news")
    sought = Sought(
        inputs=tuple(inputs or ()),
        months=tuple(cc_news or ()),
        base=base,
        common_crawl=common_crawl or COMMON_CRAWL,
        gap=gap,
    )
    planned = plan_of(sought, _pack())
    write_plan(planned.plan, out)
    echo(json.dumps(_figures(planned)) if as_json else "\n".join(_told(planned, out)))


@app.command("run")
def run(
    plan: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="A plan.")],
    *,
    out: Annotated[
        str, typer.Option("--out", "-o", help="A folder, or s3://bucket/folder, for the files.")
    ],
    workers: Annotated[
        int, typer.Option("--workers", min=0, max=1024, help="Processes; 0: one for each core.")
    ] = 0,
    dask: Annotated[str, typer.Option("--dask", help="A scheduler of Dask: tcp://host:8786.")] = "",
    lexical: Annotated[
        bool, typer.Option("--lexical", help="By words alone, without a model of meaning.")
    ] = False,
    all_hosts: Annotated[
        bool, typer.Option("--all-hosts", help="Also pages of hosts that the pack does not know.")
    ] = False,
    model: Annotated[
        Path | None,
        typer.Option("--model", exists=True, dir_okay=False, help="A model you trained."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Read a plan's archives into one Parquet file each; run again, it goes on where it stood.

    Exit 1 when an archive could not be read; it is tried again with the next run.
    """
    from dalel.bulk.run import run as run_plan
    from dalel.bulk.units import PlanError, in_full, read_plan
    from dalel.cli.commands.bulk_progress import archives_read

    read, pack = read_plan(plan), _pack()
    if read.pack != pack.id:
        raise PlanError(f"{plan}: made for pack {read.pack!r}, and {pack.id!r} is in force")
    order = _order(pack, model=model, lexical=lexical, all_hosts=all_hosts)
    try:
        report = run_plan(read, order, in_full(out), _engine(workers, dask), archives_read)
    except KeyboardInterrupt:
        echo("What was read is kept: the same command goes on.", err=True)
        raise
    echo(json.dumps(_said(report)) if as_json else "\n".join(_lines(report)))
    if not report.is_whole:
        raise typer.Exit(1)


def _pack() -> "Pack":
    from dalel.cli.configuration import configuration
    from dalel.pack import load

    return load(configuration().pack)


def _order(pack: "Pack", *, model: Path | None, lexical: bool, all_hosts: bool) -> "Order":
    """The order by the settings in force.

    :raises ConfigurationError: where a model of meaning was chosen that other machines lack.
    """
    from dalel.bulk.orders import order_of
    from dalel.cli.configuration import ConfigurationError, configuration
    from dalel.steps.classify.model_store import newest

    settings = configuration()
    chosen = settings.embeddings.get("model", "bundled")
    if not lexical and chosen not in {"bundled", "none"}:
        raise ConfigurationError(
            "dalel.toml",
            "embeddings",
            "bulk work knows the bundled model of meaning alone; add --lexical to judge by words",
        )
    return order_of(
        pack.folder,
        pack.id,
        model=model or newest(settings.models_folder, settings.pack),
        lexical=lexical or chosen == "none",
        all_hosts=all_hosts,
    )


def _engine(workers: int, dask: str) -> "Engine":
    from dalel.cli.extras import BULK, MissingExtraError, lacking

    if dask:
        if not BULK.is_here:
            raise MissingExtraError(lacking(BULK, "--dask"))
        from dalel.bulk.engines.dask_cluster import DaskCluster

        return DaskCluster(address=dask)
    from dalel.bulk.engines.processes import Processes

    return Processes(width=workers or os.cpu_count() or 1)


def _figures(planned: "Planned") -> dict[str, object]:
    read = planned.plan
    return {
        "units": len(read.units),
        "bytes": read.known_bytes,
        "unsized": read.unsized,
        "core_hours": round(_hours(planned, _BY_WORDS), 2),
        "core_hours_with_vectors": round(_hours(planned, _WITH_VECTORS), 2),
        "lines": dict(sorted(planned.counts.items())),
    }


def _hours(planned: "Planned", pages_a_second: int) -> float:
    """Hours of one core, as far as sizes are known."""
    read, pages = planned.plan, planned.counts["pages"]
    whole = sum(unit.size or 0 for unit in read.units if not unit.ranges)
    return (pages + whole / _BYTES_A_PAGE) / pages_a_second / 3600


def _told(planned: "Planned", out: Path) -> list[str]:
    read, counts = planned.plan, planned.counts
    lines = [f"{out}: {many(len(read.units), 'archive')}, {_size(read.known_bytes)} to read."]
    if counts["lines"]:
        lines.append(
            f"{many(counts['lines'], 'line')} of indexes: {many(counts['pages'], 'page')} of the "
            f"pack's hosts, {counts['other hosts']} of others, {counts['no page']} no pages."
        )
    if counts["unusable"]:
        lines.append(f"Could not be used: {many(counts['unusable'], 'line')}.")
        lines += [f"  {shortened(line)}" for line in planned.unusable]
    if planned.absent:
        lines.append(f"Not there: {many(len(planned.absent), 'archive')} (is --base right?).")
        lines += [f"  {shortened(name)}" for name in planned.absent[:_SHOWN]]
    if read.unsized:
        lines.append(f"Of unknown size: {many(read.unsized, 'archive')}.")
    cores = os.cpu_count() or 1
    least, most = _hours(planned, _BY_WORDS), _hours(planned, _WITH_VECTORS)
    lines.append(
        f"About {least:.1f} hours of a core by words (--lexical), up to {most:.1f} with vectors; "
        f"here ({many(cores, 'core')}) {least / cores:.1f} to {most / cores:.1f}. Less where many "
        "pages are of other hosts."
    )
    return lines


def _size(bytes_: int) -> str:
    units = ((1e12, "TB"), (1e9, "GB"), (1e6, "MB"))
    large, unit = next((one for one in units if bytes_ >= one[0]), units[-1])
    return f"{bytes_ / large:.1f} {unit}"


def _said(report: "RunReport") -> dict[str, object]:
    return {
        "units": report.units,
        "present": report.present,
        "done": report.done,
        "failures": [{"input": name, "reason": why} for name, why in report.failures],
        "broken_off": sorted(report.torn),
        "counts": dict(sorted(report.counts.items())),
        "peak_megabytes": report.peak,
    }


def _lines(report: "RunReport") -> list[str]:
    counts = report.counts
    lines = [
        f"{many(report.units, 'archive')}: {report.present} read before, {report.done} read now, "
        f"{len(report.failures)} could not be read"
        + (": each has a note beside the files, *.failed.json." if report.failures else "."),
    ]
    if report.done:
        lines.append(
            f"Of those read now {many(counts['rows'], 'page')}: "
            f"{many(counts['articles'], 'article')}, {counts['sifted']} passed the sift, "
            f"{counts['relevant']} relevant, {counts['failed']} failed."
        )
        lines.append(
            f"Passed over: {counts['other hosts']} pages of other hosts, {counts['no page']} "
            f"answers that are no page, {counts['revisits']} revisits, {counts['other records']} "
            "other records."
        )
    lines += torn_lines(report.torn)
    if counts["other size"]:
        lines.append(
            f"Of another size than planned: {many(counts['other size'], 'archive')}. Plan again."
        )
    return lines
