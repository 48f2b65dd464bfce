"""What every part of the newsroom stands on: rows, transactions, claims, access, pages."""
