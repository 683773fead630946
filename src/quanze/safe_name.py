"""Names of folders and files that every system accepts, Windows included."""

from __future__ import annotations

import re
import unicodedata

#: Characters that Windows refuses in names → the full-width ones a reader takes for them.
_FORBIDDEN = str.maketrans({**dict(zip('<>:"/\\|?*', "＜＞：＂／＼｜？＊", strict=True)), "\n": " ", "\t": " "})
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\ufeff]")
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?", re.IGNORECASE)
#: A name may take 255 bytes on Linux; a Chinese character takes three.
_LONGEST = 200


def safe_name(name: str) -> str:
    """Return a name as a folder or file may bear it: NFC, nothing forbidden, never empty, at most 200 bytes."""
    text = " ".join(_CONTROL.sub("", unicodedata.normalize("NFC", name).translate(_FORBIDDEN)).split())
    encoded = text.encode("utf-8", "replace")
    if len(encoded) > _LONGEST:
        text = encoded[:_LONGEST].decode("utf-8", "ignore")
    text = text.rstrip(". ")
    if text.startswith("."):
        text = f"_{text}"
    return f"{text}_" if not text or _RESERVED.fullmatch(text) else text
