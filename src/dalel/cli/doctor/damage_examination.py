"""Damage on this machine: database, kept releases, keys."""

from collections.abc import Iterator

from dalel.cli.configuration import Configuration
from dalel.cli.doctor.doctor_finding import Diagnosis
from dalel.cli.read_only import is_read_only
from dalel.domain.errors import DalelError


def database_damage(settings: Configuration) -> Iterator[Diagnosis]:
    """Every page of a database file is looked at; of one on a server ``server_damage`` tells."""
    from dalel.newsroom.worker.actions.restore import DATABASE
    from dalel.newsroom.worker.actions.soundness import problems_of

    file = settings.home / DATABASE
    if settings.database_url or not file.exists():
        return
    problems = problems_of(file, is_still=is_read_only(settings.home))
    yield Diagnosis(subject="damage", state=f"{file} is sound", problem=told_of(problems))


def server_damage() -> Iterator[Diagnosis]:
    """Every row of a database on a server is read."""
    from dalel.newsroom.worker.actions.dump import is_a_file
    from dalel.newsroom.worker.actions.server_soundness import problems_of_server

    if is_a_file():
        return
    looked = problems_of_server()
    yield Diagnosis(
        subject="damage",
        state="the database on the server is sound",
        problem=told_of(looked.problems),
        advice=""
        if looked.has_checksums
        else "the server keeps no checksums of its pages, so a changed byte may pass unnoticed: "
        "pg_checksums --enable, while it is stopped",
    )


def told_of(problems: tuple[str, ...]) -> str:
    """One sentence with the next step; empty where nothing is wrong."""
    if not problems:
        return ""
    return (
        f"the database is damaged ({'; '.join(problems)}): stop dalel, keep a copy of the home, "
        "and bring the newest backup back into an empty one (dalel restore)"
    )


def file_damage(settings: Configuration) -> Iterator[Diagnosis]:
    """The keys, and what is kept of releases."""
    yield from _session_key(settings)
    yield from _signing_key(settings)
    yield from _kept(settings)


def _session_key(settings: Configuration) -> Iterator[Diagnosis]:
    from dalel.cli.secret import secret_key

    if not (settings.home / "secret-key").exists():
        return
    try:
        secret_key(settings.home)
    except DalelError as error:
        yield Diagnosis(subject="keys", state="", problem=str(error))


def _signing_key(settings: Configuration) -> Iterator[Diagnosis]:
    """The key is readable, and is the one by which readers check what is up."""
    from dalel.newsroom.releases.actions.release_key import succession_of
    from dalel.publish.tree.signing import SigningKeyError, signer
    from dalel.publish.tree.succession import PUBLIC_KEY, BrokenSuccessionError, public_file

    known = settings.site_folder / PUBLIC_KEY
    key = settings.signing_key
    try:
        keys = succession_of(key)
    except BrokenSuccessionError as error:
        yield Diagnosis(subject="keys", state="", problem=f"{error}: bring it back")
        return
    if not key.exists():
        if keys.present:
            problem = (
                f"the key that signs releases is not in {key}, and the site goes up unsigned: "
                "bring it back from where you keep a copy, or, with the key on paper: dalel "
                "release-key revoke --reason lost"
            )
            yield Diagnosis(subject="keys", state="", problem=problem)
        elif known.exists():
            advice = (
                f"the key that signed the site is not in {key}: bring it back from where you keep "
                "it, or the next release is signed by a new one that readers do not know"
            )
            yield Diagnosis(subject="keys", state="", advice=advice)
        return
    try:
        public = public_file(signer(key), keys.next_digest)
    except (SigningKeyError, OSError) as error:
        problem = f"the key that signs releases cannot be read: {error}; bring it back"
        yield Diagnosis(subject="keys", state="", problem=problem)
        return
    # The comment in the first line changes when a key on paper is made.
    differs = known.exists() and known.read_bytes().split()[-1] != public.split()[-1]
    yield Diagnosis(
        subject="keys",
        state=f"releases are signed by {key}",
        problem=f"{key} is not the key that signed the site: it was changed or replaced; bring the "
        "right one back before the next release"
        if differs
        else "",
    )


def _kept(settings: Configuration) -> Iterator[Diagnosis]:
    from dalel.publish.tree.release_shelf import DamagedReleaseError, ReleaseShelf

    shelf = ReleaseShelf(settings.releases_folder)
    names = shelf.names()
    problems = []
    for name in names:
        try:
            shelf.load(name)
        except DamagedReleaseError as error:
            problems.append(str(error))
    if names:
        yield Diagnosis(subject="releases", state=f"{len(names)} kept", problem="; ".join(problems))
