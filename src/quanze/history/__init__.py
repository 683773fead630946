"""Two states of a list: what git keeps of an earlier one."""
