"""A press that does not exist, for anyone without a network."""
