"""How long may one person's word stand alone in public?"""

from datetime import timedelta
from typing import Final

#: Within this time a second person stands behind a flash, or it is marked as unconfirmed.
SECOND_WITHIN: Final = timedelta(hours=12)
