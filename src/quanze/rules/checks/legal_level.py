"""The levels of government, as items write them."""

from __future__ import annotations

from typing import Final

from quanze.citation.acting_level import CITY, PROVINCE, STATE, UPPER

__all__ = ["CITY", "COUNTY", "LEVELS", "PROVINCE", "STATE", "TOWNSHIP", "UPPER"]

COUNTY: Final = "县级"
TOWNSHIP: Final = "乡级"
#: Every level, highest first.
LEVELS: Final = (*UPPER, COUNTY, TOWNSHIP, "村级")
