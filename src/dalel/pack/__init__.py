"""All that is particular to a country, loaded from a folder of files and checked."""

from dalel.pack.loading import default_folder, load
from dalel.pack.pack_records import Pack

__all__ = ["Pack", "default_folder", "load"]
