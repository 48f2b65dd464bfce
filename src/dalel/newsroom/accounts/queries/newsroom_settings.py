"""What the newsroom states of itself: imprint, addresses, roles with a second factor."""

from collections.abc import Mapping
from dataclasses import replace

from django.conf import settings

from dalel.domain.codebook import Labels
from dalel.domain.snapshot import Imprint, SiteProfile
from dalel.newsroom.accounts.models import NewsroomRow
from dalel.newsroom.frame.roles import Role


def second_factor_roles() -> frozenset[Role]:
    """The roles that sign in with a second factor."""
    row = NewsroomRow.objects.first()
    return frozenset(Role(role) for role in row.second_factor) if row else frozenset()


def stated(imprint: Imprint) -> Imprint:
    """The imprint of a pack with what the newsroom filled in itself."""
    return stated_in(imprint, NewsroomRow.objects.first())


def filled(imprint: Imprint, own: Mapping[str, Labels]) -> Imprint:
    """The imprint of a pack with texts by field and language in the place of the pack's."""
    fields = {name: {**texts, **own.get(name, {})} for name, texts in imprint.fields.items()}
    return replace(imprint, fields=fields)


def profile_of(profile: SiteProfile) -> SiteProfile:
    """What the pack says of the site, with what the newsroom filled in itself."""
    row = NewsroomRow.objects.first()
    address = (row.site_address if row else "") or profile.address
    channels = settings.DALEL.channels
    return replace(
        profile,
        imprint=stated_in(profile.imprint, row),
        address=address,
        channels=channels.public_names,
        letters=profile.letters or channels.asked_at,
    )


def site_address() -> str:
    """Where the newsroom itself says that its site stands; empty: nowhere yet."""
    row = NewsroomRow.objects.first()
    return row.site_address if row else ""


def own_contact() -> str:
    """The contact address that was set at the desk; empty: none was."""
    row = NewsroomRow.objects.first()
    return row.contact if row else ""


def contact_of_settings() -> str:
    """The contact address of ``dalel.toml`` or its variable, which outranks the desk's."""
    return str(settings.DALEL.contact)


def contact() -> str:
    """Where an outlet reaches whoever reads it; empty: nowhere, and so nothing is fetched."""
    return contact_of_settings() or own_contact()


def upload_keys() -> tuple[str, ...]:
    """The keys (``age1...``) to which originals are encrypted that members save; none: no file."""
    row = NewsroomRow.objects.first()
    return tuple(row.upload_keys.split()) if row else ()


def stated_in(imprint: Imprint, row: NewsroomRow | None) -> Imprint:
    """As ``stated``, of a row that was read."""
    return filled(imprint, row.imprint if row else {})
