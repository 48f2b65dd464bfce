"""What drawing one file may take; who serves reads it here, without loading what draws."""

from typing import Final

#: Of the processor and of memory, in seconds and megabytes.
SECONDS: Final = 60
MEGABYTES: Final = 1536
#: The longest document.
MOST_PAGES: Final = 40
