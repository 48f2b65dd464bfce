"""The glossary: the preferred term for each notion, and its wrong forms."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from dalel.domain.codebook import Labels


@dataclass(frozen=True, kw_only=True)
class GlossaryTerm:
    """One notion in every language.

    ``variants`` are other right forms, ``wrong`` forms that translation machines make, each by
    language. ``note`` is for editors of the glossary, never for an output.
    """

    id: str
    domain: str
    labels: Labels
    variants: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    wrong: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    note: str = ""
