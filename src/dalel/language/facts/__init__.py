"""Extraction of checkable facts from text."""

from dalel.language.facts.extracting import extract_facts

__all__ = ["extract_facts"]
