"""Options that many commands share."""

from typing import Annotated

import typer

AsJson = Annotated[bool, typer.Option("--json", help="Report as JSON.")]
