"""The build of the wheel: the wording is compiled, so that nothing is written after installing."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

_LOCALE = Path("src") / "dalel" / "language" / "locale"


class CompiledWording(BuildHookInterface):
    """Puts the compiled catalogues into a wheel; a checkout compiles its own."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile each catalogue beside the tree, and name its place in the wheel."""
        if version == "editable":
            return
        self._room = TemporaryDirectory(prefix="dalel-wording-")
        for source in sorted((Path(self.root) / _LOCALE).rglob("*.po")):
            place = source.relative_to(Path(self.root) / "src").with_suffix(".mo")
            compiled = Path(self._room.name) / place
            compiled.parent.mkdir(parents=True)
            with source.open("rb") as words, compiled.open("wb") as stream:
                write_mo(stream, read_po(words, locale=source.parts[-3]))
            build_data["force_include"][str(compiled)] = place.as_posix()

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """The wheel is written: what was compiled for it goes."""
        if version != "editable":
            self._room.cleanup()
