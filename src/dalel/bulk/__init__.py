"""The past of a country, read out of web archives: one input, one Parquet file."""
