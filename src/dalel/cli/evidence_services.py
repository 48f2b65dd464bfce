"""Builds the evidence services from the settings: archive, time stamps, trusted roots."""

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from pathlib import Path

    from cryptography.x509 import Certificate

    from dalel.cli.configuration import Configuration, ConfigurationError
    from dalel.newsroom.evidence.actions.upkeep import Care
    from dalel.outside.browser.chromium import Chromium
    from dalel.steps.archive.vault import Vault

#: Under this name the certificates of time-stamping authorities lie in a backup.
ROOTS: Final = "timestamp-roots.pem"
#: Of the folder of profiles, in bytes.
_LONGEST_PLACE: Final = 48
#: An S3 store that does not answer is told of in a minute, not in ten.
_PATIENCE: Final = {"connect_timeout": 15, "read_timeout": 60, "retries": {"max_attempts": 3}}


def vault(settings: "Configuration") -> "Vault":
    """Where this newsroom keeps its evidence."""
    from dalel.steps.archive.vault import Vault

    options: dict[str, Any] = dict(settings.archive_options)
    if settings.archive_url.startswith("s3:"):
        options["config_kwargs"] = _PATIENCE
    return Vault(folder=settings.evidence_folder, url=settings.archive_url or None, options=options)


def care_of(settings: "Configuration") -> "Care":
    """Who is to be asked about the evidence: time-stamping authorities, outside archives.

    :raises ConfigurationError: when half of what one of them needs is not set.
    """
    from dalel.newsroom.evidence.actions.upkeep import Care
    from dalel.newsroom.releases.actions.build_site import press_of
    from dalel.newsroom.releases.actions.public_seals import show_seals
    from dalel.steps.archive.wayback import SERVICE, Account

    press = press_of(settings)
    account = None
    if settings.wayback_key or settings.wayback_secret:
        for key, other in (
            ("wayback_key", "wayback_secret"),
            ("wayback_secret", "wayback_key"),
        ):
            if not getattr(settings, other):
                raise _missing(settings, key, other)
        account = Account(
            access=settings.wayback_key,
            secret=settings.wayback_secret,
            service=settings.wayback_url or SERVICE,
        )
    return Care(
        authorities=settings.timestamp_urls,
        roots=roots_of(settings),
        account=account,
        archive_today=settings.archive_today_url.rstrip("/"),
        show_seals=lambda vault, link: show_seals(press, vault, link),
    )


def chromium_of(settings: "Configuration") -> "Chromium | None":
    """The browser that shows pages; None where it is off or not here, and then none is shown."""
    from dalel.outside.browser.chromium import Chromium, find_chromium, has_driver

    program = find_chromium(settings.chromium) if settings.browser and has_driver() else ""
    return Chromium(program=program, folder=profiles_of(settings.home)) if program else None


def profiles_of(home: "Path") -> "Path":
    """Where the browser's profiles stand: in the home, or where its name is too long, elsewhere.

    Chromium makes a socket in each, whose name may have 107 bytes.
    """
    import tempfile
    from hashlib import sha256
    from pathlib import Path

    place = home / "browser"
    if len(str(place).encode()) <= _LONGEST_PLACE:
        return place
    name = f"dalel-{sha256(str(home).encode()).hexdigest()[:8]}"
    return Path(tempfile.gettempdir()) / name


def roots_of(settings: "Configuration") -> "tuple[Certificate, ...]":
    """The certificates of time-stamping authorities that this newsroom trusts.

    Those of the authorities that are asked by default, and those of its own file.

    :raises ConfigurationError: when the file that should hold them does not.
    """
    from cryptography.x509 import load_pem_x509_certificates

    from dalel.cli.configuration import ConfigurationError
    from dalel.steps.archive.timestamps import known_roots

    file = settings.timestamp_roots
    if file is None:
        return known_roots()
    # A restored home brings them along.
    saved = settings.home / ROOTS
    file = saved if saved.is_file() and not file.exists() else file
    place = settings.places.get("timestamp_roots", "")
    try:
        return (*known_roots(), *load_pem_x509_certificates(file.read_bytes()))
    except OSError as error:
        raise ConfigurationError(place, "timestamp_roots", f"{file}: {error.strerror}") from error
    except ValueError as error:
        problem = f"{file} holds no certificates (PEM): {error}"
        raise ConfigurationError(place, "timestamp_roots", problem) from error


def _missing(settings: "Configuration", key: str, other: str) -> "ConfigurationError":
    from dalel.cli.configuration import ConfigurationError

    return ConfigurationError(settings.places.get(key, ""), key, f"is set, but {other} is not")
