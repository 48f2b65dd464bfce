"""Newsroom settings: roles with a second factor, the imprint, addresses of site and contact."""

from collections.abc import Iterable, Mapping
from typing import Final
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator, URLValidator

from dalel.domain.codebook import Labels
from dalel.domain.errors import DalelError
from dalel.newsroom.accounts.act import Act
from dalel.newsroom.accounts.actions.sessions import end_sessions, has_factor, with_factor
from dalel.newsroom.accounts.models import Member, NewsroomRow
from dalel.newsroom.accounts.queries.newsroom_settings import (
    own_contact,
    second_factor_roles,
    site_address,
    upload_keys,
)
from dalel.newsroom.frame.roles import Role
from dalel.newsroom.frame.transactions import writing
from dalel.steps.archive.encrypted_backup import is_key, new_key

#: To so many keys originals are encrypted at most.
_MOST_KEYS: Final = 5
#: As many characters as the row holds.
_LONGEST: Final = 200
#: Refuses what is no address of mail; a bare name of a machine, such as localhost, reaches nobody.
validate_mail: Final = EmailValidator(allowlist=[])
_WEB: Final = URLValidator(schemes=["http", "https"])


class SiteAddressError(DalelError):
    """The address of a site looks like https://monitor.example.org/."""


class UploadKeyError(DalelError):
    """A key to which files are encrypted looks like age1..."""


class ContactError(DalelError):
    """A contact is an e-mail like desk@example.org, or an address like https://example.org/."""


def state_imprint(fields: Mapping[str, Labels], act: Act) -> None:
    """Fill the imprint in, by field and language; what is left empty is as the pack says."""
    kept = {name: dict(texts) for name, texts in fields.items() if texts}
    with writing():
        NewsroomRow.objects.update_or_create(pk=1, defaults={"imprint": kept})
        act.note("changed the imprint", "newsroom", ", ".join(sorted(kept)))


def state_site_address(typed: str, act: Act) -> None:
    """Say where the site stands; what is left empty is as the pack says.

    :raises SiteAddressError: when it is no address of a site.
    """
    address = as_site_address(typed)
    if address == site_address():
        return
    with writing():
        NewsroomRow.objects.update_or_create(pk=1, defaults={"site_address": address})
        act.note("changed the address of the site", "newsroom", address)


def as_site_address(typed: str) -> str:
    """With a slash at the end, below which every page has its place; empty stays empty.

    :raises SiteAddressError: when it is no address of a site.
    """
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


def state_contact(typed: str, act: Act) -> None:
    """Say where outlets reach the newsroom; while that is empty, nothing is fetched.

    :raises ContactError: when it is neither an e-mail nor a web address.
    """
    contact = as_contact(typed)
    if contact == own_contact():
        return
    with writing():
        NewsroomRow.objects.update_or_create(pk=1, defaults={"contact": contact})
        act.note("changed the contact address", "newsroom", contact)


def as_contact(typed: str) -> str:
    """As it stands in the head of every request, which holds ASCII only; empty stays empty.

    :raises ContactError: when it is neither an e-mail nor a web address.
    """
    if not typed:
        return ""
    try:
        if "://" in typed:
            _WEB(typed)
        else:
            validate_mail(typed)
    except ValidationError as error:
        raise ContactError from error
    if not typed.isascii() or len(typed) >= _LONGEST or set(typed) & set(' ()"<>'):
        raise ContactError
    return typed


def state_upload_keys(typed: str, act: Act) -> None:
    """Say to which keys originals are encrypted from now on; without one no file is taken.

    :raises UploadKeyError: when one is no age key, or there are too many.
    """
    keys = tuple(dict.fromkeys(typed.replace(",", " ").split()))
    if len(keys) > _MOST_KEYS or not all(map(is_key, keys)):
        raise UploadKeyError
    if keys == upload_keys():
        return
    with writing():
        NewsroomRow.objects.update_or_create(pk=1, defaults={"upload_keys": "\n".join(keys)})
        act.note("changed the keys of saved files", "newsroom", ", ".join(one[:16] for one in keys))


def make_upload_key(act: Act) -> str:
    """Make a key and encrypt to it, too, from now on; gives the half that opens, kept nowhere.

    :raises UploadKeyError: when there are too many keys already.
    """
    secret, public = new_key()
    state_upload_keys(" ".join((*upload_keys(), public)), act)
    return secret


def ask_second_factor_of(roles: Iterable[Role], act: Act) -> int:
    """Ask these roles for a second factor from now on.

    Who has one of these roles and no second factor is signed out, but for whoever asks; tells how
    many.
    """
    asked = sorted({str(role) for role in roles})
    with writing():
        NewsroomRow.objects.update_or_create(pk=1, defaults={"second_factor": asked})
        lacking = Member.objects.filter(is_active=True, role__in=asked)
        lacking = lacking.exclude(pk__in=with_factor()).exclude(pk=act.member.pk)
        end_sessions(lacking)
        act.note("asked for second factors", "newsroom", ", ".join(asked))
    return lacking.count()


def lacks_factor(member: Member) -> bool:
    """Whether the member has to set a second factor up before anything else."""
    return Role(member.role) in second_factor_roles() and not has_factor(member)
