"""Word documents for tests: the smallest container that Word itself would open."""

from __future__ import annotations

import io
import zipfile

NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_COMPATIBLE = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'


def paragraph(text: str, number: tuple[int, int] | None = None) -> str:
    """Return a paragraph; `number` = the list it is counted in and its level."""
    counted = ""
    if number is not None:
        counted = f'<w:pPr><w:numPr><w:ilvl w:val="{number[1]}"/><w:numId w:val="{number[0]}"/></w:numPr></w:pPr>'
    return f"<w:p>{counted}<w:r><w:t>{text}</w:t></w:r></w:p>"


def table(*rows: tuple[str, ...]) -> str:
    """Return a table of texts."""
    made = ("".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in made)}</w:tbl>"


def document(*body: str, head: str = "") -> str:
    """Return word/document.xml of some paragraphs."""
    return f'<?xml version="1.0"?>{head}<w:document {NAMESPACE} {_COMPATIBLE}><w:body>{"".join(body)}</w:body></w:document>'


def numbering(*levels: tuple[str, str]) -> str:
    """Return word/numbering.xml with one list (1), counted as given: (numFmt, lvlText) a level."""
    made = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{shown}"/></w:lvl>'
        for n, (form, shown) in enumerate(levels)
    )
    lists = '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
    return f'<w:numbering {NAMESPACE}><w:abstractNum w:abstractNumId="7">{made}</w:abstractNum>{lists}</w:numbering>'


def container(**parts: str | bytes) -> bytes:
    """Return a .docx of parts by name (document, numbering, styles, footnotes)."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(f"word/{name}.xml", content)
    return made.getvalue()
