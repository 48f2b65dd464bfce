"""The work, a room for each step; the rooms do not know one another."""
