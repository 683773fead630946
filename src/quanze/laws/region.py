"""The region a title or an issuer names: provinces by their names, cities by their suffix."""

from __future__ import annotations

import re

_SHORT = (
    "北京", "天津", "上海", "重庆", "河北", "山西", "辽宁", "吉林", "黑龙江", "江苏", "浙江", "安徽", "福建", "江西",
    "山东", "河南", "湖北", "湖南", "广东", "海南", "四川", "贵州", "云南", "陕西", "甘肃", "青海", "台湾", "内蒙古",
    "广西", "西藏", "宁夏", "新疆", "香港", "澳门",
)  # fmt: skip
_MUNICIPALITIES = frozenset(("北京", "天津", "上海", "重庆"))
_AUTONOMOUS = {
    "内蒙古": "内蒙古自治区",
    "广西": "广西壮族自治区",
    "西藏": "西藏自治区",
    "宁夏": "宁夏回族自治区",
    "新疆": "新疆维吾尔自治区",
    "香港": "香港特别行政区",
    "澳门": "澳门特别行政区",
}
_CITY = re.compile(r"^[㐀-鿿]{2,9}?(?:自治州|自治县|地区|市|州|盟|县|区|旗)")
#: Words in which 市, 区 or 县 names no place.
_NO_PLACE = (
    "城市", "自治区", "超市", "地区", "市场", "城区", "园区", "景区", "社区", "学区", "库区", "保护区", "上市", "区县",
)  # fmt: skip


def province_of(text: str) -> str | None:
    """Return the full name of the province a title or issuer begins with; None when it names none."""
    for short in _SHORT:
        if text.startswith(short):
            if short in _MUNICIPALITIES:
                return f"{short}市"
            return _AUTONOMOUS.get(short, f"{short}省")
    return None


def place_of(text: str) -> str:
    """Return the place a title begins with (province, else city or county), "" when it names none.

    Two titles of different places are never one law wrongly written.
    """
    province = province_of(text)
    if province is not None:
        return province
    found = _CITY.match(text)
    if found is None or any(word in text[: found.end() + 1] for word in _NO_PLACE):
        return ""
    return found.group()
