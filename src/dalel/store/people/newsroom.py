"""What does the newsroom ask of its members, and what does it say of itself?"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final
from urllib.parse import urlsplit

from django.db import transaction

from dalel.domain.codebook import Labels
from dalel.domain.errors import DalelError
from dalel.domain.snapshot import Imprint, SiteProfile
from dalel.store.acting import Act
from dalel.store.models import Member, NewsroomRow, Role
from dalel.store.people.sessions import end_sessions, has_factor, with_factor
from dalel.store.transactions import writing

#: As many characters as the row holds.
_LONGEST: Final = 200


class SiteAddressError(DalelError):
    """The address of a site looks like https://monitor.example.org/."""


def second_factor_roles() -> frozenset[Role]:
    """The roles that sign in with a second factor."""
    row = NewsroomRow.objects.first()
    return frozenset(Role(role) for role in row.second_factor) if row else frozenset()


def stated(imprint: Imprint) -> Imprint:
    """The imprint of a pack with what the newsroom filled in itself."""
    return _stated(imprint, NewsroomRow.objects.first())


def _stated(imprint: Imprint, row: NewsroomRow | None) -> Imprint:
    own: Mapping[str, Labels] = row.imprint if row else {}
    fields = {name: {**texts, **own.get(name, {})} for name, texts in imprint.fields.items()}
    return replace(imprint, fields=fields)


def state_imprint(fields: Mapping[str, Labels], act: Act) -> None:
    """Fill the imprint in, by field and language; what is left empty is as the pack says."""
    kept = {name: dict(texts) for name, texts in fields.items()}
    with writing():
        NewsroomRow.objects.update_or_create(pk=1, defaults={"imprint": kept})
        act.note("changed the imprint", "newsroom", ", ".join(sorted(kept)))


def profile_of(profile: SiteProfile) -> SiteProfile:
    """What the pack says of the site, with what the newsroom filled in itself."""
    row = NewsroomRow.objects.first()
    address = (row.site_address if row else "") or profile.address
    return replace(profile, imprint=_stated(profile.imprint, row), address=address)


def site_address() -> str:
    """Where the newsroom itself says that its site stands; empty: nowhere yet."""
    row = NewsroomRow.objects.first()
    return row.site_address if row else ""


def state_site_address(typed: str, act: Act) -> None:
    """Say where the site stands; what is left empty is as the pack says.

    :raises SiteAddressError: when it is no address of a site.
    """
    address = _as_address(typed)
    if address == site_address():
        return
    with writing():
        NewsroomRow.objects.update_or_create(pk=1, defaults={"site_address": address})
        act.note("changed the address of the site", "newsroom", address)


def _as_address(typed: str) -> str:
    """With a slash at the end, below which every page has its place."""
    if not typed:
        return ""
    try:
        parts = urlsplit(typed)
    except ValueError as error:
        raise SiteAddressError from error
    is_whole = parts.scheme in {"http", "https"} and parts.hostname and not parts.username
    if not is_whole or parts.query or parts.fragment or len(typed) >= _LONGEST or " " in typed:
        raise SiteAddressError
    return f"{typed.rstrip('/')}/"


def ask_second_factor_of(roles: Iterable[Role], act: Act) -> int:
    """Ask these roles for a second factor from now on.

    Who has one of these roles and no second factor is signed out, but for whoever asks; tells how
    many.
    """
    asked = sorted({str(role) for role in roles})
    with transaction.atomic():
        NewsroomRow.objects.update_or_create(pk=1, defaults={"second_factor": asked})
        lacking = Member.objects.filter(is_active=True, role__in=asked)
        lacking = lacking.exclude(pk__in=with_factor()).exclude(pk=act.member.pk)
        end_sessions(lacking)
        act.note("asked for second factors", "newsroom", ", ".join(asked))
    return lacking.count()


def lacks_factor(member: Member) -> bool:
    """Whether the member has to set a second factor up before anything else."""
    return Role(member.role) in second_factor_roles() and not has_factor(member)
