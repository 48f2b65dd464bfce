"""Prompts for language models (``prompts.toml``)."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Prompts:
    """``prompts.toml``: what stands before any material, and its version.

    A pack without them leaves a model without work.
    """

    version: str = ""
    draft: str = ""
    translate: str = ""
    marks: str = ""
    repair: str = ""
    reword: str = ""
