"""The command that shows what a text claims: who did what to whom, whether, and who says so."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from dalel.cli.terminal import echo
from dalel.domain.claim import OTHER, AmountBound, ClaimRole, Mode, Polarity
from dalel.language.wording import gettext_noop

if TYPE_CHECKING:
    from dalel.domain.claim import Amount, Claim, Mention
    from dalel.domain.lexicon import Lexicon
    from dalel.language.wording import Gettext

#: How many columns a table has at most.
_WIDTH: Final = 100
_STANDARD_INPUT: Final = "-"
#: What the columns of a table show, in order.
_COLUMNS: Final = (
    gettext_noop("Deed"),
    gettext_noop("Who"),
    gettext_noop("To whom or what"),
    gettext_noop("Was it so"),
    gettext_noop("Who says so"),
    gettext_noop("Details"),
)
_MODES: Final[Mapping[Mode, str]] = {
    Mode.DONE: gettext_noop("it was so"),
    Mode.ONGOING: gettext_noop("goes on"),
    Mode.PLANNED: gettext_noop("is planned"),
    Mode.PROPOSED: gettext_noop("is proposed"),
    Mode.ASKED: gettext_noop("asked for"),
    Mode.ORDERED: gettext_noop("ordered"),
    Mode.POSSIBLE: gettext_noop("possible"),
    Mode.LIMIT: gettext_noop("what the law provides"),
    Mode.CONDITIONAL: gettext_noop("only on a condition"),
}
_NOT_SO: Final = gettext_noop("it was not so")
_DENIED: Final = gettext_noop("%(mode)s, denied")
_ROLES: Final[Mapping[ClaimRole, str]] = {
    ClaimRole.REASON: gettext_noop("for what"),
    ClaimRole.RECIPIENT: gettext_noop("recipient"),
    ClaimRole.SOURCE: gettext_noop("from where"),
    ClaimRole.MEANS: gettext_noop("by what means"),
    ClaimRole.TOPIC: gettext_noop("about what"),
    ClaimRole.ASKER: gettext_noop("asked by"),
    ClaimRole.ORDERER: gettext_noop("ordered by"),
    ClaimRole.PROPOSER: gettext_noop("proposed by"),
    ClaimRole.PENALTY: gettext_noop("penalty"),
    ClaimRole.MANNER: gettext_noop("how"),
    ClaimRole.OF: gettext_noop("whose"),
    ClaimRole.RESULT: gettext_noop("with what result"),
    ClaimRole.UNTIL: gettext_noop("until when"),
}
_AMOUNT: Final = gettext_noop("how much")
_WHEN: Final = gettext_noop("when")
_WHERE: Final = gettext_noop("where")
_LAW: Final = gettext_noop("by which law")
_NONE: Final = gettext_noop("No claims are read in this text.")
_GUESSED: Final = gettext_noop("(?) – guessed rather than read.")
_BOUNDS: Final[Mapping[AmountBound, str]] = {
    AmountBound.EXACT: "",
    AmountBound.RANGE: "",
    AmountBound.AT_LEAST: "≥ ",
    AmountBound.OVER: "> ",
    AmountBound.ABOUT: "≈ ",
    AmountBound.UNDER: "< ",
    AmountBound.UP_TO: "≤ ",
}
_MARK: Final = " (?)"
#: One word that ends as the name of a file does.
_FILE: Final = re.compile(r"\S+\.(?:txt|md|html?|jsonl?)")


def explain(
    text: Annotated[str, typer.Argument(help="A text, a file that holds one, or - for the input.")],
    *,
    language: Annotated[
        str | None, typer.Option(help="Of the text: kk, ru or en; without it recognised.")
    ] = None,
    wording: Annotated[
        str | None, typer.Option(help="Of the table: kk, ru or en; without it the text's.")
    ] = None,
    published: Annotated[
        str | None, typer.Option(help="Day of publication, from which relative dates count.")
    ] = None,
) -> None:
    """Show what a text claims, sentence by sentence: who did what to whom, and who says so."""
    from dalel.cli.catalogue import compile_catalogues
    from dalel.cli.commands.steps.facts import lexicon
    from dalel.language.claims.reading import read_claims
    from dalel.language.identify import identify
    from dalel.language.wording import catalogue

    words = _words(text)
    spoken = _known(language or identify(words) or "", "--language")
    shown = _known(wording or spoken, "--wording")
    claims = read_claims(words, spoken, lexicon(), _day(published))
    compile_catalogues()
    echo(table(words, claims, lexicon(), shown, catalogue(shown).gettext))


def _words(text: str) -> str:
    """The text itself, or that of the file that it names."""
    if text == _STANDARD_INPUT:
        return typer.get_text_stream("stdin").read()
    if _FILE.fullmatch(text) and not Path(text).exists():
        raise typer.BadParameter(f"there is no file {text}")
    try:
        return Path(text).read_text(encoding="utf-8-sig") if Path(text).is_file() else text
    except UnicodeDecodeError as error:
        raise typer.BadParameter(f"{text} is no text in UTF-8") from error
    except (OSError, ValueError):
        # A text may be longer than any file's name.
        return text


def _known(language: str, option: str) -> str:
    if language not in ("kk", "ru", "en"):
        raise typer.BadParameter(
            f"{language or 'unknown'!r} is none of kk, ru, en", param_hint=option
        )
    return language


def _day(published: str | None) -> date | None:
    try:
        return date.fromisoformat(published) if published else None
    except ValueError as error:
        raise typer.BadParameter(
            f"{published!r} is no day such as 2031-05-17", param_hint="--published"
        ) from error


def table(
    text: str, claims: Sequence["Claim"], lexicon: "Lexicon", language: str, say: "Gettext"
) -> str:
    """The claims of a text for people: each sentence with a row for each of its claims.

    ``language`` is that of the labels of deeds. What was guessed is marked (?).
    """
    if not claims:
        return say(_NONE)
    blocks = []
    for span in dict.fromkeys(claim.sentence for claim in claims):
        rows = [_row(claim, lexicon, language, say) for claim in claims if claim.sentence == span]
        blocks.append(_block(" ".join(text[span.start : span.end].split()), rows, say))
    if any(claim.unsure for claim in claims):
        blocks.append(say(_GUESSED))
    return "\n\n".join(blocks)


def _block(sentence: str, rows: Sequence[Sequence[str]], say: "Gettext") -> str:
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    shown = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False, width=None)
    filled = [at for at in range(len(_COLUMNS)) if any(row[at] for row in rows)]
    for at in filled:
        shown.add_column(say(_COLUMNS[at]), overflow="fold")
    for row in rows:
        shown.add_row(*(Text(row[at]) for at in filled))
    console = Console(file=StringIO(), width=_WIDTH, color_system=None, force_terminal=False)
    parts = (Text(sentence), shown)
    told = "".join(segment.text for part in parts for segment in console.render(part))
    return "\n".join(line.rstrip() for line in told.splitlines()).strip("\n")


def _row(claim: "Claim", lexicon: "Lexicon", language: str, say: "Gettext") -> tuple[str, ...]:
    deed = lexicon.deeds.deeds.get(claim.deed)
    label = f"“{claim.lemma}”" if claim.deed == OTHER or deed is None else deed.labels[language]
    return (
        label + _mark(claim, "deed"),
        _mention(claim, "agent", claim.agent),
        _mention(claim, "patient", claim.patient),
        _standing(claim, say) + _mark(claim, "polarity", "mode"),
        _mention(claim, "voice", claim.voice),
        "; ".join(_details(claim, say)),
    )


def _mark(claim: "Claim", *fields: str) -> str:
    return "" if claim.unsure.isdisjoint(fields) else _MARK


def _mention(claim: "Claim", field: str, mention: "Mention | None") -> str:
    """The words, and in brackets what stood for them; nothing where the slot is empty."""
    if mention is None:
        return ""
    via = f" ({mention.via})" if mention.via else ""
    return " ".join(mention.words.split()) + via + _mark(claim, field)


def _standing(claim: "Claim", say: "Gettext") -> str:
    if claim.polarity is Polarity.DONE:
        return say(_MODES[claim.mode])
    if claim.mode is Mode.DONE:
        return say(_NOT_SO)
    return say(_DENIED) % {"mode": say(_MODES[claim.mode])}


def _details(claim: "Claim", say: "Gettext") -> Iterable[str]:
    if claim.amounts:
        amounts = ", ".join(map(_amount, claim.amounts))
        yield f"{say(_AMOUNT)}: {amounts}{_mark(claim, 'amounts')}"
    if claim.when is not None:
        day = f" = {claim.when.iso}" if claim.when.iso else ""
        yield f"{say(_WHEN)}: {claim.when.words}{day}{_mark(claim, 'when')}"
    for field, name in (("where", _WHERE), ("law", _LAW)):
        mention = getattr(claim, field)
        if mention is not None:
            yield f"{say(name)}: {_mention(claim, field, mention)}"
    for other in claim.others:
        yield f"{say(_ROLES[other.role])}: {_mention(claim, 'others', other.mention)}"


def _amount(amount: "Amount") -> str:
    counted = f" {amount.counted}" if amount.counted else ""
    return f"{_BOUNDS[amount.bound]}{amount.words}{counted}"
