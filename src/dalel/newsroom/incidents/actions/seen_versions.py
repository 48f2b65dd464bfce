"""Keeps which versions of an incident a member has seen."""

from dalel.newsroom.accounts.act import Act
from dalel.newsroom.frame.transactions import writing
from dalel.newsroom.incidents.models import SeenVersionsRow
from dalel.newsroom.incidents.queries.incident_rows import incident_row
from dalel.newsroom.incidents.queries.seen_versions import ShownVersions, shown_versions


def keep_seen(number: str, shown: ShownVersions, act: Act) -> None:
    """Keep that the member saw these versions; what there is not was not seen.

    :raises NotFoundError: when there is no incident of this number.
    """
    with writing():
        incident = incident_row(number)
        there = shown_versions(incident.number)
        SeenVersionsRow.objects.update_or_create(
            incident=incident,
            member=act.member,
            defaults={
                "texts": {
                    language: min(version, there.texts[language])
                    for language, version in shown.texts.items()
                    if language in there.texts
                },
                "codes": min(shown.codes, there.codes),
                "frame": min(shown.frame, there.frame),
                "time": act.time,
            },
        )
