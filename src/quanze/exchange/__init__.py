"""Workbooks in and out: what departments publish becomes one YAML file an item, and nothing is lost."""
