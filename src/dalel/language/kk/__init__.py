"""Kazakh: its clauses and their roles."""
