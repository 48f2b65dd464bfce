"""The newsroom's record of what happened."""
