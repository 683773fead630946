"""quanze (权责): check a power-and-responsibility list (权责清单) kept as YAML files."""

__version__ = "0.1.0"
