"""Do readers find the site, and what was made public or taken back on it?"""

from collections.abc import Iterator
from datetime import UTC, datetime

from dalel.domain.errors import DalelError
from dalel.project.cli.finding import Finding
from dalel.project.configuration import Configuration


def site_findings(settings: Configuration) -> Iterator[Finding]:
    """Where the site stands, as the newsroom or the pack says."""
    from django.db import DatabaseError

    from dalel.flow.country import pack_at
    from dalel.store.people.newsroom import profile_of
    from dalel.store.releases import late_since

    try:
        address = profile_of(pack_at(settings.pack, settings.sources_file).profile).address
        since = late_since(datetime.now(UTC))
    except (DalelError, DatabaseError):
        # Pack and database have findings of their own.
        return
    yield Finding(
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
