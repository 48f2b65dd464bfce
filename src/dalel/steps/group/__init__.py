"""Grouping of articles: reprints of one text, and stories about one happening."""
