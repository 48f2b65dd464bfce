"""The bulletin as a document: for Word, and on paper."""

from dalel.publish.documents.edition_documents import works

__all__ = ["works"]
