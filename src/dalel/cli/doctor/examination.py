"""Runs all checks of ``dalel doctor``: the settings in force and what is wrong."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Final

from dalel.cli.catalogue import TRANSLATED, po_file
from dalel.cli.configuration import SECRETS, Configuration, configuration
from dalel.cli.doctor.browser_examination import browser_finding, renderings_finding
from dalel.cli.doctor.channel_examination import channel_findings
from dalel.cli.doctor.damage_examination import database_damage, file_damage, server_damage
from dalel.cli.doctor.danger_examination import dangers, publishers_without_factor
from dalel.cli.doctor.delivery_examination import delivery_findings
from dalel.cli.doctor.doctor_finding import Diagnosis
from dalel.cli.doctor.door_examination import door_findings
from dalel.cli.doctor.evidence_examination import evidence_findings
from dalel.cli.doctor.judging_examination import judging_findings
from dalel.cli.doctor.machine_examination import home_finding, machine_findings
from dalel.cli.doctor.members_bot_examination import members_bot_findings
from dalel.cli.doctor.reminder_examination import reminder_findings
from dalel.cli.doctor.seizure_examination import seizure_findings
from dalel.cli.doctor.site_examination import site_findings
from dalel.cli.doctor.translator_examination import sent_findings, translator_findings
from dalel.cli.doctor.wire_examination import open_wires
from dalel.cli.doctor.work_examination import (
    NO_CONTACT,
    decision_findings,
    silence_findings,
    watch_finding,
    work_findings,
)
from dalel.cli.new_home import told_of_new
from dalel.domain.errors import DalelError
from dalel.domain.source import AddressKind
from dalel.language.wording import LOCALE
from dalel.outside.mirrors import shown

if TYPE_CHECKING:
    from dalel.pack import Pack

#: The law changes: what was gone through longer ago than this may no longer hold.
_LEGAL_DAYS: Final = 180


def examine(start_django: Callable[[], None]) -> tuple[Diagnosis, ...]:
    """Look at everything; the first thing without which nothing else can be seen ends it."""
    findings: list[Diagnosis] = []
    try:
        settings = configuration()
        findings += [*_settings(settings), *dangers(settings), *open_wires(settings)]
        findings += [*_wording(), *_fonts()]
        findings += machine_findings(settings)
        findings += _pack(settings)
        findings += file_damage(settings)
        damage = tuple(database_damage(settings))
        findings += damage
        start_django()
        new = told_of_new(settings)
        findings += judging_findings(settings)
        findings += translator_findings(settings)
        findings += evidence_findings(settings)
        findings.append(browser_finding(settings))
        # What cannot be read of a damaged database was said already.
        if new:
            findings.append(Diagnosis(subject="database", state="", problem=new))
            findings += [] if settings.contact else [NO_CONTACT]
        elif not any(one.problem for one in damage):
            findings += seizure_findings(settings)
            findings += _database(settings)
            findings += sent_findings()
            findings += renderings_finding(settings)
            findings += site_findings(settings)
            findings += delivery_findings(settings)
            findings += door_findings()
            findings += reminder_findings(settings)
            findings += members_bot_findings(settings)
    except DalelError as error:
        findings.append(Diagnosis(subject="settings", state="", problem=str(error)))
    return tuple(findings)


def _settings(settings: Configuration) -> Iterator[Diagnosis]:
    yield home_finding(settings.home)
    for key, place in settings.places.items():
        said = "***" if key in SECRETS else getattr(settings, key)
        yield Diagnosis(subject="setting", state=f"{key} = {_plain(said)} from {place}")
    if settings.model is not None:
        whose = "the newsroom's own" if settings.model.is_own else "somebody else's machine"
        yield Diagnosis(
            subject="model", state=f"{settings.model.name} at {settings.model.address}: {whose}"
        )


def _plain(value: object) -> str:
    match value:
        case tuple():
            return " ".join(shown(str(one)) for one in value)
        case Mapping():
            return " ".join(f"{name}={told}" for name, told in value.items())
        case _:
            return str(value)


def _wording() -> Iterator[Diagnosis]:
    for language in TRANSLATED:
        compiled = po_file(language).with_suffix(".mo")
        yield Diagnosis(
            subject="wording",
            state=f"{language}: {compiled.relative_to(LOCALE)}",
            problem=""
            if compiled.is_file()
            else f"{language} is not compiled: run python -m dalel.cli.catalogue compile",
        )


def _fonts() -> Iterator[Diagnosis]:
    from dalel.publish.typefaces import OTHERS, READ, SUBSETS, TYPESETTER, WEIGHTS, WORK

    room = Path(str(files("dalel.publish")))
    for family in (WORK, READ):
        yield _family(family, (room / "vendor" / family).glob("*.woff2"), least=len(SUBSETS))
        printed = TYPESETTER.glob(f"{family}-*.ttf")
        yield _family(f"{family} of documents", printed, least=len(SUBSETS) * len(WEIGHTS))
    for family in OTHERS:
        yield _family(f"{family} of documents", TYPESETTER.glob(f"{family}.ttf"), least=1)


def _family(name: str, found: Iterable[Path], *, least: int) -> Diagnosis:
    count = sum(1 for _ in found)
    return Diagnosis(
        subject="fonts",
        state=f"{name}: {count} files",
        problem="" if count >= least else f"{name} is missing: install the package again",
    )


def _pack(settings: Configuration) -> Iterator[Diagnosis]:
    from dalel.newsroom.frame.pack_in_force import pack_at

    try:
        pack = pack_at(settings.pack, settings.sources_file)
    except DalelError as error:
        yield Diagnosis(subject="pack", state=str(settings.pack), problem=str(error))
        return
    yield Diagnosis(
        subject="pack",
        state=f"{pack.id} {pack.version} in {settings.pack}: {len(pack.sources)} sources, "
        f"codebook {pack.codebook.version}",
    )
    if pack.added_sources:
        yield Diagnosis(
            subject="sources",
            state=f"{len(pack.added_sources)} of them from {settings.sources_file}",
        )
    for refused in pack.refused_sources:
        yield Diagnosis(
            subject="sources",
            state=str(settings.sources_file),
            problem=f"{settings.sources_file}: {refused.told}: mend this entry; it is left out, "
            "all others are watched",
        )
    yield Diagnosis(subject="languages", state=", ".join(pack.languages))
    if not settings.radar_token and _wants_token(pack):
        yield Diagnosis(
            subject="radar", state="Cloudflare Radar is not watched: radar_token is not set"
        )
    yield from channel_findings(settings.channels, pack)
    yield legal_profile(pack.legal_profile, datetime.now(UTC).date())


def _wants_token(pack: "Pack") -> bool:
    kinds = {address.kind for source in pack.sources for address in source.addresses}
    return AddressKind.RADAR in kinds


def legal_profile(checked: date, today: date) -> Diagnosis:
    """Statutes and rules of naming were gone through not too long ago."""
    age = (today - checked).days
    return Diagnosis(
        subject="law",
        state=f"of {checked}",
        advice=f"statutes and naming rules were last gone through {age} days ago: let a lawyer "
        "read them, then set legal_profile in pack.toml"
        if age > _LEGAL_DAYS
        else "",
    )


def _database(settings: Configuration) -> Iterator[Diagnosis]:
    from django.db import DatabaseError, connection

    from dalel.newsroom.accounts.models import Member
    from dalel.newsroom.worker.actions.prepare import is_behind

    where = "PostgreSQL" if settings.database_url else f"SQLite in {settings.home}"
    try:
        if is_behind():
            yield Diagnosis(
                subject="database", state=where, problem=f"{where} is not prepared: run dalel up"
            )
            return
        accounts = Member.objects.filter(is_active=True).count()
    except DatabaseError as error:
        yield Diagnosis(subject="database", state=where, problem=f"{where}: {error}".strip())
        return
    yield Diagnosis(subject="database", state=f"{where} ({connection.vendor})")
    yield from server_damage()
    yield Diagnosis(
        subject="accounts",
        state=f"{accounts} active",
        problem="" if accounts else "nobody can sign in: run dalel user add NAME",
    )
    yield publishers_without_factor()
    yield watch_finding()
    yield from decision_findings(settings, datetime.now(UTC))
    yield from work_findings(datetime.now(UTC))
    yield from silence_findings(settings.home, datetime.now(UTC))
