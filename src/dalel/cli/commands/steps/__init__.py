"""Commands that run, score and time pipeline steps alone, on files and without a database."""

import typer

from dalel.cli.commands.bench import publish
from dalel.cli.commands.steps import (
    claims,
    draft,
    duplicates,
    extract,
    facts,
    language,
    measures,
    parity,
    relevance,
    stories,
)

predict = typer.Typer(help="One step alone: files in, records out, no database.")
score = typer.Typer(help="The figures of one step against gold.")
bench = typer.Typer(help="How fast the work is done on this machine.")

# A step that works alone is a module here and its lines below.
predict.command("extract")(extract.predict)
score.command("extract")(extract.score)
bench.command("publish")(publish)
bench.command("measure")(measures.bench)
predict.command("language")(language.predict)
score.command("language")(language.score)
bench.command("language")(language.bench)
predict.command("relevance")(relevance.predict)
score.command("relevance")(relevance.score)
bench.command("relevance")(relevance.bench)
predict.command("duplicates")(duplicates.predict)
score.command("duplicates")(duplicates.score)
bench.command("duplicates")(duplicates.bench)
predict.command("stories")(stories.predict)
score.command("stories")(stories.score)
bench.command("stories")(stories.bench)
predict.command("claims")(claims.predict)
score.command("claims")(claims.score)
predict.command("facts")(facts.predict)
score.command("facts")(facts.score)
bench.command("facts")(facts.bench)
predict.command("draft")(draft.predict)
score.command("draft")(draft.score)
bench.command("draft")(draft.bench)
predict.command("parity")(parity.predict)
score.command("parity")(parity.score)
bench.command("parity")(parity.bench)
