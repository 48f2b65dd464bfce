"""All that is particular to a country, loaded from a folder of files and checked."""

from dalel.pack.contents import Pack
from dalel.pack.loading import default_folder, load

__all__ = ["Pack", "default_folder", "load"]
