"""The bulletin as a document: for Word, and on paper."""

from dalel.publish.documents.making import works

__all__ = ["works"]
