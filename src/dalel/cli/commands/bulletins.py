"""Commands about past bulletins."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dalel.cli.command_context import command_context, stage
from dalel.cli.options import AsJson
from dalel.cli.terminal import echo

if TYPE_CHECKING:
    from dalel.domain.concern import Concern
    from dalel.newsroom.incidents.actions.import_bulletin import ImportReport

_File = Annotated[
    Path, typer.Argument(exists=True, dir_okay=False, readable=True, help=".txt, .docx or .html")
]
_Language = Annotated[
    str | None, typer.Option(help="Its language; without it the section headings tell.")
]


def bring_in(
    file: _File,
    *,
    language: _Language = None,
    pair: Annotated[
        Path | None,
        typer.Option(exists=True, dir_okay=False, help="The same bulletin in the other language."),
    ] = None,
    edition: Annotated[
        int | None,
        typer.Option(
            min=1, help="The edition; without it the one that has its links, or a new one."
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Bring a past bulletin in: its entries become incidents of an edition."""
    context = command_context()
    from dalel.newsroom.incidents.actions.import_bulletin import import_bulletin

    _check_language(language, context.pack.languages)
    with stage(f"Importing {file.name}"):
        report = import_bulletin(
            file,
            pack=context.pack,
            now=context.now,
            language=language,
            pair_with=pair,
            edition=edition,
        )
    echo(json.dumps(asdict(report)) if as_json else _told(report))


def lint(
    file: _File,
    *,
    language: _Language = None,
    wording: Annotated[
        str | None, typer.Option(help="Language of the reasons; without it the bulletin's.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Show a bulletin's defects: line, rule, reason, suggestion. Exit 1 when one is an error."""
    from dalel.cli.catalogue import compile_catalogues
    from dalel.cli.configuration import configuration
    from dalel.domain.concern import Weight
    from dalel.language.wording import advice_on, catalogue, reason_of
    from dalel.newsroom.frame.pack_in_force import pack_at
    from dalel.newsroom.incidents.queries.bulletin_file import file_at, open_bulletin
    from dalel.steps.bulletins.lint.wording import WORDING

    compile_catalogues()
    pack = pack_at(configuration().pack)
    _check_language(language, pack.languages)
    _check_language(wording, pack.ui_languages)
    opened = open_bulletin(file_at(file), pack, language=language)
    spoken = wording or opened.bulletin.language
    words = catalogue(spoken).gettext
    found = [
        _record(concern, reason_of(concern, WORDING, words), advice_on(concern, WORDING, words))
        for concern in opened.concerns
    ]
    if as_json:
        report = {
            "file": opened.name,
            "language": opened.bulletin.language,
            "entries": len(opened.bulletin.entries),
            "concerns": found,
        }
        echo(json.dumps(report, ensure_ascii=False))
    else:
        echo("\n".join(_line(opened.name, concern) for concern in found) or "No defects.")
    if any(concern.weight is Weight.ERROR for concern in opened.concerns):
        raise typer.Exit(1)


def _check_language(language: str | None, known: tuple[str, ...]) -> None:
    if language is not None and language not in known:
        raise typer.BadParameter(f"{language!r} is none of {', '.join(known)}")


def _record(concern: "Concern", reason: str, advice: str) -> dict[str, Any]:
    return {
        "line": concern.line,
        "rule": concern.rule,
        "weight": str(concern.weight),
        "entry": concern.entry,
        "field": concern.field,
        "excerpt": concern.excerpt,
        "reason": reason,
        "suggestion": concern.suggestion,
        "advice": advice,
    }


def _line(file: str, concern: dict[str, Any]) -> str:
    """``kk.txt:53: url_tracking: reason advice``."""
    place = f"{file}:{concern['line']}" if concern["line"] else file
    return f"{place}: {concern['rule']}: {concern['reason']} {concern['advice']}"


def _told(report: "ImportReport") -> str:
    sections = ", ".join(f"{number}: {count}" for number, count in report.sections.items())
    concerns = ", ".join(f"{rule} {count}" for rule, count in report.concerns.items())
    lines = [
        f"Edition {report.edition}: {report.entries} entries (by section {sections}), "
        f"{report.links} links, {report.tracking_removed} freed of tracking.",
        f"{report.joined_paragraphs} broken paragraphs joined, {report.untitled} entries untitled, "
        f"{report.without_counterpart} without a counterpart.",
        f"Concerns: {concerns or 'none'}.",
        f"New: {report.new_incidents} incidents, {report.new_versions} versions of texts."
        if report.new_incidents or report.new_versions
        else "Nothing new: the edition held all of it already.",
    ]
    if report.kept:
        lines.append(f"Left as members wrote them: {', '.join(report.kept)}.")
    if report.passed_over:
        lines.append(f"Passed over, being no entries: {'; '.join(report.passed_over)}.")
    return "\n".join(lines)
