"""The command line: thin; every heavy import is inside its command."""
