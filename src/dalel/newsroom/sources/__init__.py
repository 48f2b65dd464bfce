"""The outlets, channels and registers that are watched."""
