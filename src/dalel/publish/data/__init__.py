"""The record for machines: tables, data package, API, feeds."""
