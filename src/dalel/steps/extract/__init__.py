"""Extraction of articles from captured pages."""

from dalel.steps.extract.article import extract
from dalel.steps.extract.folder import read_folder

__all__ = ["extract", "read_folder"]
