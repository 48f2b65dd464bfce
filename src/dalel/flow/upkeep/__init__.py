"""The upkeep of a home: accounts, backups, moves, and what is forgotten."""
