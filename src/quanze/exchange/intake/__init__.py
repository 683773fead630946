"""quanze import: from files to a list on disk — codes, places, writing, and the health report."""
