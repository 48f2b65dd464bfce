"""English: its clauses and their roles."""
