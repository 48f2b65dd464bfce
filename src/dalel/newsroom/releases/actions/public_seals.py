"""Puts the seals of the evidence on the site that stands, day after day, without a release."""

from dalel.newsroom.releases.actions.build_site import SiteBuilder
from dalel.newsroom.releases.actions.release_key import present
from dalel.publish.seal_renewal import is_signed_release, renew_seals, shows
from dalel.publish.tree.atomic_writes import BuildRunningError
from dalel.steps.archive.seals import seals_of
from dalel.steps.archive.vault import Vault


def show_seals(press: SiteBuilder, vault: Vault, link: str) -> bool:
    """Show the seals, of which the last has this link; False: the site has it, or is none yet.

    A build that is under way reads the seals itself, or is waited for till the next look.

    :raises KeyAbsentError: when the key that signs releases is not here.
    """
    if shows(press.site, link) or not is_signed_release(press.site):
        return False
    try:
        return renew_seals(press.site, seals_of(vault), present(press.key).signer)
    except BuildRunningError:
        return False
