"""The texts of an incident as search finds them."""

from dalel.newsroom.frame.models.search import Searched
from dalel.newsroom.frame.search_index import Text
from dalel.newsroom.incidents.models import TextVersionRow
from dalel.newsroom.incidents.queries.records import text_record


def text_of_incident(row: TextVersionRow) -> Text:
    """A version of an incident's text, as it is found."""
    record = text_record(row)
    return Text(
        kind=Searched.INCIDENT,
        owner=row.incident_id,
        language=row.language,
        time=row.time,
        text=f"{record.title or ''}\n{record.summary}",
    )
