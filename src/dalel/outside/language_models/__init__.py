"""The doors to language models, on this machine or elsewhere."""
