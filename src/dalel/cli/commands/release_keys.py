"""Commands about the key that signs releases, and the proof of a copy of the site."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dalel.cli.command_context import command_context, tell
from dalel.cli.irreversible import Yes, require_word
from dalel.cli.terminal import echo
from dalel.domain.errors import DalelError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dalel.publish.tree.site_proof import SiteProof

_To = Annotated[
    Path | None,
    typer.Option(
        "--to", dir_okay=False, help="Write the key for paper into this new file, not here."
    ),
]
_Paper = Annotated[
    Path | None,
    typer.Option(
        "--paper",
        exists=True,
        dir_okay=False,
        help="A file with the key from paper; without it you are asked to type it.",
    ),
]


class NoPaperError(DalelError):
    """Nothing was changed: no key from paper came. Without a terminal give it by --paper FILE."""


def show() -> None:
    """Tell which key signs releases, which did, and whether the next one lies on paper."""
    context = command_context(reads=True)
    from dalel.newsroom.releases.actions.release_key import succession_of

    keys = succession_of(context.configuration.signing_key)
    if not keys.present:
        echo("No release was signed yet.")
    for one in keys.periods:
        until = f"until {one.until:%Y-%m-%d %H:%M} UTC ({one.reason})" if one.until else "in force"
        echo(f"{one.name}  since {one.since:%Y-%m-%d %H:%M} UTC, {until}")
    if not keys.present:
        return
    if keys.next_digest:
        echo(f"The next one lies on paper; announced is its SHA-256, {keys.next_digest}.")
    else:
        tell("No next key lies on paper yet: dalel release-key paper.")


def paper(*, to: _To = None) -> None:
    """Make the next key, for paper: with it alone you can take over from a stolen machine."""
    context = command_context()
    from dalel.newsroom.releases.actions.release_key import make_paper_key

    _hand_out(make_paper_key(context.configuration.signing_key), to)


def rotate(
    *,
    paper_file: _Paper = None,
    paper_lost: Annotated[
        bool, typer.Option("--paper-lost", help="The paper is gone: the present key signs alone.")
    ] = False,
    yes: Yes = False,
    to: _To = None,
) -> None:
    """Let the key on paper follow the present one; readers and mirrors follow by themselves."""
    context = command_context()
    from dalel.newsroom.releases.actions import release_key
    from dalel.publish.tree.succession import KeyReason

    file = context.configuration.signing_key
    if paper_lost:
        require_word(
            "The present key signs a new one alone, and the key on paper counts no more: readers "
            "who keep minisign.pub are warned, since a thief could say the same. If the paper can "
            "still be found, leave --paper-lost out. Nothing takes this back.",
            "rotate",
            yes=yes,
        )
        following = release_key.replace_alone(file, context.now)
        tell("Readers who keep minisign.pub are warned of the new key: tell them by another way.")
    else:
        words = _from_paper(paper_file)
        following = release_key.hand_over(file, words, KeyReason.ROTATION, context.now)
    _hand_out(following, to)
    tell("dalel publish puts the new key on the site.")


def revoke(
    *,
    reason: Annotated[str, typer.Option(help="lost or stolen.")],
    paper_file: _Paper = None,
    no_paper: Annotated[
        bool, typer.Option("--no-paper", help="There is none: the present key takes itself back.")
    ] = False,
    yes: Yes = False,
    to: _To = None,
) -> None:
    """Take back a key that was lost or stolen; the one on paper follows it at once."""
    if reason not in {"lost", "stolen"}:
        raise typer.BadParameter("the reason is lost or stolen")
    context = command_context()
    from dalel.newsroom.releases.actions import release_key
    from dalel.publish.tree.succession import KeyReason

    file, why = context.configuration.signing_key, KeyReason(reason)
    if no_paper:
        require_word(
            f"The present key is taken back as {reason}, and nobody follows to the new one by "
            "itself: readers and mirrors refuse the site until you told them by another way. If "
            "there is a key on paper, leave --no-paper out. Nothing takes this back.",
            "revoke",
            yes=yes,
        )
        following = release_key.revoke_alone(file, why, context.now)
        tell("Nobody follows to the new key by itself: tell readers and mirrors by another way.")
    else:
        following = release_key.hand_over(file, _from_paper(paper_file), why, context.now)
    _hand_out(following, to)
    tell("dalel publish says so on the site, and in its feeds.")


def verify_site(
    copy: Annotated[
        Path, typer.Argument(exists=True, help="A copy of the site: a folder, or its mirror.zip.")
    ],
    *,
    key: Annotated[
        str,
        typer.Option(
            "--key",
            help="minisign.pub as you kept it. The line in it tells nothing of the key that is to "
            "follow: with it alone no successor is accepted.",
        ),
    ],
    known: Annotated[
        Path | None,
        typer.Option(
            "--known",
            exists=True,
            help="The newest copy that you proved before (a folder or mirror.zip), or its "
            "release-keys.json: what it says of keys has to stand here still.",
        ),
    ] = None,
) -> None:
    """Prove a copy of the site by the key that you know: signed, whole, unchanged.

    Where another key signs now, it has to be the one that your minisign.pub announces. Exit 1 where
    it is not, or where the copy says that your key was taken back and none follows. A thief of the
    key can leave out that it was taken back, and names whatever date he likes. Needs no home, and
    asks nobody.
    """
    from dalel.publish.tree.site_proof import prove_site
    from dalel.publish.tree.succession import known_key

    kept = _kept_key(key)
    proof = prove_site(copy, kept, known)
    echo(
        f"{proof.files} files, signed by {proof.key}. The signature says "
        f"{proof.signed:%Y-%m-%d %H:%M} UTC."
    )
    for line in _told(proof, known_key(kept)[0], is_held=known is not None):
        tell(line)


def _told(proof: "SiteProof", key: str, *, is_held: bool) -> "Iterator[str]":
    """What the copy says of keys, and what no copy can tell."""
    for one in proof.taken_back:
        which = "the key that you know" if one.key == key else f"the key {one.name}, its successor,"
        yield (
            f"This copy says that {which} was taken back as {one.reason} on "
            f"{one.until:%Y-%m-%d}. The key that was announced in advance signed that: whoever has "
            "it, its thief too, can say so, and names whatever day he likes."
        )
    if proof.is_followed:
        yield "Another key is in force than the one you know: keep the minisign.pub of this copy."
    if not proof.follows:
        yield (
            "What you gave as --key announces no next key: no successor of it will be accepted. "
            "Get the newsroom's whole minisign.pub in a way that a thief could not forge."
        )
    yield (
        f"Not told: whether the key that signed this copy, {proof.key}, was stolen. Its thief can "
        "sign, can leave the theft out, and the date is the thief's to choose. Compare with "
        "another mirror"
        + ("." if is_held else ", and name the newest copy that you proved before by --known.")
    )


def _kept_key(key: str) -> str:
    """The file as it was kept, or the line that was given.

    :raises BrokenSuccessionError: when it is neither.
    """
    from dalel.publish.tree.succession import BrokenSuccessionError, known_key

    try:
        content = Path(key).read_text("utf-8", errors="replace")
    except (OSError, ValueError):
        content = key
    try:
        known_key(content)
    except BrokenSuccessionError as error:
        raise BrokenSuccessionError(
            f"--key {key[:80]}: there is no such file, and no key of minisign is in it or given by "
            "it. Give minisign.pub as you kept it, not the one of the copy that you want to prove."
        ) from error
    return content


def _from_paper(file: Path | None) -> str:
    if file is not None:
        lines = file.read_text("ascii", errors="replace").splitlines()
        return lines[0] if lines else ""
    if sys.stdin.isatty():
        words: str = typer.prompt("The key from paper", hide_input=True)
        return words
    tell(
        "There is no terminal: the key from paper is read from the standard input; --paper FILE "
        "reads it from a file."
    )
    line = sys.stdin.readline()
    if not line.strip():
        raise NoPaperError
    return line


def _hand_out(words: str, to: Path | None) -> None:
    """Show what belongs on paper, once, or write it into a file that is to be taken away."""
    if to is None:
        echo(words)
        tell(
            "Write it on paper, twice, and keep both away from this machine: it is shown only "
            "now. Whoever has it can take the signature over; without it a thief of the machine "
            "can not."
        )
        return
    try:
        handle = os.open(to, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as error:
        # The key is announced already: it must not be lost for want of a file.
        tell(f"{to}: {error.strerror}. Here it is:")
        echo(words)
        return
    with os.fdopen(handle, "w", encoding="ascii") as stream:
        stream.write(f"{words}\n")
    tell(f"Take {to} away from this machine, and leave no copy here.")
