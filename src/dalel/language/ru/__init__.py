"""Russian: its clauses and their roles."""
