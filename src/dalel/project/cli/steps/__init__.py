"""Which steps can be run, scored and timed alone, files in and records out, without a database?"""

import typer

from dalel.project.cli.bench import publish
from dalel.project.cli.steps import extract, language, relevance

predict = typer.Typer(help="One step alone: files in, records out, no database.")
score = typer.Typer(help="The figures of one step against gold.")
bench = typer.Typer(help="How fast the work is done on this machine.")

# A step that works alone is a module here and its lines below.
predict.command("extract")(extract.predict)
predict.command("language")(language.predict)
predict.command("relevance")(relevance.predict)
score.command("extract")(extract.score)
score.command("language")(language.score)
score.command("relevance")(relevance.score)
bench.command("publish")(publish)
bench.command("language")(language.bench)
bench.command("relevance")(relevance.bench)
