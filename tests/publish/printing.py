"""How does an invented snapshot look in print?"""

from dalel.domain.snapshot import Snapshot
from dalel.publish.documents.bulletin import PrintedBulletin, bulletin
from dalel.publish.views.dates import wording
from dalel.publish.views.record import IndexedSnapshot

#: A title that tries everything: script, control marks, right-to-left, an emoji.
NASTY = "<script>alert(1)</script> & \u202eשלום\u202c 🕊 \x07 #import ₸ Ә"


def printed(snapshot: Snapshot, language: str = "kk") -> PrintedBulletin:
    """The snapshot's latest edition as it is printed in a language."""
    record = IndexedSnapshot(snapshot, "/")
    return bulletin(record, record.editions[0], wording(language))
