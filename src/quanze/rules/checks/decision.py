"""The level of the organ that decided a delegation: as written, else as the title of its document says."""

from __future__ import annotations

import re
from typing import Final

from quanze.absent import is_absent
from quanze.rules.checks.legal_level import CITY, COUNTY, PROVINCE, STATE

_STATE: Final = re.compile("国务院|国办发|国发〔|国函")
_PROVINCE: Final = re.compile("(?:省|自治区|北京市|上海市|天津市|重庆市)(?:人民政府|政府|人大|人民代表大会|委)")
_CITY: Final = re.compile("(?:市|自治州|盟|地区)(?:人民政府|政府|人大|人民代表大会|行政公署|委)")
_COUNTY: Final = re.compile("(?:县|区|旗)(?:人民政府|政府|人大|人民代表大会|委)")


def decided_at(level: str | None, document: str | None) -> str:
    """Return the level of the deciding organ, "" when neither the level nor the title says it."""
    if is_absent(level) or is_absent(document):
        return ""
    if level:
        return level
    text = document or ""
    if _PROVINCE.search(text):
        return PROVINCE
    if _STATE.search(text):
        return STATE
    return CITY if _CITY.search(text) else COUNTY if _COUNTY.search(text) else ""


def names_state_council(*texts: str | None) -> bool:
    """Say whether a title or number names the State Council (经国务院批准, 国函〔2021〕…)."""
    return any(text is not None and not is_absent(text) and _STATE.search(text) is not None for text in texts)
