"""Rows: what the newsroom's database holds, and the one writer for the pipeline."""
