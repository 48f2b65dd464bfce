"""The time within which a second person must confirm a flash."""

from datetime import timedelta
from typing import Final

#: Within this time a second person stands behind a flash, or it is marked as unconfirmed.
SECOND_WITHIN: Final = timedelta(hours=12)
