"""Families of translation models, and how each is told a language (``translators.toml``)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from dalel.domain.codebook import Labels


class LanguageTag(StrEnum):
    """Where the codes of languages stand.

    ``both``: a source begins with its own code, and the target is begun with its; ``source``: the
    source begins with the code of the target.
    """

    BOTH = "both"
    SOURCE = "source"


@dataclass(frozen=True, kw_only=True)
class TranslatorFamily:
    """Models that are told a language in one way; ``codes`` by the pack's languages."""

    label: str
    tag: LanguageTag
    codes: Labels


@dataclass(frozen=True, kw_only=True)
class TranslatorFamilies:
    """``translators.toml``."""

    families: Mapping[str, TranslatorFamily] = field(default_factory=dict)


def problems(known: TranslatorFamilies, languages: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Languages that a family has no code for, or one code for two, as (key, problem)."""
    for name, family in known.families.items():
        if missing := sorted(set(languages) - set(family.codes)):
            yield f"families.{name}.codes", f"there is no code of {', '.join(missing)}"
        if len(set(family.codes.values())) < len(family.codes):
            yield f"families.{name}.codes", "two languages have one code"
