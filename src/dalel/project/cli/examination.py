"""What is in force on this machine, and what is wrong?"""

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime
from importlib.resources import files
from typing import Final

from dalel.domain.errors import DalelError
from dalel.language.wording import LOCALE
from dalel.outside.mirrors import shown
from dalel.project.catalogue import TRANSLATED, po_file
from dalel.project.channel_settings import told_of
from dalel.project.cli.channel_examination import channel_findings
from dalel.project.cli.dangers import dangers, publishers_without_factor
from dalel.project.cli.delivery_examination import delivery_findings
from dalel.project.cli.evidence_examination import evidence_findings
from dalel.project.cli.finding import Finding
from dalel.project.cli.judging_examination import judging_findings
from dalel.project.cli.site_examination import site_findings
from dalel.project.configuration import SECRETS, Configuration, configuration

#: The law changes: what was gone through longer ago than this may no longer hold.
_LEGAL_DAYS: Final = 180


def examine(start_django: Callable[[], None]) -> tuple[Finding, ...]:
    """Look at everything; the first thing without which nothing else can be seen ends it."""
    findings: list[Finding] = []
    try:
        settings = configuration()
        findings += [*_settings(settings), *dangers(settings), *_wording(), *_fonts()]
        findings += _pack(settings)
        start_django()
        findings += judging_findings(settings)
        findings += evidence_findings(settings)
        findings += _database(settings)
        findings += site_findings(settings)
        findings += delivery_findings(settings)
    except DalelError as error:
        findings.append(Finding(subject="settings", state="", problem=str(error)))
    return tuple(findings)


def _settings(settings: Configuration) -> Iterator[Finding]:
    yield Finding(subject="home", state=str(settings.home))
    told = told_of(settings.channels)
    for key, place in settings.places.items():
        said = "***" if key in SECRETS else told.get(key) or getattr(settings, key, "set")
        yield Finding(subject="setting", state=f"{key} = {_plain(said)} from {place}")
    if settings.model is not None:
        whose = "the newsroom's own" if settings.model.is_own else "somebody else's machine"
        yield Finding(
            subject="model", state=f"{settings.model.name} at {settings.model.address}: {whose}"
        )
    if not settings.contact:
        yield Finding(
            subject="setting",
            state="contact",
            advice="contact is not set: dalel run asks nobody until outlets can reach you",
        )


def _plain(value: object) -> str:
    match value:
        case tuple():
            return " ".join(shown(str(one)) for one in value)
        case Mapping():
            return " ".join(f"{name}={told}" for name, told in value.items())
        case _:
            return str(value)


def _wording() -> Iterator[Finding]:
    for language in TRANSLATED:
        compiled = po_file(language).with_suffix(".mo")
        yield Finding(
            subject="wording",
            state=f"{language}: {compiled.relative_to(LOCALE)}",
            problem=""
            if compiled.is_file()
            else f"{language} is not compiled: run python -m dalel.project.catalogue compile",
        )


def _fonts() -> Iterator[Finding]:
    from dalel.publish.typefaces import OTHERS, READ, WORK

    room = files("dalel.publish")
    browsers, documents = room / "vendor", room / "documents" / "vendor"
    folders = {WORK: browsers, READ: browsers} | dict.fromkeys(OTHERS, documents)
    for family, folder in folders.items():
        count = (
            sum(file.name.endswith(".woff2") for file in (folder / family).iterdir())
            if (folder / family).is_dir()
            else 0
        )
        yield Finding(
            subject="fonts",
            state=f"{family}: {count} files",
            problem="" if count else f"{family} is missing: install the package again",
        )


def _pack(settings: Configuration) -> Iterator[Finding]:
    from dalel.flow.country import pack_at

    try:
        pack = pack_at(settings.pack, settings.sources_file)
    except DalelError as error:
        yield Finding(subject="pack", state=str(settings.pack), problem=str(error))
        return
    yield Finding(
        subject="pack",
        state=f"{pack.id} {pack.version} in {settings.pack}: {len(pack.sources)} sources, "
        f"codebook {pack.codebook.version}",
    )
    if pack.added_sources:
        yield Finding(
            subject="sources",
            state=f"{len(pack.added_sources)} of them from {settings.sources_file}",
        )
    yield Finding(subject="languages", state=", ".join(pack.languages))
    yield from channel_findings(settings.channels, pack)
    yield legal_profile(pack.legal_profile, datetime.now(UTC).date())


def legal_profile(checked: date, today: date) -> Finding:
    """Statutes and rules of naming were gone through not too long ago."""
    age = (today - checked).days
    return Finding(
        subject="law",
        state=f"of {checked}",
        advice=f"statutes and naming rules were last gone through {age} days ago: let a lawyer "
        "read them, then set legal_profile in pack.toml"
        if age > _LEGAL_DAYS
        else "",
    )


def _database(settings: Configuration) -> Iterator[Finding]:
    from django.db import DatabaseError, connection

    from dalel.flow.upkeep.preparing import is_behind
    from dalel.store.models import Member

    where = "PostgreSQL" if settings.database_url else f"SQLite in {settings.home}"
    try:
        if is_behind():
            yield Finding(
                subject="database", state=where, problem=f"{where} is not prepared: run dalel up"
            )
            return
        accounts = Member.objects.filter(is_active=True).count()
    except DatabaseError as error:
        yield Finding(subject="database", state=where, problem=f"{where}: {error}".strip())
        return
    yield Finding(subject="database", state=f"{where} ({connection.vendor})")
    yield Finding(
        subject="accounts",
        state=f"{accounts} active",
        problem="" if accounts else "nobody can sign in: run dalel user add NAME",
    )
    yield publishers_without_factor()
