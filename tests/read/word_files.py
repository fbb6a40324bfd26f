"""Word files made in memory: the few parts of the format that matter to a reader."""

from __future__ import annotations

import zipfile
from io import BytesIO

SPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def paragraph(text: str, style: str = "", listed: bool = False, note: str = "") -> str:
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    number = "<w:numPr/>" if listed else ""
    reference = f'<w:r><w:footnoteReference w:id="{note}"/></w:r>' if note else ""
    return f"<w:p><w:pPr>{named}{number}</w:pPr><w:r><w:t>{text}</w:t></w:r>{reference}</w:p>"


def table(*rows: tuple[str, ...]) -> str:
    lines = ("".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) for row in rows)
    return "<w:tbl>" + "".join(f"<w:tr>{line}</w:tr>" for line in lines) + "</w:tbl>"


def word_file(*body: str, notes: str = "", padding: int = 0) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", f"<w:document {SPACE}><w:body>{''.join(body)}</w:body></w:document>")
        if notes:
            archive.writestr("word/footnotes.xml", f"<w:footnotes {SPACE}>{notes}</w:footnotes>")
        if padding:
            archive.writestr("word/media/padding.bin", b"\0" * padding)
    return buffer.getvalue()
