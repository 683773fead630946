"""The Python checks, one module a family. A rule file names its check here."""
