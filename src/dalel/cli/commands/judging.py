"""Commands that judge what came in."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING, Annotated, Final

import typer

from dalel.cli.command_context import choice_in, command_context, tell
from dalel.cli.commands.progress import progress
from dalel.cli.options import AsJson
from dalel.cli.terminal import echo

if TYPE_CHECKING:
    from dalel.cli.configuration import Configuration
    from dalel.language.vectors import Embedder
    from dalel.newsroom.incidents.actions.learn import Learnt
    from dalel.newsroom.stories.actions.judge import Judges, JudgingReport

_FIGURES: Final = {
    "f1": "ours or not, F1",
    "precision": "ours or not, precision",
    "recall": "ours or not, recall",
    "section": "right section, of those that are ours",
}


def process(
    *,
    as_json: AsJson = False,
) -> None:
    """Judge what came in: is it ours, whose reprint is it, which story does it belong to?"""
    context = command_context()
    from dalel.newsroom.incidents.actions.rank import follow_up
    from dalel.newsroom.stories.actions.judge import judge, worker_here

    with progress() as told:
        report = judge(
            judges_in(context.configuration),
            worker_here(),
            lambda: datetime.now(UTC),
            told,
            follow_up=follow_up,
        )
    if as_json:
        echo(json.dumps(asdict(report)))
        return
    lines = list(judging_lines(report))
    echo("\n".join(lines) if lines else "Nothing new to judge.")


def judges_here(settings: "Configuration") -> "Judges | None":
    """The judges of the pack in force; None where the pack has no trained model."""
    from dalel.newsroom.stories.actions.judge import has_judges
    from dalel.outside.language_models.embeddings import EmbeddingError

    if not has_judges(settings.pack, settings.models_folder):
        _tell_once(f"{settings.pack} has no trained model: what comes in is kept and not judged.")
        return None
    try:
        return judges_in(settings)
    except EmbeddingError as error:
        _tell_once(f"What comes in waits to be judged: {error}")
        return None


@cache
def _tell_once(line: str) -> None:
    """Say what is so on every pass, but only once."""
    tell(line)


def judges_in(settings: "Configuration") -> "Judges":
    """The judges in force.

    :raises DalelError: when a model is missing, does not fit or does not answer.
    """
    from dalel.newsroom.stories.actions.judge import judges_of

    return judges_of(
        settings.pack,
        settings.sources_file,
        choice=choice_in(settings),
        kept=settings.models_folder,
    )


def embedder_in(settings: "Configuration") -> "Embedder | None":
    """The model of meaning in force; None where articles are judged by words alone."""
    from dalel.newsroom.stories.actions.embeddings import embedder_of

    return embedder_of(choice_in(settings), settings.pack, settings.models_folder)


def learn(
    *,
    anyway: Annotated[
        bool, typer.Option("--anyway", help="Let the model stand even if it judges worse.")
    ] = False,
    rejudge: Annotated[
        bool, typer.Option("--rejudge", help="Have all that came in judged again by it.")
    ] = False,
    back: Annotated[
        bool, typer.Option("--back", help="Learn nothing: let the model before stand again.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Learn from the newsroom's own decisions what is ours, and under which section.

    Exit 1 when the new model judges worse than the one that stands, which then goes on standing.
    """
    context = command_context()
    settings = context.configuration
    from dalel.newsroom.incidents.actions.learn import judge_anew
    from dalel.newsroom.incidents.actions.learn import learn as learn_now
    from dalel.steps.classify.model_store import take_back

    if back:
        taken = take_back(settings.models_folder, settings.pack)
        tell(f"{taken.name} stands no more." if taken else "Nothing was learnt here yet.")
    else:
        with progress() as told:
            found = learn_now(
                judges_in(settings),
                context.pack,
                settings.pack,
                settings.models_folder,
                context.now,
                anyway=anyway,
                told=told,
            )
        echo(json.dumps(asdict(found), default=str) if as_json else told_of(found))
        if found.stands is None:
            raise typer.Exit(1)
    if rejudge:
        tell(f"{judge_anew()} articles are judged again with the next pass; decisions stay.")


def told_of(found: "Learnt") -> str:
    """What was learnt, with the figures before and after."""
    lines = [
        f"{found.ours + found.others} decisions: {found.ours} articles are ours, {found.others} "
        f"are not; {found.new} were not known to the model that stands.",
        "",
        f"{'On articles that neither had seen':<44}before  after",
    ]
    for part, after in found.about.after.items():
        before = found.about.before[part]
        name = {"newsroom": "your decisions"}.get(part, "the pack's articles")
        lines.append(f"{name} ({after.articles})")
        for figure, words in _FIGURES.items():
            mark = "  worse" if f"{part}.{figure}" in found.worse else ""
            pair = f"{getattr(before, figure):.3f}   {getattr(after, figure):.3f}"
            lines.append(f"  {words:<42}{pair}{mark}")
    if found.stands is None:
        verdict = "It judges worse and does not stand. --anyway lets it stand all the same."
    else:
        verdict = f"It stands from the next pass on: {found.stands.stem}."
    return "\n".join([*lines, "", verdict])


def judging_lines(report: "JudgingReport") -> Iterator[str]:
    """What was made of what came in."""
    if report.judged:
        yield (
            f"{report.judged} articles judged: {report.ours} are ours, {report.reprints} reprints; "
            f"{report.opened} new stories, {report.days} days to come proposed."
        )
    if report.waits:
        yield f"The rest waits to be judged: {report.waits}"
