"""The files by which a server runs Dalel for a team, made from the answers to a few questions."""
