"""The bulletin as a document: for Word, and on paper."""
