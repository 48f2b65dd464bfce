"""Actions of ``worker``."""
