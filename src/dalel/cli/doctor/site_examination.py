"""Doctor checks of the public site: its address, its releases and what was taken back."""

from collections.abc import Iterator
from datetime import UTC, datetime

from dalel.cli.configuration import Configuration
from dalel.cli.doctor.doctor_finding import Diagnosis
from dalel.domain.errors import DalelError


def site_findings(settings: Configuration) -> Iterator[Diagnosis]:
    """Where the site stands, as the newsroom or the pack says."""
    from django.db import DatabaseError

    from dalel.newsroom.accounts.queries.newsroom_settings import profile_of
    from dalel.newsroom.frame.pack_in_force import pack_at
    from dalel.newsroom.frame.pending_builds import late_since

    try:
        address = profile_of(pack_at(settings.pack, settings.sources_file).profile).address
        since = late_since(datetime.now(UTC))
    except (DalelError, DatabaseError):
        # Pack and database have findings of their own.
        return
    yield Diagnosis(
        subject="site",
        state=address or "no address",
        problem=f"readers wait since {since:%Y-%m-%d %H:%M} UTC for what was made public or taken "
        "back: the site is not built; is dalel work running?"
        if since
        else "",
        advice=""
        if address
        else "documents have no QR code and no permanent links, feeds lead nowhere, and nothing is "
        "said in channels or by letter: state the address at the desk under Newsroom, Imprint",
    )
