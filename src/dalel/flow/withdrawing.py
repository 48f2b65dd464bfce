"""How does what would hurt somebody leave everything that is public or kept?"""

from dataclasses import replace

from dalel.flow.measuring import measured
from dalel.flow.pressing import Press, press, purge
from dalel.pack import Pack
from dalel.publish import BuildReport
from dalel.store import withdrawing
from dalel.store.editing import Act
from dalel.store.snapshots import has_released, take


def withdraw_words(words: str, reason: str, pack: Pack, out: Press, *, act: Act) -> BuildReport:
    """Withdraw a name, a passage or an address everywhere, and build the site without it.

    Kept releases and the preview are cleared first. Nothing else is checked: an open question about
    another entry must not keep this one from disappearing.

    :raises TooShortError: when the words would take too much with them.
    :raises IncompleteReleaseError: when the site lacks what no release can do without.
    """
    withdrawing.withdraw(words, reason, act)
    purge(out)
    snapshot = take(pack, released=has_released())
    return press(measured(pack, replace(snapshot, held={})), out, "/")
